//! The rulebooks that ship with the program, and the facts that the default one has to hold.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/deeds.rs"]
mod deeds;

use citizen_score_rules::grounds::{Verdict, grounds};
use citizen_score_rules::rulebook::{
    FactorStatus, authority_key, basis_key, caution_key, repair_key,
};
use citizen_score_rules::standing::standing_at;
use citizen_score_rules::{Ledger, Rulebook};
use deeds::{day, deed};

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rulebooks");

fn read(file: &str) -> Rulebook {
    let file = format!("{DIRECTORY}/{file}");
    Rulebook::from_json(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn default_rulebook() -> Rulebook {
    read("suqian-demo.json")
}

fn both() -> [Rulebook; 2] {
    ["suqian-demo.json", "suqian-demo-2027.json"].map(read)
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
    // Invented for the demonstration: who may donate again, and when, is for doctors to say.
    assert_eq!(of("bone_marrow_donation").wait_months, Some(12));
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

#[test]
fn every_effect_says_who_applies_it_and_on_what_it_rests() {
    for book in both() {
        for effect in &book.data().effects {
            let keys = [
                authority_key(effect.authority.as_deref().unwrap()),
                basis_key(effect.basis.as_deref().unwrap()),
            ];
            for key in keys {
                assert!(book.text("zh-CN", &key).is_some(), "{key}");
            }
            let named = book.data().related.contains_key(&effect.domain);
            assert!(named, "`related` says nothing of {}", effect.domain);
        }
    }
}

#[test]
fn what_can_be_settled_can_be_repaired_and_a_conviction_cannot() {
    for book in both() {
        let repair = |code: &str| book.factor(code).unwrap().repair.as_deref();
        assert_eq!(repair("water_bill_unpaid"), Some("payment"));
        assert_eq!(repair("power_bill_unpaid"), Some("payment"));
        assert_eq!(repair("court_order_not_followed"), Some("court_order"));
        for code in ["court_conviction", "drunk_driving", "false_statement"] {
            assert_eq!(repair(code), None, "{code}");
        }
        for factor in &book.data().factors {
            let Some(code) = factor.repair.as_deref() else {
                continue;
            };
            let key = repair_key(code);
            let texts = ["en", "nl", "zh-CN"].map(|language| book.text(language, &key).unwrap());
            assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
        }
    }
}

#[test]
fn being_scored_is_voluntary_and_a_case_is_answered_within_thirty_days() {
    for book in both() {
        let data = book.data();
        assert_eq!((data.voluntary, data.cases.answer_days), (true, 30));
    }
}

#[test]
fn a_deposit_for_the_hospital_is_unrelated_to_an_unpaid_bill() {
    let book = default_rulebook();
    let bills = ["a", "b", "c", "d"].map(|id| deed(id, "water_bill_unpaid", -40, "2026-01-05"));
    let ledger = Ledger::new(bills.to_vec()).unwrap();
    let found = grounds(&book, &ledger, day("2026-02-01")).unwrap();
    assert_eq!(found.tier, "C");
    let of = |code: &str| {
        &found
            .effects
            .iter()
            .find(|it| it.effect == code)
            .unwrap()
            .verdict
    };
    for (code, related) in [
        ("hospital_deposit_higher", false),
        ("library_deposit_higher", false),
        ("second_check", false),
        ("rental_guarantor", true),
        ("no_interest_subsidy", true),
    ] {
        let verdict = of(code);
        assert_eq!(
            matches!(verdict, Verdict::Related { entries: 4, .. }),
            related,
            "{code} {verdict:?}"
        );
        assert_eq!(
            matches!(verdict, Verdict::Unrelated { entries: 4, .. }),
            !related,
            "{code} {verdict:?}"
        );
    }
}
