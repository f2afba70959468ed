//! Changed copies of a real record: each is refused, or says the very same and is accepted. None makes
//! the check panic.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

#[allow(dead_code)]
#[path = "sample/record.rs"]
mod sample;

use std::collections::BTreeMap;

use citizen_score_record::testing::mutations;
use serde_json::Value;

/// Copies that are made.
const COUNT: usize = 2_000;

#[test]
fn every_changed_copy_is_refused_and_every_other_layout_accepted() {
    let record = sample::record();
    let good = sample::check(&record).unwrap();
    let (mut harmless, mut kinds) = (0, BTreeMap::<String, usize>::new());
    let mut covered = [0; 20];
    for mutation in mutations(&record, 2026).unwrap().take(COUNT) {
        if let Some(at) = mutation.name.strip_prefix("byte ") {
            let at: usize = at.split(' ').next().unwrap().parse().unwrap();
            covered[at * covered.len() / record.len()] += 1;
        }
        match (sample::check(&mutation.bytes), mutation.harmless) {
            (Ok(verified), true) => {
                assert_eq!(verified, good, "{}", mutation.name);
                harmless += 1;
            }
            (Err(fault), false) => {
                let sentence = fault.to_string();
                assert!(
                    !sentence.contains('\n') && sentence.len() < 800,
                    "{sentence}"
                );
                let fault = serde_json::to_value(&fault).unwrap();
                *kinds
                    .entry(fault["fault"].as_str().unwrap().to_owned())
                    .or_default() += 1;
            }
            (result, _) => panic!("{}: {result:?}", mutation.name),
        }
    }
    let refused: usize = kinds.values().sum();
    println!(
        "{refused} changed copies refused, {harmless} of the same meaning accepted: {kinds:#?}"
    );
    assert!(refused >= 1_000 && harmless >= 8 && refused + harmless == COUNT);
    assert!(kinds.len() >= 18, "{kinds:#?}");
    assert!(covered.iter().all(|count| *count > 20), "{covered:?}");
}

#[test]
fn the_corpus_is_the_same_for_the_same_seed_and_another_for_another() {
    let record = sample::record();
    let names = |seed| {
        let made = mutations(&record, seed).unwrap().take(1_000);
        made.map(|it| (it.name, it.bytes)).collect::<Vec<_>>()
    };
    assert_eq!(names(1), names(1));
    assert_ne!(names(1), names(2));
}

/// Also where there is next to nothing to change.
#[test]
fn a_record_without_entries_is_as_safe() {
    let record = sample::record_of(Vec::new());
    let good = sample::check(&record).unwrap();
    assert_eq!((good.entry_count, good.standing.score), (0, 1000));
    for mutation in mutations(&record, 7).unwrap().take(600) {
        let checked = sample::check(&mutation.bytes);
        assert_eq!(
            checked.is_ok(),
            mutation.harmless,
            "{}: {checked:?}",
            mutation.name
        );
    }
    let value: Value = serde_json::from_slice(&record).unwrap();
    assert_eq!(value["entries"], Value::Array(Vec::new()));
}
