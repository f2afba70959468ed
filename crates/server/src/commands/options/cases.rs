//! The arguments of `cases`.

use std::path::PathBuf;

use citizen_score_contract::cases::Verdict;
use clap::{Args, Subcommand, ValueEnum};

use super::Database;

/// Options of `cases`.
#[derive(Debug, Args)]
pub struct CasesOptions {
    /// What to do with them.
    #[command(subcommand)]
    pub command: CasesCommand,
}

/// On which database, and by whom.
#[derive(Debug, Args)]
pub struct Desk {
    /// The database.
    #[command(flatten)]
    pub database: Database,
    /// Who does it, as the resident reads in the log [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub operator: Option<String>,
}

/// What can be done with cases. Each is told to the resident.
#[derive(Debug, Subcommand)]
pub enum CasesCommand {
    /// List cases: all by age, open ones by urgency.
    List {
        /// Only those that are neither decided nor withdrawn.
        #[arg(long)]
        open: bool,
        /// Only open ones that should have been answered before today.
        #[arg(long)]
        late: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Where, and by whom.
        #[command(flatten)]
        desk: Desk,
    },
    /// Show a case with its history.
    Show {
        /// Number of the case.
        id: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Save what is attached into this folder.
        #[arg(long, value_name = "DIR")]
        save_files: Option<PathBuf>,
        /// Where, and by whom.
        #[command(flatten)]
        desk: Desk,
    },
    /// Say that a case is examined now.
    Examine {
        /// Number of the case.
        id: String,
        /// Where, and by whom.
        #[command(flatten)]
        desk: Desk,
    },
    /// Ask the resident something; the last day for the decision stays the same.
    Ask {
        /// Number of the case.
        id: String,
        /// What is asked.
        #[arg(long, value_name = "TEXT")]
        question: String,
        /// Where, and by whom.
        #[command(flatten)]
        desk: Desk,
    },
    /// Decide a case. In the resident's favour, the ledger follows at once.
    Decide {
        /// Number of the case.
        id: String,
        /// For the resident or not.
        #[arg(long, value_enum)]
        verdict: Side,
        /// Why; needed for a rejection.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// What an upheld claim is worth, where its factor leaves it open.
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        points: Option<i32>,
        /// Where, and by whom.
        #[command(flatten)]
        desk: Desk,
    },
}

/// For the resident or not.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Side {
    /// As the resident asked.
    Upheld,
    /// Not as the resident asked.
    Rejected,
}

impl From<Side> for Verdict {
    fn from(side: Side) -> Self {
        match side {
            Side::Upheld => Self::Upheld,
            Side::Rejected => Self::Rejected,
        }
    }
}
