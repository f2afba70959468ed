//! Canonical JSON (RFC 8785): the one spelling of a value that is hashed and signed.
//!
//! Restricted to what a record uses: null, booleans, whole numbers that every reader of JSON holds
//! exactly, texts, lists and objects. Any other number is refused, so how to spell it never comes up.

mod read;

use serde_json::{Map, Value};

pub(crate) use read::{Notes, Strict};
pub use read::{ReadError, read};

/// The largest whole number that a reader of JSON can be relied on to hold exactly (RFC 7493).
pub const LARGEST: i64 = (1 << 53) - 1;

/// A number that is not whole, or too large for every reader of JSON to hold it exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number is not whole, or lies beyond 2^53 - 1")]
pub struct NumberError;

/// The canonical spelling of a value, in UTF-8.
///
/// # Errors
///
/// [`NumberError`] for a number that is not allowed here.
pub fn to_bytes(value: &Value) -> Result<Vec<u8>, NumberError> {
    let mut out = Vec::new();
    write(value, &mut out)?;
    Ok(out)
}

/// Appends the canonical spelling of a value, in UTF-8.
///
/// # Errors
///
/// As [`to_bytes`]; then part of it may have been written.
pub fn write(value: &Value, out: &mut Vec<u8>) -> Result<(), NumberError> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let whole = number.as_i64().filter(|it| is_exact(*it));
            out.extend_from_slice(whole.ok_or(NumberError)?.to_string().as_bytes());
        }
        Value::String(text) => write_text(text, out),
        Value::Array(items) => {
            out.push(b'[');
            for (place, item) in items.iter().enumerate() {
                separate(place, out);
                write(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(fields) => write_object(fields, out)?,
    }
    Ok(())
}

/// Whether every reader of JSON holds this number exactly.
pub(crate) fn is_exact(number: i64) -> bool {
    (-LARGEST..=LARGEST).contains(&number)
}

/// Keys are sorted by UTF-16 code units, which is not the order of their bytes: a character beyond
/// the first plane comes before U+E000 to U+FFFF.
fn write_object(fields: &Map<String, Value>, out: &mut Vec<u8>) -> Result<(), NumberError> {
    let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push(b'{');
    for (place, (name, value)) in sorted.into_iter().enumerate() {
        separate(place, out);
        write_text(name, out);
        out.push(b':');
        write(value, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn separate(place: usize, out: &mut Vec<u8>) {
    if place > 0 {
        out.push(b',');
    }
}

/// A text in quotes: only quotes, backslashes and control characters are escaped.
pub(crate) fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x00..=0x1f => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            other => out.push(other),
        }
    }
    out.push(b'"');
}
