//! Cursors of the ledger.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use citizen_score_rules::Entry;
use citizen_score_rules::ledger::MAX_TEXT;

use crate::wrong::Wrong;

/// Version of the form; another form gets another letter.
const FORM: &str = "a";

/// A place in the ledger, by day of occurrence and then id: the entry that was shown last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its day of occurrence.
    pub occurred_on: NaiveDate,
    /// Its id.
    pub id: String,
}

impl Place {
    /// The place of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self {
            occurred_on: entry.occurred_on,
            id: str::to_owned(&entry.id),
        }
    }
}

/// The cursor of the page after this entry.
#[must_use]
pub fn after(entry: &Entry) -> String {
    URL_SAFE_NO_PAD.encode(format!("{FORM}{}{}", entry.occurred_on, entry.id))
}

/// Reads a cursor.
///
/// # Errors
///
/// [`Wrong::Cursor`] for anything that [`after`] does not write.
pub fn read(cursor: &str) -> Result<Place, Wrong> {
    parse(cursor).ok_or(Wrong::Cursor)
}

fn parse(cursor: &str) -> Option<Place> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (day, id) = text
        .strip_prefix(FORM)?
        .split_at_checked("2026-01-01".len())?;
    let occurred_on = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    // The calendar accepts more ways to write a day than this server uses.
    let is_ours = occurred_on.to_string() == day && !id.is_empty() && id.len() <= MAX_TEXT;
    is_ours.then(|| Place {
        occurred_on,
        id: id.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_cursor_comes_back_as_the_place_it_was_made_for() {
        let place = parse(&URL_SAFE_NO_PAD.encode("a2026-03-12编号-1")).unwrap();
        assert_eq!(place.occurred_on.to_string(), "2026-03-12");
        assert_eq!(place.id, "编号-1");
    }

    #[test]
    fn nothing_else_is_a_cursor() {
        let long = format!("a2026-03-12{}", "x".repeat(MAX_TEXT + 1));
        let written = [
            "",
            "a",
            "a2026-03-12",
            "b2026-03-12x",
            "a2026-3-12xx",
            "a2026-02-30x",
            "a2026-03-1é",
            &long,
        ];
        for text in written {
            assert_eq!(parse(&URL_SAFE_NO_PAD.encode(text)), None, "{text}");
        }
        for raw in ["%%%", "YTIwMjYtMDMtMTJ4=", "a2026-03-12x", "é"] {
            assert_eq!(parse(raw), None, "{raw}");
        }
    }
}
