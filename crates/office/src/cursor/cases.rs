//! Cursors of the list of cases.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, SecondsFormat, Utc};

use crate::cases::number;
use crate::wrong::Wrong;

/// Version of the form; another form gets another letter.
const FORM: &str = "c";

/// A place in the list of cases: the case that was shown last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePlace {
    /// When it was opened, to the microsecond, as [`moment`] writes it.
    pub opened_at: String,
    /// Its number.
    pub id: String,
}

/// A moment as places hold it.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The cursor of the page after this place.
#[must_use]
pub fn cursor(place: &CasePlace) -> String {
    URL_SAFE_NO_PAD.encode(format!("{FORM}{}{}", place.opened_at, place.id))
}

/// Reads a cursor.
///
/// # Errors
///
/// [`Wrong::Cursor`] for anything that [`cursor`] does not write.
pub fn read(cursor: &str) -> Result<CasePlace, Wrong> {
    parse(cursor).ok_or(Wrong::Cursor)
}

fn parse(cursor: &str) -> Option<CasePlace> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (opened_at, id) = text
        .strip_prefix(FORM)?
        .split_at_checked("2026-01-01T00:00:00.000000Z".len())?;
    let moment: DateTime<Utc> = opened_at.parse().ok()?;
    // There are more ways to write a moment than this server uses.
    let is_ours = self::moment(moment) == opened_at && id.len() == number::LENGTH;
    is_ours.then(|| CasePlace {
        opened_at: opened_at.to_owned(),
        id: id.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_cursor_comes_back_and_nothing_else_is_one() {
        let place = CasePlace {
            opened_at: "2026-03-12T08:00:00.000001Z".into(),
            id: "2026-7K3M-9QXD".into(),
        };
        assert_eq!(parse(&cursor(&place)), Some(place));
        for text in [
            "",
            "c",
            "c2026-03-12T08:00:00.000001Z",
            "c2026-03-12T08:00:00.000001Z2026-7K3M-9QX",
            "a2026-03-12T08:00:00.000001Z2026-7K3M-9QXD",
            "c2026-03-12 08:00:00.000001Z2026-7K3M-9QXD",
            "c2026-02-30T08:00:00.000001Z2026-7K3M-9QXD",
        ] {
            assert_eq!(parse(&URL_SAFE_NO_PAD.encode(text)), None, "{text}");
        }
        assert_eq!(parse("%%%"), None);
    }
}
