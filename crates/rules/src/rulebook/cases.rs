//! How cases are handled: what a resident asks of an office about the ledger.

use serde::{Deserialize, Serialize};

/// Days within which a case is answered where a rulebook does not say.
///
/// Thirty, as the Fair Credit Reporting Act (US) gives for a reinvestigation in section 611.
pub const DEFAULT_ANSWER_DAYS: u32 = 30;

/// Most days that a rulebook may give for an answer: the longest year.
pub const MOST_ANSWER_DAYS: u32 = 366;

/// How cases are handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CaseRules {
    /// Days after the one on which a case was received, within which it is decided; 1 to
    /// [`MOST_ANSWER_DAYS`].
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = MOST_ANSWER_DAYS)))]
    pub answer_days: u32,
}

impl CaseRules {
    /// Whether it says just what a file without it means.
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "called by serde, which passes a reference"
    )]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for CaseRules {
    fn default() -> Self {
        Self {
            answer_days: DEFAULT_ANSWER_DAYS,
        }
    }
}
