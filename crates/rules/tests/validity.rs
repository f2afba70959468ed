//! How long an entry counts: calendar months, clamped to the end of a shorter month.
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

use chrono::NaiveDate;
use citizen_score_rules::rulebook::Factor;
use deeds::day;
use serde_json::json;

fn lasting(months: Option<u32>) -> Factor {
    let city = city::bent(|json| json["factors"][0]["validity_months"] = json!(months));
    city.factor("gift").unwrap().clone()
}

#[test]
fn calendar_months() {
    let table = [
        ("2025-03-01", 1, "2025-04-01"),
        ("2025-03-15", 12, "2026-03-15"),
        ("2025-03-15", 60, "2030-03-15"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2025-03-31", 1, "2025-04-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 12, "2026-02-28"),
    ];
    for (occurred_on, months, until) in table {
        let found = lasting(Some(months)).counts_until(day(occurred_on));
        assert_eq!(
            found,
            Some(day(until)),
            "{occurred_on} plus {months} months"
        );
    }
}

#[test]
fn for_good() {
    assert_eq!(lasting(None).counts_until(day("2025-03-01")), None);
}

#[test]
fn beyond_the_end_of_the_calendar() {
    assert_eq!(
        lasting(Some(u32::MAX)).counts_until(day("2025-03-01")),
        None
    );
    assert_eq!(lasting(Some(1)).counts_until(NaiveDate::MAX), None);
}
