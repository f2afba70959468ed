//! The golden vectors, natively. The same check runs as WebAssembly in a browser.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "../golden/check.rs"]
mod check;

use std::collections::BTreeSet;

use serde_json::{Value, json};

#[test]
fn every_vector_comes_out_as_worked_out_by_hand() {
    assert_eq!(check::failures(), Vec::<String>::new());
}

#[test]
fn every_file_is_checked() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/golden");
    let files: BTreeSet<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .filter(|name| name != "rulebook")
        .collect();
    let checked = check::VECTORS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(files, checked);
}

/// The check itself can fail: each vector with one expected number changed.
#[test]
fn a_wrong_expectation_is_noticed() {
    for (name, file) in check::VECTORS {
        let mut vector: Value = serde_json::from_str(file).unwrap();
        if let Some(score) = vector["expected"]["standing"]["score"].as_i64() {
            vector["expected"]["standing"]["score"] = json!(score - 1);
        } else {
            vector["expected"]["error"] = json!("no error");
        }
        let problem = check::check(&vector.to_string()).expect_err(name);
        assert!(problem.starts_with("expected"), "{name}: {problem}");
    }
}
