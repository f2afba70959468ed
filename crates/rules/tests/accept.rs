//! What the rulebook says to an entry that someone wants to record.
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

use citizen_score_rules::Entry;
use deeds::{but, day, deed, undo};

fn assert_fine(entry: &Entry) {
    assert_eq!(city::rulebook().check_entry(entry), Ok(()));
}

fn assert_refused(entry: &Entry, field: &str, sentence: &str) {
    let error = city::rulebook()
        .check_entry(entry)
        .expect_err("the entry is wrong");
    assert_eq!(
        (error.entry.as_str(), error.field),
        (entry.id.as_str(), field),
        "{error}"
    );
    assert_eq!(error.problem, sentence);
}

fn on(factor: &str, points: i32) -> Entry {
    deed("a", factor, points, "2025-07-01")
}

#[test]
fn entries_as_they_should_be() {
    for (factor, points) in [
        ("gift", 10),
        ("help", 5),
        ("help", 20),
        ("fine", -10),
        ("debt", -50),
    ] {
        assert_fine(&on(factor, points));
    }
}

#[test]
fn an_unknown_factor() {
    assert_refused(&on("nobody", 10), "factor", "is not in the rulebook");
}

#[test]
fn a_planned_factor() {
    let sentence = "is only planned; nothing can be recorded under it until it is in force";
    assert_refused(&on("later", 10), "factor", sentence);
}

#[test]
fn the_sign_of_a_gain_and_of_a_loss() {
    assert_refused(&on("gift", 0), "points", "is 0, but `gift` adds points");
    assert_refused(&on("gift", -10), "points", "is -10, but `gift` adds points");
    assert_refused(
        &on("fine", 0),
        "points",
        "is 0, but `fine` takes points away",
    );
    assert_refused(
        &on("fine", 10),
        "points",
        "is 10, but `fine` takes points away",
    );
}

#[test]
fn points_beyond_the_worth() {
    assert_refused(
        &on("gift", 11),
        "points",
        "is 11, but `gift` is worth exactly 10",
    );
    assert_refused(
        &on("help", 4),
        "points",
        "is 4, but `help` is worth 5 to 20",
    );
    assert_refused(
        &on("help", 21),
        "points",
        "is 21, but `help` is worth 5 to 20",
    );
    assert_refused(
        &on("debt", -51),
        "points",
        "is -51, but `debt` is worth -50 to -20",
    );
    assert_refused(
        &on("debt", -19),
        "points",
        "is -19, but `debt` is worth -50 to -20",
    );
}

#[test]
fn another_version_may_have_priced_it_otherwise() {
    let old = |factor, points| {
        but(on(factor, points), |it| {
            it.rulebook_version = "2024.1".into();
        })
    };
    assert_fine(&old("gift", 11));
    assert_refused(
        &old("gift", -11),
        "points",
        "is -11, but `gift` adds points",
    );
    assert_refused(&old("gift", 0), "points", "is 0, but `gift` adds points");
}

#[test]
fn the_first_day_of_a_factor() {
    let fresh = |text| but(on("fresh", 10), |it| it.occurred_on = day(text));
    let sentence = "is before 2025-07-01, the day from which `fresh` counts";
    assert_refused(&fresh("2025-06-30"), "occurred_on", sentence);
    assert_fine(&fresh("2025-07-01"));
    assert_fine(&fresh("2025-07-02"));
}

#[test]
fn a_correction_is_always_possible_under_a_known_factor() {
    for (factor, points) in [
        ("gift", 0),
        ("gift", -10),
        ("fine", 10),
        ("help", -999),
        ("later", 0),
    ] {
        assert_fine(&but(undo("u", &on(factor, 1), "2025-01-01"), |it| {
            it.points = points;
        }));
    }
    assert_fine(&undo("u", &on("fresh", 10), "2025-01-01"));
    assert_refused(
        &undo("u", &on("nobody", 10), "2025-01-01"),
        "factor",
        "is not in the rulebook",
    );
}
