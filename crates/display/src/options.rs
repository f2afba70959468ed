//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

use crate::server::Server;

/// Keeps the browser of a Citizen Score display alive.
///
/// Starts Chromium on the whole screen, opens the server's page, and brings the first screen back within two
/// seconds when the page hangs or crashes. docs/kiosk.md says how to set up a display.
#[derive(Debug, Parser)]
#[command(name = "citizen-score-display", version)]
pub struct Options {
    /// Where the server is, such as <https://score.example>
    #[arg(long, env = "CITIZEN_SCORE_DISPLAY_SERVER")]
    pub server: Server,

    /// File with the key of this display, as `citizen-score displays add` printed it
    ///
    /// Not needed where the server was started with --kiosk.
    #[arg(long, value_name = "FILE", env = "CITIZEN_SCORE_DISPLAY_KEY_FILE")]
    pub key_file: Option<PathBuf>,

    /// The browser
    #[arg(
        long,
        value_name = "FILE",
        env = "CITIZEN_SCORE_DISPLAY_CHROMIUM",
        default_value = "/usr/bin/chromium"
    )]
    pub chromium: PathBuf,

    /// Folder in which the browser's own folder is made, and deleted again
    ///
    /// Without it: the first of `RUNTIME_DIRECTORY`, or else /dev/shm, and only if that is in memory. A folder on a disk is
    /// used only if it is named here.
    #[arg(long, value_name = "DIR", env = "CITIZEN_SCORE_DISPLAY_PROFILE")]
    pub profile: Option<PathBuf>,

    /// Milliseconds without an answer after which a page is taken to hang
    #[arg(
        long,
        value_name = "MS",
        env = "CITIZEN_SCORE_DISPLAY_HANG_AFTER",
        default_value_t = 1000,
        value_parser = clap::value_parser!(u64).range(200..=60_000)
    )]
    pub hang_after: u64,

    /// Also lets Chromium listen for a debugger on this port of 127.0.0.1; for tests only
    #[arg(long, value_name = "PORT", env = "CITIZEN_SCORE_DISPLAY_DEBUG_PORT")]
    pub debug_port: Option<u16>,

    /// Lets Chromium's own messages through to standard error; they can contain addresses
    #[arg(long, env = "CITIZEN_SCORE_DISPLAY_BROWSER_LOG")]
    pub browser_log: bool,

    /// Further arguments for Chromium
    #[arg(last = true, value_name = "CHROMIUM ARGS")]
    pub chromium_args: Vec<String>,
}

impl Options {
    /// How long a page may leave a question without an answer.
    #[must_use]
    pub fn patience(&self) -> Duration {
        Duration::from_millis(self.hang_after)
    }
}
