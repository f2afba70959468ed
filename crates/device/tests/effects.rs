//! What the tier brings and costs, as the device answers it from the ledger that it holds.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../../rules/tests/sample/city.rs"]
mod city;
#[path = "../../rules/tests/sample/deeds.rs"]
mod deeds;

use citizen_score_contract::{Me, RulebookRef};
use citizen_score_device::beside::Besides;
use citizen_score_device::reading::Arrived;
use citizen_score_device::{Ask, Held};
use citizen_score_rules::grounds::{Grounds, InCategory, Verdict, grounds};
use citizen_score_rules::{Entry, Ledger, Rulebook, assess};
use deeds::{but, day, deed};
use serde_json::json;

const AS_OF: &str = "2026-06-01";

fn answered(rulebook: Rulebook, entries: &[Entry]) -> Grounds {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let expected = grounds(&rulebook, &ledger, day(AS_OF)).unwrap();
    let me = Me {
        display_name: "Somebody".to_owned(),
        masked_number: "••1".to_owned(),
        standing: assess(&rulebook, &ledger, day(AS_OF)).unwrap().standing,
        as_of: day(AS_OF),
        last_entry_at: None,
        entry_count: ledger.entries().len() as u64,
        revision: 0,
        rulebook: RulebookRef {
            id: rulebook.data().id.clone(),
            version: rulebook.data().version.clone(),
        },
    };
    let arrived = Arrived {
        me,
        ledger,
        said: Vec::new(),
        besides: Besides::default(),
    };
    let mut held = Held::new(rulebook, None, arrived).unwrap();
    let asked: Ask = serde_json::from_str(r#"{"ask":"effects"}"#).unwrap();
    let answer = serde_json::from_str(&held.answer(asked).unwrap()).unwrap();
    assert_eq!(answer, expected);
    answer
}

fn debts() -> Vec<Entry> {
    vec![
        deed("a", "debt", -50, "2026-01-01"),
        deed("b", "fine", -10, "2026-02-01"),
        deed("c", "gift", 10, "2026-03-01"),
        // Lapsed: it leads nowhere.
        but(deed("d", "debt", -20, "2020-01-01"), |entry| {
            entry.counts_until = Some(day("2021-01-01"));
        }),
    ]
}

#[test]
fn a_burden_is_held_against_the_entries_that_take_points_and_count() {
    let low = city::bent(|city| city["start"]["points"] = json!(140));
    let found = answered(low, &debts());
    assert_eq!(found.tier, "low");
    let taking = InCategory {
        category: "civic".to_owned(),
        entries: 2,
        points: -60,
    };
    assert_eq!(found.taking, [taking]);
    assert_eq!(found.adding.len(), 1);
    let verdict = &found.effects[0].verdict;
    let unrelated = Verdict::Unrelated {
        entries: 2,
        categories: vec!["civic".to_owned()],
    };
    assert_eq!((found.effects.len(), verdict), (1, &unrelated));
}

#[test]
fn what_the_rulebook_relates_is_not_flagged() {
    let related = city::bent(|city| {
        city["start"]["points"] = json!(140);
        city["related"] = json!({ "health": ["civic"] });
    });
    let related = answered(related, &debts()).effects[0].verdict.clone();
    assert!(matches!(related, Verdict::Related { entries: 2, .. }));
}

#[test]
fn a_tier_without_effects_has_none_and_a_tier_of_the_start_was_led_to_by_nothing() {
    assert_eq!(answered(city::rulebook(), &debts()).effects, []);
    let high = city::bent(|city| city["start"]["points"] = json!(250));
    assert_eq!(answered(high, &[]).effects[0].verdict, Verdict::StartOnly);
}
