//! What one entry did to score and tier on the day on which it was recorded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::Ledger;
use crate::points::PointsError;
use crate::replay::{Replay, Span};
use crate::rulebook::Rulebook;
use crate::standing::Standing;

/// The standing at the end of the day on which an entry was recorded, without it and with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryEffect {
    /// The day on which it was recorded.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The standing on that day, had the entry not been recorded.
    pub before: Standing,
    /// The standing on that day.
    pub after: Standing,
}

/// What the entry with this id did on the day on which it was recorded; none where there is no such
/// entry.
///
/// All else that was recorded up to the end of that day is in both standings. A correction of the
/// entry on the same day is too, and does nothing where the entry is not there.
///
/// # Errors
///
/// [`PointsError`] when one of the two scores does not fit.
pub fn effect_of(
    rulebook: &Rulebook,
    ledger: &Ledger,
    id: &str,
) -> Result<Option<EntryEffect>, PointsError> {
    let mut entries = ledger.entries().iter().enumerate();
    let Some((place, entry)) = entries.find(|(_, entry)| entry.id == *id) else {
        return Ok(None);
    };
    let on = entry.recorded_on();
    let span = Span {
        after: Some(on),
        until: Some(on),
        without: Some(place),
    };
    let mut replay = Replay::new(rulebook, ledger, span);
    let before = replay.standing()?;
    replay.let_in(place);
    Ok(Some(EntryEffect {
        on,
        before,
        after: replay.standing()?,
    }))
}
