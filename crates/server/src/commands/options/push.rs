//! The arguments about push messages.

use clap::{Args, Subcommand};

use super::Database;
use crate::displays::is_host;
use crate::push::{PushSettings, SERVICES};

/// Longest address of a contact, in letters: it goes into a header with every message.
const LONGEST_CONTACT: usize = 200;

/// Options of `serve` about push messages.
#[derive(Debug, Args)]
pub struct PushServeOptions {
    /// Send push messages to residents who ask for them; this is whom a push service can write to about
    /// this server.
    #[arg(
        long,
        env = "CITIZEN_SCORE_PUSH_CONTACT",
        value_name = "mailto:ADDRESS",
        value_parser = read_contact
    )]
    pub push_contact: Option<String>,
    /// The push services that may be sent to, each with all names below its own.
    #[arg(
        long,
        env = "CITIZEN_SCORE_PUSH_HOSTS",
        value_name = "HOST,…",
        value_delimiter = ',',
        default_values = SERVICES,
        value_parser = read_host
    )]
    pub push_hosts: Vec<String>,
}

impl PushServeOptions {
    /// The same as settings of the server.
    #[must_use]
    pub fn settings(&self) -> PushSettings {
        PushSettings {
            contact: self.push_contact.clone(),
            hosts: self.push_hosts.clone(),
            ..PushSettings::default()
        }
    }
}

/// Options of `push`.
#[derive(Debug, Args)]
pub struct PushOptions {
    /// What to do.
    #[command(subcommand)]
    pub command: PushCommand,
}

/// What can be done about push messages.
#[derive(Debug, Subcommand)]
pub enum PushCommand {
    /// Print the public key, which is made at its first use.
    Key {
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

fn read_contact(text: &str) -> Result<String, &'static str> {
    let rest = text
        .strip_prefix("mailto:")
        .filter(|rest| {
            let (name, host) = rest.split_once('@').unwrap_or_default();
            !name.is_empty() && is_host(host)
        })
        .or_else(|| {
            text.strip_prefix("https://")
                .filter(|rest| !rest.is_empty())
        });
    let plain = text.len() <= LONGEST_CONTACT && text.bytes().all(|it| it.is_ascii_graphic());
    match rest {
        Some(_) if plain => Ok(text.to_owned()),
        _ => Err(
            "it must be mailto: and an address of mail, such as mailto:push@example.org, or an \
             address that begins with https://",
        ),
    }
}

fn read_host(text: &str) -> Result<String, &'static str> {
    let name = text.to_ascii_lowercase();
    let labels = name.split('.');
    let label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    // A number would be an address, and one label alone a whole country.
    let is_name = name.contains('.')
        && labels.clone().all(label)
        && !labels
            .clone()
            .all(|it| it.bytes().all(|it| it.is_ascii_digit()));
    if is_name {
        Ok(name)
    } else {
        Err(
            "it must be the name of a server, such as push.example.org, without scheme, port or path",
        )
    }
}
