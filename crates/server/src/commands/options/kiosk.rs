//! The arguments about shared displays.

use clap::{Args, Subcommand};

use super::Database;
use crate::displays::{check_name, is_host};
use crate::state::Kiosk;

/// Longest address of the app for phones, in letters: it goes into a QR code.
const LONGEST_URL: usize = 120;

/// Options of `serve` about shared displays.
#[derive(Debug, Args)]
pub struct KioskOptions {
    /// Take every browser that opens this server for a shared display, which forgets whoever leaves it.
    #[arg(long = "kiosk", env = "CITIZEN_SCORE_KIOSK")]
    pub everyone: bool,
    /// What such a display is called, as residents are told who sign in at it.
    #[arg(
        long = "kiosk-name",
        env = "CITIZEN_SCORE_KIOSK_NAME",
        default_value = "Kiosk",
        value_name = "NAME",
        value_parser = read_name
    )]
    pub name: String,
    /// The address at which residents' phones reach the app, for signing in at displays.
    #[arg(
        long,
        env = "CITIZEN_SCORE_PHONE_URL",
        value_name = "https://HOST",
        value_parser = read_url
    )]
    pub phone_url: Option<String>,
    /// Seconds without a touch after which a visit at a display ends.
    #[arg(
        long = "kiosk-idle",
        env = "CITIZEN_SCORE_KIOSK_IDLE",
        default_value_t = Kiosk::default().idle_seconds,
        value_name = "SECONDS",
        value_parser = clap::value_parser!(u32).range(25..=1800)
    )]
    pub idle: u32,
    /// Seconds after which a visit at a display ends unless it is extended by hand.
    #[arg(
        long = "kiosk-limit",
        env = "CITIZEN_SCORE_KIOSK_LIMIT",
        default_value_t = Kiosk::default().limit_seconds,
        value_name = "SECONDS",
        value_parser = clap::value_parser!(u32).range(60..=3600)
    )]
    pub limit: u32,
    /// Displays have a printer that prints without asking.
    #[arg(long = "kiosk-printing", env = "CITIZEN_SCORE_KIOSK_PRINTING")]
    pub printing: bool,
}

impl KioskOptions {
    /// What is wrong with the options together.
    ///
    /// # Errors
    ///
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.limit < self.idle {
            return Err(
                "--kiosk-limit must not be shorter than --kiosk-idle: a visit would end before it is idle",
            );
        }
        Ok(())
    }

    /// The same as settings of the server.
    #[must_use]
    pub fn settings(&self) -> Kiosk {
        Kiosk {
            everyone: self.everyone.then(|| self.name.clone()),
            phone_url: self.phone_url.clone(),
            idle_seconds: self.idle,
            limit_seconds: self.limit,
            printing: self.printing,
        }
    }
}

/// Options of `displays`.
#[derive(Debug, Args)]
pub struct DisplaysOptions {
    /// What to do with them.
    #[command(subcommand)]
    pub command: DisplaysCommand,
}

/// What can be done with displays.
#[derive(Debug, Subcommand)]
pub enum DisplaysCommand {
    /// Set up a display, and print the key that its browser is known by; it is shown this once.
    Add {
        /// What it is called, as residents are told who sign in at it.
        #[arg(value_parser = read_name)]
        name: String,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// List the displays, and when each was last heard of.
    List {
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Take a display away: its visits end, and its key is good for nothing any more.
    Remove {
        /// What it is called.
        name: String,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

fn read_name(text: &str) -> Result<String, &'static str> {
    check_name(text).map(|()| text.to_owned())
}

/// An address without a path: what phones open is `URL/pair?…`.
pub(super) fn read_url(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "it must be http:// or https:// and the name of a server, such as \
                         https://score.example.org, with nothing after it";
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if is_host(host) && text.len() <= LONGEST_URL => Ok(text.to_owned()),
        _ => Err(WRONG),
    }
}
