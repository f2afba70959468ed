//! The next day on which a standing can change without a new entry.
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

use citizen_score_rules::standing::next_change;
use citizen_score_rules::{Entry, Ledger};
use deeds::{but, day, deed, judge, morning};

fn next(entries: &[Entry], as_of: &str) -> Option<String> {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    next_change(&ledger, day(as_of)).map(|day| day.to_string())
}

fn with_all_dates() -> Entry {
    but(deed("a", "fine", -10, "2025-03-01"), |it| {
        it.recorded_at = morning("2025-03-05");
        it.counts_until = Some(day("2026-03-01"));
        it.repaired_on = Some(day("2025-09-01"));
    })
}

#[test]
fn each_date_in_its_turn_and_never_the_day_itself() {
    let table = [
        ("2025-02-28", Some("2025-03-05")),
        ("2025-03-04", Some("2025-03-05")),
        ("2025-03-05", Some("2025-09-01")),
        ("2025-08-31", Some("2025-09-01")),
        ("2025-09-01", Some("2026-03-01")),
        ("2026-02-28", Some("2026-03-01")),
        ("2026-03-01", None),
    ];
    for (as_of, expected) in table {
        assert_eq!(
            next(&[with_all_dates()], as_of).as_deref(),
            expected,
            "after {as_of}"
        );
    }
}

#[test]
fn the_earliest_of_all_entries() {
    let other = but(deed("b", "fine", -10, "2025-01-01"), |it| {
        it.counts_until = Some(day("2025-06-01"));
    });
    assert_eq!(
        next(&[with_all_dates(), other], "2025-03-05").as_deref(),
        Some("2025-06-01")
    );
}

#[test]
fn nothing_to_come() {
    assert_eq!(next(&[], "2025-03-01"), None);
    assert_eq!(
        next(&[deed("a", "help", 5, "2025-03-01")], "2025-03-01"),
        None
    );
}

#[test]
fn the_score_holds_until_that_day() {
    let entry = with_all_dates();
    let at = |as_of| judge(&city::rulebook(), &[&entry], as_of).score();
    assert_eq!(
        [at("2025-03-05"), at("2025-08-31"), at("2025-09-01")],
        [140, 140, 150]
    );
}
