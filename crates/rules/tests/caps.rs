//! The room under a cap: who takes it, who keeps it, and who gives it back.
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
use deeds::{but, day, deed, judge, undo};
use serde_json::json;

const AS_OF: &str = "2025-12-31";

/// `debt` may take at most 60 a year.
fn debt(id: &str, points: i32, on: &str) -> Entry {
    deed(id, "debt", points, on)
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "stands beside the answers of `why`"
)]
fn capped(year: i32) -> Option<Reason> {
    Some(Reason::Capped { year, cap: 60 })
}

/// Two debts that leave no room, the first of them changed, and what becomes of both.
fn with_first(change: impl FnOnce(&mut Entry)) -> (Option<Reason>, Option<Reason>) {
    let first = but(debt("first", -50, "2025-02-01"), change);
    let second = debt("second", -20, "2025-03-01");
    let judged = judge(&city::rulebook(), &[&first, &second], AS_OF);
    (judged.why("first"), judged.why("second"))
}

#[test]
fn exactly_reached_is_within() {
    let entries = [debt("a", -40, "2025-01-01"), debt("b", -20, "2025-02-01")];
    let judged = judge(&city::rulebook(), &[&entries[0], &entries[1]], AS_OF);
    assert_eq!(
        (judged.why("a"), judged.why("b"), judged.score()),
        (None, None, 90)
    );
}

#[test]
fn one_point_over_is_beyond() {
    let entries = [debt("a", -40, "2025-01-01"), debt("b", -21, "2025-02-01")];
    let judged = judge(&city::rulebook(), &[&entries[0], &entries[1]], AS_OF);
    assert_eq!(
        (judged.why("a"), judged.why("b"), judged.score()),
        (None, capped(2025), 110)
    );
}

#[test]
fn a_smaller_one_after_it_still_fits() {
    let entries = [
        debt("a", -40, "2025-01-01"),
        debt("b", -21, "2025-02-01"),
        debt("c", -20, "2025-03-01"),
        debt("d", -20, "2025-04-01"),
    ];
    let judged = judge(&city::rulebook(), &entries.each_ref(), AS_OF);
    let whys = ["a", "b", "c", "d"].map(|id| judged.why(id));
    assert_eq!(whys, [None, capped(2025), None, capped(2025)]);
    assert_eq!(judged.score(), 90);
}

#[test]
fn gains_have_caps_too() {
    let gifts = ["a", "b", "c", "d"].map(|id| deed(id, "gift", 10, "2025-01-01"));
    let judged = judge(&city::rulebook(), &gifts.each_ref(), AS_OF);
    assert_eq!(judged.why("c"), None);
    assert_eq!(
        judged.why("d"),
        Some(Reason::Capped {
            year: 2025,
            cap: 30
        })
    );
    assert_eq!(judged.score(), 180);
}

#[test]
fn every_calendar_year_has_its_own() {
    let entries = [
        debt("a", -50, "2024-12-31"),
        debt("b", -50, "2025-01-01"),
        debt("c", -50, "2025-12-31"),
        debt("d", -50, "2026-01-01"),
    ];
    let judged = judge(&city::rulebook(), &entries.each_ref(), "2026-06-01");
    let whys = ["a", "b", "c", "d"].map(|id| judged.why(id));
    assert_eq!(whys, [None, None, capped(2025), None]);
}

#[test]
fn every_factor_has_its_own() {
    let entries = [
        debt("a", -50, "2025-01-01"),
        deed("b", "fine", -10, "2025-01-02"),
    ];
    let judged = judge(&city::rulebook(), &entries.each_ref(), AS_OF);
    assert_eq!((judged.why("a"), judged.why("b")), (None, None));
}

#[test]
fn the_day_of_occurrence_decides_and_not_the_recording() {
    let early = but(debt("z", -50, "2025-02-01"), |it| {
        it.recorded_at = deeds::morning("2025-05-01");
    });
    let late = debt("a", -50, "2025-03-01");
    let before = judge(&city::rulebook(), &[&early, &late], "2025-04-30");
    assert_eq!(
        (before.why("z"), before.why("a")),
        (Some(Reason::NotYetRecorded), None)
    );
    let after = judge(&city::rulebook(), &[&early, &late], "2025-05-01");
    assert_eq!((after.why("z"), after.why("a")), (None, capped(2025)));
}

#[test]
fn on_one_day_the_id_decides() {
    let entries = [debt("b", -50, "2025-02-01"), debt("a", -50, "2025-02-01")];
    let judged = judge(&city::rulebook(), &entries.each_ref(), AS_OF);
    assert_eq!((judged.why("a"), judged.why("b")), (None, capped(2025)));
}

#[test]
fn a_lapsed_one_keeps_its_room() {
    let on = day("2025-06-01");
    let expected = (Some(Reason::Lapsed { on }), capped(2025));
    assert_eq!(with_first(|it| it.counts_until = Some(on)), expected);
}

#[test]
fn a_repaired_one_keeps_its_room() {
    let on = day("2025-06-01");
    let expected = (Some(Reason::Repaired { on }), capped(2025));
    assert_eq!(with_first(|it| it.repaired_on = Some(on)), expected);
}

#[test]
fn a_contested_one_keeps_its_room() {
    assert_eq!(
        with_first(|it| it.contested = true),
        (Some(Reason::Contested), capped(2025))
    );
}

#[test]
fn one_beyond_the_cap_that_lapsed_takes_no_room() {
    let on = day("2025-06-01");
    let entries = [
        debt("a", -40, "2025-01-01"),
        but(debt("b", -50, "2025-02-01"), |it| {
            it.counts_until = Some(on);
        }),
        debt("c", -20, "2025-03-01"),
    ];
    let judged = judge(&city::rulebook(), &entries.each_ref(), AS_OF);
    assert_eq!(judged.why("b"), Some(Reason::Lapsed { on }));
    assert_eq!(judged.why("c"), None);
}

#[test]
fn a_corrected_one_gives_its_room_back() {
    let first = debt("first", -50, "2025-02-01");
    let second = debt("second", -20, "2025-03-01");
    let correction = undo("undo", &first, "2025-04-01");
    let at = |as_of| judge(&city::rulebook(), &[&first, &second, &correction], as_of).why("second");
    assert_eq!(at("2025-03-31"), capped(2025));
    assert_eq!(at("2025-04-01"), None);
}

#[test]
fn a_correction_takes_no_room_even_where_it_carries_points() {
    let first = debt("a", -50, "2025-02-01");
    let correction = but(undo("b", &first, "2025-02-02"), |it| it.points = 50);
    let third = debt("c", -50, "2025-02-03");
    let judged = judge(&city::rulebook(), &[&first, &correction, &third], AS_OF);
    assert_eq!((judged.why("c"), judged.score()), (None, 100));
}

#[test]
fn what_was_not_in_force_takes_no_room() {
    let late = city::bent(|json| json["factors"][3]["from"] = json!("2025-02-15"));
    let entries = [debt("a", -50, "2025-02-01"), debt("b", -50, "2025-03-01")];
    let judged = judge(&late, &entries.each_ref(), AS_OF);
    assert_eq!(
        (judged.why("a"), judged.why("b")),
        (Some(Reason::NotInForce), None)
    );
}

#[test]
fn the_largest_numbers_do_not_overflow_the_room() {
    let wide = city::bent(|json| {
        json["factors"][3]["points"] = json!({ "min": i32::MIN, "max": -1 });
        json["factors"][3]["cap"]["points"] = json!(i32::MAX);
        json["range"] = json!({ "min": 0, "max": 1000 });
    });
    let entries = [
        debt("a", i32::MIN, "2025-01-01"),
        debt("b", -i32::MAX, "2025-01-02"),
    ];
    let judged = judge(&wide, &entries.each_ref(), AS_OF);
    assert_eq!(
        judged.why("a"),
        Some(Reason::Capped {
            year: 2025,
            cap: i32::MAX
        })
    );
    assert_eq!((judged.why("b"), judged.score()), (None, 0));
}
