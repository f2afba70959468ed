//! The rulebooks that ship with the program, and the facts that the default one has to hold.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{FactorStatus, caution_key};
use citizen_score_rules::standing::standing_at;

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rulebooks");

fn default_rulebook() -> Rulebook {
    let file = format!("{DIRECTORY}/suqian-demo.json");
    Rulebook::from_json(&std::fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn every_rulebook_file_is_valid() {
    let mut read = 0;
    for file in std::fs::read_dir(DIRECTORY).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "json") {
            let json = std::fs::read_to_string(&path).unwrap();
            Rulebook::from_json(&json)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            read += 1;
        }
    }
    assert!(read > 0, "no rulebook in {DIRECTORY}");
}

#[test]
fn a_new_resident_stands_in_class_a_with_1000_points() {
    let rulebook = default_rulebook();
    assert_eq!(rulebook.data().start.points, 1000);
    assert_eq!(standing_at(&rulebook, 1000).unwrap().tier, "A");
}

#[test]
fn at_1020_class_a_plus_is_twenty_points_away() {
    let standing = standing_at(&default_rulebook(), 1020).unwrap();
    let next = standing.next.unwrap();
    assert_eq!(
        (standing.tier.as_str(), next.tier.as_str(), next.points),
        ("A", "A+", 20)
    );
}

#[test]
fn classes_run_from_d_to_aaa() {
    let rulebook = default_rulebook();
    let ids: Vec<&str> = rulebook
        .tiers()
        .iter()
        .map(|tier| tier.id.as_str())
        .collect();
    assert_eq!(ids, ["D", "C", "B", "A-", "A", "A+", "AA", "AAA"]);
}

#[test]
fn what_is_announced_is_there_and_counts_for_nothing_yet() {
    let rulebook = default_rulebook();
    let factors = &rulebook.data().factors;
    let planned = factors
        .iter()
        .filter(|it| it.status == FactorStatus::Planned)
        .count();
    assert!(
        planned > 0 && planned < factors.len(),
        "{planned} of {} are planned",
        factors.len()
    );
}

#[test]
fn what_is_a_health_matter_carries_a_caution() {
    let rulebook = default_rulebook();
    let of = |code: &str| rulebook.factor(code).unwrap();
    assert_eq!(of("blood_donation").wait_months, Some(6));
    for code in ["blood_donation", "bone_marrow_donation"] {
        let key = caution_key(of(code).caution.as_deref().unwrap());
        let texts = ["en", "nl", "zh-CN"].map(|language| rulebook.text(language, &key).unwrap());
        assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
    }
}

#[test]
fn a_note_says_that_the_values_are_invented() {
    let rulebook = default_rulebook();
    let note = rulebook.data().note.as_deref().unwrap();
    let texts = ["en", "nl", "zh-CN"].map(|language| rulebook.text(language, note).unwrap());
    assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
}
