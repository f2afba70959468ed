//! Every day on which an entry begins or ceases to count: before it, on it, and after it.
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
use deeds::{but, day, deed, judge};

fn table(entry: &Entry, expected: [(&str, Option<Reason>); 3]) {
    for (as_of, reason) in expected {
        let judged = judge(&city::rulebook(), &[entry], as_of);
        let points = if reason.is_none() { entry.points } else { 0 };
        assert_eq!(judged.why(&entry.id), reason, "on {as_of}");
        assert_eq!(judged.score(), 150 + points, "on {as_of}");
    }
}

#[test]
fn counts_from_the_day_of_recording() {
    table(
        &but(deed("a", "help", 20, "2025-03-01"), |it| {
            it.recorded_at = deeds::morning("2025-03-10");
        }),
        [
            ("2025-03-09", Some(Reason::NotYetRecorded)),
            ("2025-03-10", None),
            ("2025-03-11", None),
        ],
    );
}

#[test]
fn the_day_of_recording_is_the_day_in_utc() {
    let late = but(deed("a", "help", 20, "2025-03-01"), |it| {
        it.recorded_at = "2025-03-11T00:30:00+02:00".parse().unwrap();
    });
    table(
        &late,
        [
            ("2025-03-09", Some(Reason::NotYetRecorded)),
            ("2025-03-10", None),
            ("2025-03-11", None),
        ],
    );
}

#[test]
fn lapses_on_the_day_until_which_it_counts() {
    let on = day("2026-03-01");
    table(
        &but(deed("a", "fine", -10, "2025-03-01"), |it| {
            it.counts_until = Some(on);
        }),
        [
            ("2026-02-28", None),
            ("2026-03-01", Some(Reason::Lapsed { on })),
            ("2026-03-02", Some(Reason::Lapsed { on })),
        ],
    );
}

#[test]
fn is_repaired_on_the_day_of_the_repair() {
    let on = day("2025-06-15");
    table(
        &but(deed("a", "fine", -10, "2025-03-01"), |it| {
            it.repaired_on = Some(on);
        }),
        [
            ("2025-06-14", None),
            ("2025-06-15", Some(Reason::Repaired { on })),
            ("2025-06-16", Some(Reason::Repaired { on })),
        ],
    );
}

#[test]
fn a_factor_counts_for_what_occurred_from_its_first_day() {
    let table = [
        ("2025-06-30", Some(Reason::NotInForce)),
        ("2025-07-01", None),
        ("2025-07-02", None),
    ];
    for (occurred_on, reason) in table {
        let entry = deed("a", "fresh", 10, occurred_on);
        let judged = judge(&city::rulebook(), &[&entry], "2025-12-31");
        assert_eq!(judged.why("a"), reason, "occurred on {occurred_on}");
    }
}

#[test]
fn a_planned_factor_never_counts() {
    let entry = deed("a", "later", 10, "2025-03-01");
    table(
        &entry,
        [
            ("2025-03-01", Some(Reason::NotInForce)),
            ("2025-03-02", Some(Reason::NotInForce)),
            ("2035-03-01", Some(Reason::NotInForce)),
        ],
    );
}

#[test]
fn an_unknown_factor_never_counts() {
    let judged = judge(
        &city::rulebook(),
        &[&deed("a", "nobody", 10, "2025-03-01")],
        "2025-03-01",
    );
    assert_eq!(judged.why("a"), Some(Reason::UnknownFactor));
    assert_eq!(judged.score(), 150);
}
