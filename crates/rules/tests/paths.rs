//! Ways to the next tier: worth, caps, waiting times, and points that lapse.
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
#[path = "sample/ways.rs"]
mod ways;

use citizen_score_rules::paths::{Reach, WhyNever};
use citizen_score_rules::rulebook::Worth;
use deeds::{but, day, deed, undo};
use serde_json::json;
use ways::{AS_OF, cap, gift, occurrences, of, step, way};

#[test]
fn without_a_cap_it_is_possible_today() {
    for (start, times) in [(190, 1), (189, 2), (180, 2), (150, 5)] {
        let way = gift(start, &[], json!({}));
        assert_eq!(
            (way.reaches, way.earliest),
            (Reach::ThisYear, Some(day(AS_OF)))
        );
        assert_eq!(way.occurrences, occurrences(times, times));
        assert_eq!(way.steps, [step(AS_OF, times, i64::from(times) * 10)]);
        assert_eq!((way.room_this_year, way.lasts_until), (None, None));
    }
}

#[test]
fn where_the_authority_sets_the_points_it_takes_between_so_and_so_often() {
    let paths = of(150, &[], |_| ());
    let help = way(&paths, "help");
    assert_eq!(
        help.points_each,
        Worth::Between(serde_json::from_value(json!({ "min": 5, "max": 20 })).unwrap())
    );
    assert_eq!(help.occurrences, occurrences(3, 10));
    assert_eq!(help.earliest, Some(day(AS_OF)));
}

#[test]
fn a_cap_puts_the_rest_off_to_the_new_year() {
    let way = gift(150, &[], json!({ "cap": cap(30) }));
    assert_eq!(
        (way.reaches, way.room_this_year),
        (Reach::ByYear { year: 2026 }, Some(30))
    );
    assert_eq!(way.earliest, Some(day("2026-01-01")));
    assert_eq!(way.steps, [step(AS_OF, 2, 20), step("2026-01-01", 3, 30)]);
    assert_eq!(way.occurrences, occurrences(5, 5));
}

#[test]
fn room_that_is_used_is_gone_even_where_its_entry_lapsed() {
    let lapsed = but(deed("a", "gift", 10, "2025-02-01"), |it| {
        it.counts_until = Some(day("2025-03-01"));
    });
    let counts = deed("b", "gift", 10, "2025-04-01");
    let before = deed("c", "gift", 10, "2024-12-31");
    let undone = deed("d", "gift", 10, "2025-01-15");
    let entries = [
        undo("e", &undone, "2025-01-16"),
        undone,
        lapsed,
        counts,
        before,
    ];
    // 150 + 10 + 10, and 30 are missing.
    let way = gift(150, &entries, json!({ "cap": cap(30) }));
    assert_eq!(way.room_this_year, Some(10));
    assert_eq!(way.steps, [step("2026-01-01", 3, 30)]);
    let way = gift(140, &entries, json!({ "cap": cap(30) }));
    assert_eq!(way.steps, [step(AS_OF, 1, 10), step("2026-01-01", 3, 30)]);
}

#[test]
fn where_the_room_is_no_multiple_the_last_one_is_smaller() {
    let ranged = |start, room: i32| {
        gift(
            start,
            &[],
            json!({ "points": { "min": 5, "max": 20 }, "cap": cap(room) }),
        )
    };
    let way = ranged(150, 50);
    assert_eq!(
        (way.steps.as_slice(), way.reaches),
        ([step(AS_OF, 3, 50)].as_slice(), Reach::ThisYear)
    );
    assert_eq!(way.occurrences, occurrences(3, 10));
    // Two whole ones in the new year are fewer than a small one now and two whole ones then.
    let way = ranged(160, 25);
    assert_eq!(way.earliest, Some(day("2026-01-01")));
    assert_eq!(way.occurrences.unwrap().fewest, 2);
    // 49 is no multiple of 5, so where each is worth the least only 45 of it can be used.
    let way = ranged(151, 49);
    assert_eq!(
        (way.reaches, way.occurrences),
        (Reach::ThisYear, occurrences(3, 10))
    );
}

#[test]
fn a_waiting_time_keeps_them_apart() {
    let terms = json!({ "wait_months": 6, "caution": "health" });
    let way = gift(180, &[], terms.clone());
    assert_eq!(way.next_possible, Some(day(AS_OF)));
    assert_eq!(way.steps, [step(AS_OF, 1, 10), step("2026-05-24", 1, 10)]);
    assert_eq!(
        (way.earliest, way.caution.as_deref()),
        (Some(day("2026-05-24")), Some("health"))
    );
    // A deed of today counts already, so the next one can only follow in six months.
    let today = deed("a", "gift", 10, AS_OF);
    let way = gift(180, &[today], terms.clone());
    assert_eq!(way.next_possible, Some(day("2026-05-24")));
    assert_eq!(way.reaches, Reach::ByYear { year: 2026 });
    // One that was undone never happened; one that was repaired did.
    let earlier = deed("b", "gift", 10, "2025-08-31");
    let way = gift(
        180,
        &[undo("c", &earlier, "2025-09-01"), earlier.clone()],
        terms.clone(),
    );
    assert_eq!(way.next_possible, Some(day(AS_OF)));
    let repaired = but(earlier, |it| it.repaired_on = Some(day("2025-09-02")));
    let way = gift(180, &[repaired], terms);
    assert_eq!(way.next_possible, Some(day("2026-02-28")));
}

#[test]
fn waiting_time_and_cap_together() {
    let way = gift(160, &[], json!({ "wait_months": 2, "cap": cap(20) }));
    let days = ["2025-11-24", "2026-01-24", "2026-03-24", "2027-01-01"];
    assert_eq!(way.steps, days.map(|on| step(on, 1, 10)));
    assert_eq!(way.reaches, Reach::ByYear { year: 2027 });
}

#[test]
fn what_lapses_before_the_rest_arrives_is_never_enough() {
    let terms = |months: u32| json!({ "validity_months": months, "wait_months": 6 });
    let never = gift(180, &[], terms(6));
    assert_eq!(
        never.reaches,
        Reach::Never {
            why: WhyNever::Lapses
        }
    );
    assert_eq!(
        (never.earliest, never.occurrences, never.steps.len()),
        (None, None, 0)
    );
    let once = gift(180, &[], terms(7));
    assert_eq!(once.earliest, Some(day("2026-05-24")));
    assert_eq!(once.lasts_until, Some(day("2026-06-24")));
}

#[test]
fn a_late_start_can_be_the_only_one() {
    // The room of this year is gone. Of what fits into 2026 and 2027, only the end of the one and
    // the beginning of the other count at the same time.
    let used = ["2025-02-01", "2025-02-02"].map(|on| deed(on, "gift", 10, on));
    let terms = json!({ "validity_months": 12, "cap": cap(20) });
    let way = gift(140, &used, terms);
    assert_eq!(way.earliest, Some(day("2027-01-01")));
    assert_eq!(
        way.steps,
        [step("2026-01-02", 2, 20), step("2027-01-01", 2, 20)]
    );
    assert_eq!(way.lasts_until, Some(day("2027-01-02")));
}

#[test]
fn a_factor_that_is_not_in_force_yet_begins_on_its_day() {
    let way = gift(190, &[], json!({ "from": "2026-02-01" }));
    assert_eq!(
        (way.next_possible, way.earliest),
        (Some(day("2026-02-01")), Some(day("2026-02-01")))
    );
}
