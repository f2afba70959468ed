//! Corrections, corrections of corrections, and several of one entry.
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
use deeds::{but, deed, judge, morning, undo};

const AS_OF: &str = "2025-12-31";

#[allow(
    clippy::unnecessary_wraps,
    reason = "stands beside the answers of `why`"
)]
fn of(id: &str) -> Option<Reason> {
    Some(Reason::Correction { of: id.into() })
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "stands beside the answers of `why`"
)]
fn by(id: &str) -> Option<Reason> {
    Some(Reason::Corrected { by: id.into() })
}

fn fine() -> Entry {
    deed("fine", "fine", -10, "2025-03-01")
}

#[test]
fn undoes_from_the_day_on_which_it_is_recorded() {
    let (fine, undo) = (fine(), undo("undo", &fine(), "2025-04-01"));
    let before = judge(&city::rulebook(), &[&fine, &undo], "2025-03-31");
    assert_eq!((before.why("fine"), before.score()), (None, 140));
    assert_eq!(before.why("undo"), Some(Reason::NotYetRecorded));
    let after = judge(&city::rulebook(), &[&fine, &undo], "2025-04-01");
    assert_eq!((after.why("fine"), after.score()), (by("undo"), 150));
    assert_eq!(after.why("undo"), of("fine"));
}

#[test]
fn is_worth_nothing_by_itself_also_with_points() {
    let (fine, undo) = (
        fine(),
        but(undo("undo", &fine(), "2025-04-01"), |it| it.points = 10),
    );
    assert_eq!(
        judge(&city::rulebook(), &[&fine, &undo], AS_OF).score(),
        150
    );
}

#[test]
fn a_correction_of_a_correction_restores_the_entry() {
    let fine = fine();
    let undo1 = undo("undo1", &fine, "2025-04-01");
    let undo2 = undo("undo2", &undo1, "2025-05-01");
    let judged = judge(&city::rulebook(), &[&fine, &undo1, &undo2], AS_OF);
    assert_eq!((judged.why("fine"), judged.score()), (None, 140));
    // What it undoes comes before what undoes it: it is worth nothing in either case.
    assert_eq!(
        (judged.why("undo1"), judged.why("undo2")),
        (of("fine"), of("undo1"))
    );
}

#[test]
fn a_third_one_undoes_again() {
    let fine = fine();
    let undo1 = undo("undo1", &fine, "2025-04-01");
    let undo2 = undo("undo2", &undo1, "2025-05-01");
    let undo3 = undo("undo3", &undo2, "2025-06-01");
    let entries = [&fine, &undo1, &undo2, &undo3];
    let scores = ["2025-03-31", "2025-04-01", "2025-05-01", "2025-06-01"]
        .map(|as_of| judge(&city::rulebook(), &entries, as_of).score());
    assert_eq!(scores, [140, 150, 140, 150]);
}

#[test]
fn of_several_the_first_recorded_is_named() {
    let fine = fine();
    let late = undo("a", &fine, "2025-05-01");
    let early = undo("b", &fine, "2025-04-01");
    let judged = judge(&city::rulebook(), &[&fine, &late, &early], AS_OF);
    assert_eq!(judged.why("fine"), by("b"));
}

#[test]
fn of_several_recorded_at_one_moment_the_lower_id_is_named() {
    let fine = fine();
    let (a, b) = (
        undo("a", &fine, "2025-04-01"),
        undo("b", &fine, "2025-04-01"),
    );
    assert_eq!(
        judge(&city::rulebook(), &[&fine, &b, &a], AS_OF).why("fine"),
        by("a")
    );
}

#[test]
fn while_one_of_several_is_in_effect_the_entry_stays_undone() {
    let fine = fine();
    let (a, b) = (
        undo("a", &fine, "2025-04-01"),
        undo("b", &fine, "2025-04-02"),
    );
    let not_a = undo("not-a", &a, "2025-05-01");
    let not_b = undo("not-b", &b, "2025-06-01");
    let entries = [&fine, &a, &b, &not_a, &not_b];
    let whys = ["2025-04-30", "2025-05-01", "2025-06-01"]
        .map(|as_of| judge(&city::rulebook(), &entries, as_of).why("fine"));
    assert_eq!(whys, [by("a"), by("b"), None]);
}

#[test]
fn a_correction_recorded_before_its_target_waits_for_it() {
    let fine = but(fine(), |it| it.recorded_at = morning("2025-06-01"));
    let undo = undo("undo", &fine, "2025-04-01");
    let before = judge(&city::rulebook(), &[&fine, &undo], "2025-05-31");
    assert_eq!(before.why("fine"), Some(Reason::NotYetRecorded));
    assert_eq!(
        judge(&city::rulebook(), &[&fine, &undo], "2025-06-01").why("fine"),
        by("undo")
    );
}

#[test]
fn ten_thousand_links_are_followed_without_recursion() {
    let mut chain = vec![fine()];
    for number in 0..10_000 {
        let last = chain.last().unwrap();
        chain.push(undo(&format!("undo{number:05}"), last, "2025-04-01"));
    }
    let all: Vec<&Entry> = chain.iter().collect();
    // An even number of links cancels itself out, one link less does not.
    assert_eq!(judge(&city::rulebook(), &all, AS_OF).score(), 140);
    assert_eq!(judge(&city::rulebook(), &all[..10_000], AS_OF).score(), 150);
}
