//! The same values spelled otherwise: harmless, since canonical JSON has one spelling for all. And a few
//! spellings that are refused although they look harmless.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Mutation, file};
use crate::canonical;

/// All of them.
pub(super) fn all(record: &[u8], value: &Value) -> Vec<Mutation> {
    let text = String::from_utf8_lossy(record);
    let pretty = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut reversed = String::new();
    write_reversed(value, &mut reversed);
    let canonical = canonical::to_bytes(value).unwrap_or_default();
    let harmless = [
        ("on one line", file(value)),
        ("in canonical JSON", canonical),
        ("indented", pretty.clone().into_bytes()),
        (
            "indented with tabs",
            pretty.replace("  ", "\t").into_bytes(),
        ),
        (
            "with CRLF line ends",
            text.replace('\n', "\r\n").into_bytes(),
        ),
        (
            "with a byte order mark",
            format!("\u{feff}{text}").into_bytes(),
        ),
        (
            "with blank lines around it",
            format!("\n\n \t{text}\r\n\n").into_bytes(),
        ),
        ("with its fields in reverse order", reversed.into_bytes()),
        (
            "with every letter A escaped",
            text.replace('A', "\\u0041").into_bytes(),
        ),
        (
            "with every slash escaped",
            text.replace('/', "\\/").into_bytes(),
        ),
        (
            "with its Chinese escaped",
            escape_beyond_ascii(&text).into_bytes(),
        ),
    ];
    let refused = [
        (
            "two byte order marks",
            format!("\u{feff}\u{feff}{text}").into_bytes(),
        ),
        (
            "in UTF-16",
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("with a comment", format!("{text}// checked").into_bytes()),
        ("twice", format!("{text}{text}").into_bytes()),
        ("in a list", format!("[{text}]").into_bytes()),
        ("empty", Vec::new()),
        ("an empty object", b"{}".to_vec()),
        ("null", b"null".to_vec()),
        ("brackets without end", vec![b'['; 100_000]),
        (
            "broken off in the middle",
            record.get(..record.len() / 2).unwrap_or_default().to_vec(),
        ),
        (
            "with whole numbers spelled as broken ones",
            text.replace("\"contested\":false,\"", "\"contested\":0.0,\"")
                .into_bytes(),
        ),
        (
            "with points spelled as a broken number",
            text.replace("\"counted\":0", "\"counted\":0.0")
                .into_bytes(),
        ),
        (
            "with points spelled with an exponent",
            text.replace("\"counted\":0", "\"counted\":0e0")
                .into_bytes(),
        ),
        (
            "with points spelled as minus nought",
            text.replace("\"counted\":0", "\"counted\":-0").into_bytes(),
        ),
    ];
    let good = harmless.into_iter().map(|(name, bytes)| Mutation {
        name: name.to_owned(),
        bytes,
        harmless: true,
    });
    let bad = refused
        .into_iter()
        .map(|(name, bytes)| Mutation::new(name, bytes));
    good.chain(bad).collect()
}

fn write_reversed(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            out.push('{');
            for (place, (name, value)) in fields.iter().rev().enumerate() {
                out.push_str(if place > 0 { " , " } else { "" });
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push_str(" : ");
                write_reversed(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { ", " } else { "" });
                write_reversed(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn escape_beyond_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        if it.is_ascii() {
            out.push(it);
        } else {
            for unit in it.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04X}");
            }
        }
    }
    out
}
