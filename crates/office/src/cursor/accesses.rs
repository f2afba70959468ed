//! Cursors of the access log.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use citizen_score_contract::Access;

use crate::wrong::Wrong;

/// Version of the form; another form gets another letter.
const FORM: &str = "n";

/// The cursor of the page after this access.
#[must_use]
pub fn after(access: &Access) -> String {
    URL_SAFE_NO_PAD.encode(format!("{FORM}{}", access.number))
}

/// Reads a cursor: the number of the access before.
///
/// # Errors
///
/// [`Wrong::Cursor`] for anything that [`after`] does not write.
pub fn read(cursor: &str) -> Result<i64, Wrong> {
    let text = URL_SAFE_NO_PAD.decode(cursor).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let number = text.and_then(|text| {
        let digits = text.strip_prefix(FORM)?;
        let number: i64 = digits.parse().ok()?;
        (number > 0 && number.to_string() == digits).then_some(number)
    });
    number.ok_or(Wrong::Cursor)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_what_was_given_out_is_a_cursor() {
        let cursor = |text: &str| URL_SAFE_NO_PAD.encode(text);
        assert_eq!(read(&cursor("n42")).unwrap(), 42);
        for wrong in [
            "",
            "n",
            "n0",
            "n-1",
            "n+1",
            "n01",
            "a1",
            "n1 ",
            "n99999999999999999999",
        ] {
            assert!(read(&cursor(wrong)).is_err(), "{wrong}");
        }
        for wrong in ["n42", "%6E", "bjQy=", "é"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
