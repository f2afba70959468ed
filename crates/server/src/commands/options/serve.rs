//! The arguments of `serve`, and of `health`, which asks what it started.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[cfg(feature = "traces")]
use super::TracesOptions;
use super::{Database, KioskOptions, OidcOptions, PaceOptions, PushServeOptions};
#[cfg(not(feature = "traces"))]
use crate::commands::without_traces;

/// Where the server listens unless another address is named.
const LISTEN: &str = "127.0.0.1:8080";

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// The address to listen on.
    #[arg(
        long,
        env = "CITIZEN_SCORE_LISTEN",
        default_value = LISTEN,
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// The folder of the built app [default: the app inside the program, or else dist, if there is one].
    #[arg(long, env = "CITIZEN_SCORE_APP", value_name = "FOLDER")]
    pub app: Option<PathBuf>,
    /// The rulebook in force from now on [default: the one last applied].
    #[arg(long, env = "CITIZEN_SCORE_RULEBOOK", value_name = "FILE")]
    pub rulebook: Option<PathBuf>,
    /// The rulebook to come, which residents can compare with the one in force.
    #[arg(long, env = "CITIZEN_SCORE_UPCOMING", value_name = "FILE")]
    pub upcoming: Option<PathBuf>,
    /// Fill the database with made-up residents, and let visitors choose one without a code.
    #[arg(long)]
    pub demo: bool,
    /// Leave this demo entry out; may be given several times.
    #[arg(long, value_name = "ENTRY_ID", requires = "demo")]
    pub demo_without: Vec<String>,
    /// How the log is written: lines to read, or one JSON object a line.
    #[arg(long, env = "CITIZEN_SCORE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Browsers come over TLS through a proxy, which names them in X-Forwarded-For.
    #[arg(long, env = "CITIZEN_SCORE_BEHIND_TLS")]
    pub behind_tls: bool,
    /// Shared displays.
    #[command(flatten)]
    pub kiosk: KioskOptions,
    /// Push messages.
    #[command(flatten)]
    pub push: PushServeOptions,
    /// How much may be asked.
    #[command(flatten)]
    pub pace: PaceOptions,
    /// Signing in at an identity provider.
    #[command(flatten)]
    pub oidc: OidcOptions,
    /// Traces.
    #[cfg(feature = "traces")]
    #[command(flatten)]
    pub traces: TracesOptions,
}

impl ServeOptions {
    /// What is wrong with the options together.
    ///
    /// # Errors
    ///
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), &'static str> {
        self.kiosk.check()?;
        #[cfg(not(feature = "traces"))]
        without_traces::refuse_environment()?;
        self.oidc.settings(self.kiosk.phone_url.as_deref())?;
        Ok(())
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines to read.
    Text,
    /// One JSON object a line.
    Json,
}

/// Options of `health`.
#[derive(Debug, Args)]
pub struct HealthOptions {
    /// The address that the server listens on.
    #[arg(
        long,
        env = "CITIZEN_SCORE_LISTEN",
        default_value = LISTEN,
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
}
