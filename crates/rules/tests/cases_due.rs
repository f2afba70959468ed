//! When a case is due, and how far that is.
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

use chrono::{Days, NaiveDate};
use citizen_score_rules::cases::{Countdown, due_on};
use deeds::day;
use proptest::prelude::*;
use round::assert_travels;
use serde_json::json;

fn due(answer_days: u32, received_on: NaiveDate) -> Option<NaiveDate> {
    let city = city::bent(|it| it["cases"] = json!({ "answer_days": answer_days }));
    due_on(&city, received_on)
}

#[test]
fn the_due_day_is_so_many_days_after_the_one_of_receipt() {
    let table = [
        (1, "2026-11-24", "2026-11-25"),
        (30, "2026-11-24", "2026-12-24"),
        (30, "2027-01-30", "2027-03-01"),
        (30, "2028-01-30", "2028-02-29"),
        (31, "2026-12-31", "2027-01-31"),
        (366, "2026-11-24", "2027-11-25"),
        (30, "9999-12-01", "9999-12-31"),
    ];
    for (days, received, expected) in table {
        assert_eq!(due(days, day(received)), Some(day(expected)), "{received}");
    }
    assert_eq!(
        due_on(&city::rulebook(), day("2026-11-24")),
        Some(day("2026-12-24")),
        "thirty days where the file does not say"
    );
}

#[test]
fn a_due_day_beyond_the_end_of_the_calendar_is_none() {
    assert_eq!(due(30, day("9999-12-02")), None);
    assert_eq!(due(1, day("9999-12-31")), None);
    assert_eq!(due(1, NaiveDate::MAX), None);
}

#[test]
fn the_countdown_turns_on_the_due_day() {
    let table = [
        ("2026-12-24", "2026-11-24", Countdown::DaysLeft(30)),
        ("2026-12-24", "2026-12-23", Countdown::DaysLeft(1)),
        ("2026-12-24", "2026-12-24", Countdown::Today),
        ("2026-12-24", "2026-12-25", Countdown::Late(1)),
        ("2026-12-24", "2027-12-24", Countdown::Late(365)),
    ];
    for (due, today, expected) in table {
        assert_eq!(Countdown::of(day(due), day(today)), expected, "{today}");
        assert_travels(&expected);
    }
    let all = Countdown::of(NaiveDate::MAX, NaiveDate::MIN);
    assert!(matches!(all, Countdown::DaysLeft(days) if days > 190_000_000));
    let json = serde_json::to_value([Countdown::DaysLeft(2), Countdown::Today, Countdown::Late(3)]);
    assert_eq!(
        json.unwrap(),
        json!([{ "days_left": 2 }, "today", { "late": 3 }])
    );
}

proptest! {
    #[test]
    fn a_day_later_there_is_a_day_less(
        days in 1..=366_u32,
        received in 0..700_000_u64,
        passed in 0..800_u64,
    ) {
        let received = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(received);
        let due = due(days, received).unwrap();
        // Counted day by day, and not by a difference.
        let today = received.iter_days().nth(usize::try_from(passed).unwrap()).unwrap();
        let left = i64::from(days) - i64::try_from(passed).unwrap();
        let size = u32::try_from(left.unsigned_abs()).unwrap();
        let expected = match left.signum() {
            1 => Countdown::DaysLeft(size),
            0 => Countdown::Today,
            _ => Countdown::Late(size),
        };
        prop_assert_eq!(Countdown::of(due, today), expected);
    }
}
