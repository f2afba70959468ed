//! What another version of the rulebook does to a ledger.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;
#[path = "sample/deeds.rs"]
mod deeds;
#[path = "sample/round.rs"]
mod round;

use citizen_score_rules::impact::{Impact, impact};
use citizen_score_rules::{Entry, Ledger, Outcome, Reason};
use deeds::{day, deed};
use round::assert_travels;
use serde_json::{Value, json};

fn of(entries: &[Entry], bend: impl FnOnce(&mut Value)) -> Impact {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let (old, new) = (city::rulebook(), city::bent(bend));
    let impact = impact(&old, &new, &ledger, day("2026-01-01")).unwrap();
    assert_travels(&impact);
    impact
}

/// Id, and outcome before and after, of the only entry that changes.
fn only(impact: &Impact) -> (&str, &Outcome, &Outcome) {
    let [one] = impact.entries.as_slice() else {
        panic!("{:?}", impact.entries)
    };
    (&*one.entry, &one.before, &one.after)
}

fn gifts() -> Vec<Entry> {
    let days = ["2025-03-01", "2025-04-01", "2025-05-01"];
    days.map(|on| deed(on, "gift", 10, on)).to_vec()
}

#[test]
fn the_same_rules_change_nothing() {
    let impact = of(&gifts(), |_| ());
    assert_eq!(impact.before, impact.after);
    assert_eq!((impact.entries.len(), impact.unchanged), (0, 3));
    assert!(
        impact.gained.is_empty() && impact.lost.is_empty() && impact.changed_effects.is_empty()
    );
}

#[test]
fn a_lower_cap_pushes_an_entry_out() {
    let impact = of(&gifts(), |json| {
        json["factors"][0]["cap"]["points"] = json!(20);
    });
    let capped = Outcome::DoesNot(Reason::Capped {
        year: 2025,
        cap: 20,
    });
    assert_eq!(only(&impact), ("2025-05-01", &Outcome::Counts, &capped));
    assert_eq!(
        (impact.entries[0].factor.as_str(), impact.entries[0].points),
        ("gift", 10)
    );
    assert_eq!(
        (impact.before.score, impact.after.score, impact.unchanged),
        (180, 170, 2)
    );
}

#[test]
fn a_planned_factor_comes_into_force_and_another_goes() {
    let entries = [
        deed("a", "later", 10, "2025-03-01"),
        deed("b", "help", 20, "2025-03-01"),
    ];
    let impact = of(&entries, |json| {
        json["factors"][4]["status"] = json!("in_force");
        json["factors"].as_array_mut().unwrap().remove(1);
    });
    let outcomes: Vec<_> = impact
        .entries
        .iter()
        .map(|it| (&*it.entry, &it.after))
        .collect();
    let unknown = Outcome::DoesNot(Reason::UnknownFactor);
    assert_eq!(outcomes, [("a", &Outcome::Counts), ("b", &unknown)]);
    assert_eq!((impact.before.score, impact.after.score), (170, 160));
}

#[test]
fn a_moved_threshold_changes_tier_and_effects_but_no_entry() {
    let impact = of(&gifts(), |json| json["tiers"][2]["from"] = json!(180));
    assert_eq!(
        (impact.before.tier.as_str(), impact.after.tier.as_str()),
        ("mid", "high")
    );
    assert_eq!(
        (impact.gained, impact.lost.len(), impact.entries.len()),
        (vec!["library".to_owned()], 0, 0)
    );
    let down = of(&[], |json| json["tiers"][1]["from"] = json!(151));
    assert_eq!(
        (down.after.tier.as_str(), down.gained),
        ("low", vec!["deposit".to_owned()])
    );
}

#[test]
fn an_effect_is_changed_where_it_comes_to_another_amount() {
    let help = ["a", "b", "c"].map(|id| deed(id, "help", 20, "2025-03-01"));
    let impact = of(&help, |json| {
        json["effects"][0]["value"]["yours"] = json!(10);
    });
    assert_eq!(impact.changed_effects, ["library"]);
    assert!(impact.gained.is_empty() && impact.lost.is_empty());
    // It does not apply to whoever stands lower.
    assert!(
        of(&[], |json| json["effects"][0]["value"]["yours"] = json!(10))
            .changed_effects
            .is_empty()
    );
    let gone = of(&help, |json| {
        json["effects"].as_array_mut().unwrap().remove(0);
    });
    assert_eq!(gone.lost, ["library"]);
}

#[test]
fn a_sum_beyond_the_type_is_an_error() {
    let ledger = Ledger::new(
        ["a", "b"]
            .map(|id| deed(id, "rise", i32::MAX, "2025-03-01"))
            .to_vec(),
    )
    .unwrap();
    let bounded = city::bent(|json| json["range"] = json!({ "min": 0, "max": 500 }));
    let on = day("2026-01-01");
    assert!(impact(&bounded, &city::rulebook(), &ledger, on).is_err());
    assert!(impact(&city::rulebook(), &bounded, &ledger, on).is_err());
    assert_eq!(
        impact(&bounded, &bounded, &ledger, on).unwrap().after.score,
        500
    );
}
