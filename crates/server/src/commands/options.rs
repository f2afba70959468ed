//! The arguments, as `--help` shows them.

mod cases;
mod kiosk;
mod oidc;
mod pace;
mod push;
mod serve;
#[cfg(feature = "traces")]
mod traces;

use std::path::PathBuf;

use chrono::NaiveDate;
use citizen_score_demo::made_up::generated::MOST_RESIDENTS;
use citizen_score_rules::iso;
use clap::{Args, Parser, Subcommand};

pub use cases::{CasesCommand, CasesOptions, Desk};
pub use kiosk::{DisplaysCommand, DisplaysOptions, KioskOptions};
use oidc::OidcOptions;
use pace::PaceOptions;
pub use push::{PushCommand, PushOptions, PushServeOptions};
pub use serve::{HealthOptions, LogFormat, ServeOptions};
#[cfg(feature = "traces")]
use traces::TracesOptions;

/// Where records are kept unless another file is named.
const DATABASE: &str = "sqlite:data/citizen-score.sqlite";

/// Citizen Score: a resident's own score, tier and history, and why.
#[derive(Debug, Parser)]
#[command(name = "citizen-score", version, arg_required_else_help = true)]
pub struct Options {
    /// Settings from a file, for what neither flags nor environment say: the flags of `serve` without their
    /// dashes, in TOML.
    #[arg(
        long,
        global = true,
        env = "CITIZEN_SCORE_CONFIG",
        value_name = "FILE.toml"
    )]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and its API on one address.
    Serve(Box<ServeOptions>),
    /// Ask the server on this machine whether it can serve: 0 if so, 1 if not or if there is none.
    Health(HealthOptions),
    /// Import residents and entries from a file of JSON lines: nothing while a line is wrong, and never twice.
    Import(ImportOptions),
    /// Print a one-time sign-in code for a resident, good for 15 minutes.
    Code(CodeOptions),
    /// List, show, ask about and decide what residents ask of the city.
    Cases(CasesOptions),
    /// Set up, list or take away shared displays.
    Displays(DisplaysOptions),
    /// Compute a standing from files, and print it as JSON.
    Standing(StandingOptions),
    /// Check an exported record, offline: its signature, its ledger and its score.
    Verify(VerifyOptions),
    /// List the keys that records are signed with, or take a new one into use.
    Keys(KeysOptions),
    /// Print the key by which browsers know this server's push messages.
    Push(PushOptions),
    /// Work on settings.
    Config(ConfigOptions),
    /// Work on rulebook files.
    Rulebook(RulebookOptions),
    /// Compute every standing anew from its ledger, and say whether those that are kept are the same.
    Recount(RecountOptions),
    /// Write a copy of the database into a file, while the server runs; for a database that is a file.
    Backup(BackupOptions),
    /// Put a copy in the place of the database, after the server was stopped; for a database that is a file.
    Restore(RestoreOptions),
    /// Print the document of the API (`OpenAPI` 3.1), as it is served at /api/openapi.json.
    Openapi,
    /// Load the made-up residents, or print one of their entries.
    Demo(DemoOptions),
}

/// Where records are kept.
#[derive(Debug, Args)]
pub struct Database {
    /// The database, as sqlite:FILE; the file and its folder are made where missing.
    #[arg(long = "database", env = "CITIZEN_SCORE_DATABASE", default_value = DATABASE, value_name = "ADDRESS")]
    pub address: String,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The file: one JSON object a line.
    #[arg(value_name = "FILE.ndjson")]
    pub file: PathBuf,
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// The rulebook that entries are checked by [default: the one last applied].
    #[arg(long, value_name = "FILE")]
    pub rulebook: Option<PathBuf>,
}

/// Options of `code`.
#[derive(Debug, Args)]
pub struct CodeOptions {
    /// The resident's id.
    pub resident: String,
    /// The database.
    #[command(flatten)]
    pub database: Database,
}

/// Options of `standing`.
#[derive(Debug, Args)]
pub struct StandingOptions {
    /// The rulebook file.
    #[arg(long, value_name = "FILE")]
    pub rulebook: PathBuf,
    /// The entries of one resident: one JSON object a line.
    #[arg(long, value_name = "FILE.ndjson")]
    pub entries: PathBuf,
    /// The day, such as 2026-03-31.
    #[arg(long, value_name = "DATE", value_parser = read_day)]
    pub as_of: NaiveDate,
}

/// Options of `config`.
#[derive(Debug, Args)]
pub struct ConfigOptions {
    /// What to do with them.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What can be done with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print what `serve` would be told, and by whom: the environment, the file or nobody. Say whether it could
    /// begin with that. No password is printed.
    Check,
}

/// Options of `rulebook`.
#[derive(Debug, Args)]
pub struct RulebookOptions {
    /// What to do with it.
    #[command(subcommand)]
    pub command: RulebookCommand,
}

/// What can be done with a rulebook.
#[derive(Debug, Subcommand)]
pub enum RulebookCommand {
    /// Say whether a rulebook is valid, and where it is not.
    Check {
        /// The rulebook file.
        file: PathBuf,
    },
    /// Say in sentences what is other in a new rulebook, and what it does to a ledger.
    Diff(DiffOptions),
    /// Announce a rulebook that is to be in force later, in place of what was announced before.
    Announce {
        /// The rulebook file.
        file: PathBuf,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Take back what was announced.
    Withdraw {
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// Options of `rulebook diff`.
#[derive(Debug, Args)]
pub struct DiffOptions {
    /// The old rulebook file.
    pub old: PathBuf,
    /// The new rulebook file.
    pub new: PathBuf,
    /// The entries of one resident, to see what becomes of them: one JSON object a line.
    #[arg(long, value_name = "FILE.ndjson")]
    pub entries: Option<PathBuf>,
    /// The day on which both are applied to them [default: the first day of the new one].
    #[arg(long, value_name = "DATE", value_parser = read_day, requires = "entries")]
    pub as_of: Option<NaiveDate>,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// The record.
    #[arg(value_name = "RECORD.json")]
    pub record: PathBuf,
    /// The public keys of the server that signed it, as `GET /api/v1/keys` and `keys list --json` give
    /// them.
    #[arg(long, value_name = "KEYS.json", required_unless_present = "database")]
    pub keys: Option<PathBuf>,
    /// The database of the server that signed it, where no file of keys is named.
    #[arg(long, env = "CITIZEN_SCORE_DATABASE", value_name = "ADDRESS")]
    pub database: Option<String>,
}

/// Options of `keys`.
#[derive(Debug, Args)]
pub struct KeysOptions {
    /// What to do with them.
    #[command(subcommand)]
    pub command: KeysCommand,
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// List them, the one in use first.
    List {
        /// The database.
        #[command(flatten)]
        database: Database,
        /// As `GET /api/v1/keys` answers them, for `verify --keys`.
        #[arg(long)]
        json: bool,
    },
    /// Retire the key in use, forget its secret, and sign with a new one from now on.
    Rotate {
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct BackupOptions {
    /// The file of the copy, which must not be there yet.
    pub file: PathBuf,
    /// The database.
    #[command(flatten)]
    pub database: Database,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub struct RestoreOptions {
    /// The copy.
    pub file: PathBuf,
    /// The database that it is put in the place of; what was there is kept beside it.
    #[command(flatten)]
    pub database: Database,
}

/// Options of `recount`.
#[derive(Debug, Args)]
pub struct RecountOptions {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// The rulebook in force [default: the one last applied].
    #[arg(long, value_name = "FILE")]
    pub rulebook: Option<PathBuf>,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// Leave this entry out; may be given several times.
    #[arg(long, value_name = "ENTRY_ID")]
    pub without: Vec<String>,
    /// Load nothing, and print this entry as an import line with the dates of today.
    #[arg(long, value_name = "ENTRY_ID", conflicts_with = "without")]
    pub print: Option<String>,
    /// Instead of the residents to choose from, add a population of this size, to see how the server bears
    /// it. It may be killed and run again, and goes on where it was.
    #[arg(long, value_name = "N", conflicts_with_all = ["without", "print"], value_parser = clap::value_parser!(u64).range(1..=MOST_RESIDENTS))]
    pub residents: Option<u64>,
    /// About how many entries each resident of the population has.
    #[arg(long, value_name = "N", default_value_t = 100, requires = "residents", value_parser = clap::value_parser!(u64).range(..=100_000))]
    pub entries: u64,
    /// Another seed is another population.
    #[arg(long, value_name = "S", default_value_t = 1, requires = "residents")]
    pub seed: u64,
}

fn read_day(text: &str) -> Result<NaiveDate, &'static str> {
    iso::parse_date(text).ok_or("it must be a day such as 2026-03-31")
}
