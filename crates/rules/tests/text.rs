//! Shared texts: they read, write, compare and hash as what they say.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "sample/deeds.rs"]
mod deeds;

use std::collections::{BTreeMap, HashMap};

use citizen_score_rules::{Entry, Ledger, LedgerBuilder, Text};
use deeds::deed;
use serde_json::json;

#[test]
fn is_a_plain_string_in_json() {
    let text = Text::from("编号 \"1\"");
    assert_eq!(json!(text), json!("编号 \"1\""));
    assert_eq!(serde_json::from_str::<Text>(r#""a\nb""#).unwrap(), "a\nb");
    for other in ["null", "1", "[\"a\"]", "{}"] {
        assert!(serde_json::from_str::<Text>(other).is_err(), "{other}");
    }
}

#[test]
fn shows_what_it_says() {
    let text = Text::from("a\"b");
    assert_eq!(
        (text.to_string(), format!("{text:>5}")),
        ("a\"b".to_owned(), "  a\"b".to_owned())
    );
    assert_eq!(format!("{text:?}"), r#""a\"b""#);
}

#[test]
fn compares_with_every_kind_of_string() {
    let text = Text::from(String::from("b"));
    let (same, other) = (String::from("b"), String::from("a"));
    assert!(text == *"b" && text == "b" && text == same && text != "a" && text != other);
    assert!(*"b" == text && "b" == text && same == text && "a" != text && other != text);
    let [before, after] = ["a", "ba"].map(Text::from);
    assert!(before < text && text < after);
}

#[test]
fn is_found_by_what_it_says() {
    let key = Text::from("k");
    assert_eq!(HashMap::from([(key.clone(), 1)]).get("k"), Some(&1));
    assert_eq!(BTreeMap::from([(key, 1)]).get("k"), Some(&1));
}

fn shared(entry: &Entry) -> [&Text; 4] {
    [
        &entry.factor,
        &entry.authority,
        &entry.basis,
        &entry.rulebook_version,
    ]
}

#[test]
fn a_ledger_keeps_what_its_entries_repeat_once() {
    let entries = || {
        ["a", "b", "c"].map(|id| deed(id, if id == "b" { "fine" } else { "gift" }, 0, "2025-03-01"))
    };
    let mut streamed = LedgerBuilder::expecting(usize::MAX);
    assert!(streamed.is_empty());
    for entry in entries() {
        streamed.push(entry);
    }
    assert_eq!(streamed.len(), 3);
    let streamed = streamed.finish().unwrap();
    let whole = Ledger::new(entries().to_vec()).unwrap();
    assert_eq!(streamed, whole);
    for ledger in [streamed, whole] {
        let [a, b, c] = [0, 1, 2].map(|at| shared(&ledger.entries()[at]));
        for (place, ((a, b), c)) in a.into_iter().zip(b).zip(c).enumerate() {
            assert!(a.is_shared_with(c), "{a}");
            assert_eq!(a.is_shared_with(b), place != 0, "{a}");
        }
    }
}
