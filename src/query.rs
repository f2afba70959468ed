//! The query of an address: names with values, read from hostile text and written again.

use js_sys::{decode_uri_component, encode_uri_component};

/// Pairs that are read at most; an address has room for more.
const MOST: usize = 100;

/// Characters of a part that are repeated to whoever sees that it could not be read.
const SHOWN: usize = 40;

/// The names and values of a query, in their order. A part that is not well encoded has its raw text.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty()).take(MOST);
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

/// The query for these names and values; those without a value are left out.
pub fn write(pairs: &[(&str, Option<String>)]) -> String {
    let parts = pairs.iter().filter_map(|(name, value)| {
        let value = value.as_deref()?;
        Some(format!("{name}={}", encode_uri_component(value)))
    });
    parts.collect::<Vec<_>>().join("&")
}

/// A part as it is named to a person: short and printable.
pub fn shown(name: &str, value: &str) -> String {
    let part = format!("{name}={value}");
    let clean = part.chars().filter(|it| !it.is_control());
    let mut short: String = clean.take(SHOWN).collect();
    if part.chars().count() > SHOWN {
        short.push('…');
    }
    short
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    match decode_uri_component(&text) {
        Ok(decoded) => decoded.into(),
        Err(_) => text,
    }
}
