//! Entries that the resident objects to, under either policy.
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

use citizen_score_rules::Reason;
use deeds::{but, deed, judge};
use serde_json::json;

/// The score and the reason of one contested entry.
fn under(policy: &str, factor: &str, points: i32) -> (i32, Option<Reason>) {
    let city = city::bent(|json| json["contested"] = json!(policy));
    let entry = but(deed("a", factor, points, "2025-03-01"), |it| {
        it.contested = true;
    });
    let judged = judge(&city, &[&entry], "2025-03-02");
    (judged.score(), judged.why("a"))
}

#[test]
fn a_loss_is_suspended_where_the_rulebook_says_so() {
    assert_eq!(
        under("suspend_negative", "fine", -10),
        (150, Some(Reason::Contested))
    );
}

#[test]
fn a_loss_counts_where_the_rulebook_says_so() {
    assert_eq!(under("count", "fine", -10), (140, None));
}

#[test]
fn a_gain_counts_in_any_case() {
    assert_eq!(under("suspend_negative", "help", 20), (170, None));
    assert_eq!(under("count", "help", 20), (170, None));
}
