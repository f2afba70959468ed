//! Reading a body of JSON, with an answer for every way in which it can be wrong.

use serde::de::DeserializeOwned;

use crate::wrong::Wrong;

/// Largest body of JSON, in bytes: a case in Chinese with names of files needs half of it.
pub const MAX_BODY: usize = 32 * 1024;

/// Reads a body of JSON. No text in it may hold the character U+0000, which `PostgreSQL` does not keep.
///
/// # Errors
///
/// [`Wrong::Field`] names the field; `body` where the JSON is wrong as a whole.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Wrong> {
    if has_nul(bytes) {
        return Err(Wrong::field("body", "holds the character U+0000"));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        // JSON that is broken is broken as a whole; the path only says how far it was read.
        let is_whole = path == "." || !error.inner().is_data();
        let field = if is_whole { "body".to_owned() } else { path };
        Wrong::field(field, error.into_inner().to_string())
    })?;
    reader
        .end()
        .map_err(|error| Wrong::field("body", error.to_string()))?;
    Ok(value)
}

/// Whether JSON holds U+0000, which it can only as an escape: an even number of backslashes before it is
/// so many backslashes, and no escape.
fn has_nul(json: &[u8]) -> bool {
    const NUL: &[u8] = b"\\u0000";
    json.windows(NUL.len()).enumerate().any(|(at, it)| {
        let before = json.iter().take(at).rev();
        it == NUL && before.take_while(|it| **it == b'\\').count() % 2 == 0
    })
}

/// Reads the body of a call that takes none: nothing, or `{}`.
///
/// # Errors
///
/// [`Wrong`] for anything else.
pub fn read_nothing(kind: Option<&str>, bytes: &[u8]) -> Result<(), Wrong> {
    if bytes.is_empty() {
        return Ok(());
    }
    if !is_json(kind) {
        return Err(Wrong::NotJson);
    }
    let read: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_slice(bytes);
    let fields = read.map_err(|error| Wrong::field("body", error.to_string()))?;
    match fields.keys().next() {
        None => Ok(()),
        Some(name) => {
            let shown: String = name.chars().take(40).collect();
            Err(Wrong::field(shown, "is not a field of this call"))
        }
    }
}

/// Whether a `Content-Type` is that of JSON.
#[must_use]
pub fn is_json(kind: Option<&str>) -> bool {
    let kind = kind.and_then(|kind| kind.split(';').next());
    let kind = kind.unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_nul_is_refused_and_its_escape_in_words_is_not() {
        for wrong in [r#"["a\u0000"]"#, r#"["\\\u0000"]"#, r#"{"\u0000":1}"#] {
            let read: Result<serde_json::Value, _> = read(wrong.as_bytes());
            assert!(read.is_err(), "{wrong}");
        }
        for right in [r#"["\\u0000"]"#, r#"["\u0001", "u0000"]"#, "[]"] {
            let read: Result<serde_json::Value, _> = read(right.as_bytes());
            assert!(read.is_ok(), "{right}");
        }
    }
}
