//! The arguments about how much may be asked.

use clap::Args;

use crate::pace::PaceSettings;

/// Options of `serve` about how much may be asked within a minute.
#[derive(Debug, Args)]
pub struct PaceOptions {
    /// Requests that a session may make within a minute; 0 for any number.
    #[arg(
        long,
        env = "CITIZEN_SCORE_REQUESTS_PER_SESSION",
        value_name = "NUMBER",
        default_value_t = 600
    )]
    pub requests_per_session: u32,
    /// Requests that may come from an address within a minute; 0 for any number. Behind some addresses are
    /// many people.
    #[arg(
        long,
        env = "CITIZEN_SCORE_REQUESTS_PER_ADDRESS",
        value_name = "NUMBER",
        default_value_t = 6_000
    )]
    pub requests_per_address: u32,
}

impl PaceOptions {
    /// The same as settings of the server.
    #[must_use]
    pub fn settings(&self) -> PaceSettings {
        PaceSettings {
            per_session: self.requests_per_session,
            per_address: self.requests_per_address,
            ..PaceSettings::default()
        }
    }
}
