//! An entry with every reason at once shows them one after the other, as each is taken away.
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

use citizen_score_rules::{Entry, Reason};
use deeds::{day, deed, judge, morning, undo};
use serde_json::json;

#[test]
fn in_the_order_of_the_reasons() {
    let old = city::bent(|json| json["factors"][3]["from"] = json!("2025-02-01"));
    let day_one = day("2025-06-01");
    // Fills the cap of the factor, so that whatever comes after it has no room.
    let full = deed("a-full", "debt", -50, "2025-02-01");
    let other = deed("b-other", "debt", 0, "2025-02-02");
    let mut it = Entry {
        recorded_at: morning("2026-01-02"),
        corrects: Some(other.id.clone()),
        counts_until: Some(day_one),
        repaired_on: Some(day_one),
        contested: true,
        ..deed("it", "nobody", 0, "2025-01-15")
    };
    let undo = undo("z-undo", &it, "2025-04-01");
    let why = |it: &Entry, undo: Option<&Entry>| {
        let mut all = vec![&full, &other, it];
        all.extend(undo);
        judge(&old, &all, "2026-01-01").why("it")
    };

    assert_eq!(why(&it, Some(&undo)), Some(Reason::NotYetRecorded));
    it.recorded_at = morning("2026-01-01");
    assert_eq!(
        why(&it, Some(&undo)),
        Some(Reason::Correction {
            of: "b-other".into()
        })
    );
    it.corrects = None;
    it.points = -20;
    assert_eq!(
        why(&it, Some(&undo)),
        Some(Reason::Corrected {
            by: "z-undo".into()
        })
    );
    assert_eq!(why(&it, None), Some(Reason::Lapsed { on: day_one }));
    it.counts_until = None;
    assert_eq!(why(&it, None), Some(Reason::Repaired { on: day_one }));
    it.repaired_on = None;
    assert_eq!(why(&it, None), Some(Reason::UnknownFactor));
    it.factor = "debt".into();
    assert_eq!(why(&it, None), Some(Reason::NotInForce));
    it.occurred_on = day("2025-03-01");
    assert_eq!(
        why(&it, None),
        Some(Reason::Capped {
            year: 2025,
            cap: 60
        })
    );
    it.occurred_on = day("2026-01-01");
    assert_eq!(why(&it, None), Some(Reason::Contested));
    it.contested = false;
    assert_eq!(why(&it, None), None);
}
