//! What a score means: rulebook, ledger, counted entries, standing.
//!
//! Everything here is pure: no input or output, no clock, integers only. The same input gives the
//! same result natively and in WebAssembly, so a resident's device can check the city's arithmetic.
//!
//! - [`rulebook`]: tiers, factors, effects and texts, read from a versioned JSON file and validated.
//! - [`ledger`]: what was recorded about one resident; it only grows.
//! - [`counted`]: which entries count on a day, and the one reason for each that does not.
//! - [`iso`]: dates and moments as they are read.
//! - [`mod@audit`]: the server's figures against the recomputed ones, entry by entry.
//! - [`mod@forecast`]: how score and tier change by themselves in the days to come.
//! - [`mod@timeline`]: the score over time, and what one entry did to it.
//! - [`text`]: texts that many entries share.
//! - [`standing`]: score, tier, points to the next tier, and the margin above the tier below.
//! - [`simulate`](mod@simulate): the standing with entries that somebody only supposes.
//! - [`paths`](mod@paths): ways to the next tier, as facts.
//! - [`cliff`](mod@cliff): which kinds of entry would cost the tier today.
//! - [`contested`]: the standing with and without what the resident objects to.
//! - [`impact`](mod@impact): what another version of the rulebook does to a ledger.
//! - [`changes`]: two rulebooks compared.
//! - [`cases`]: when a case is due, and what a resident may ask for.
//! - [`mod@grounds`]: the effects of a tier against the entries that led there.

mod assessed;
pub mod audit;
pub mod cases;
pub mod changes;
pub mod cliff;
pub mod contested;
pub mod counted;
pub mod forecast;
mod further;
pub mod grounds;
pub mod impact;
pub mod iso;
pub mod ledger;
pub mod paths;
pub mod points;
mod replay;
pub mod rulebook;
mod shown;
pub mod simulate;
pub mod standing;
pub mod text;
mod tier_effects;
pub mod timeline;

pub use audit::{Audit, Claim, ClaimedEntry, Difference, audit};
pub use counted::{Outcome, Reason};
pub use forecast::{Change, ChangeKind, Forecast, ForecastStep, forecast};
pub use ledger::{Entry, EntryId, Ledger, LedgerBuilder, LedgerError};
pub use points::{Points, PointsError};
pub use rulebook::{Rulebook, RulebookError};
pub use standing::{Assessment, NextTier, Standing, assess};
pub use text::Text;
pub use timeline::{EntryEffect, TimelinePoint, effect_of, timeline};
