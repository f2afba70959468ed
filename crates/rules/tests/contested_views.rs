//! Two views where something is contested, and no views where nothing hangs on it.
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

use std::slice;

use citizen_score_rules::contested::{InForce, Views, views};
use citizen_score_rules::{Entry, Ledger};
use deeds::{but, day, deed, undo};
use round::assert_travels;
use serde_json::json;

fn contested(id: &str, factor: &str, points: i32) -> Entry {
    but(deed(id, factor, points, "2025-03-01"), |it| {
        it.contested = true;
    })
}

fn under(policy: &str, entries: &[Entry], as_of: &str) -> Option<Views> {
    let city = city::bent(|json| json["contested"] = json!(policy));
    let views = views(&city, &Ledger::new(entries.to_vec()).unwrap(), day(as_of)).unwrap();
    assert_travels(&views);
    views
}

const POLICIES: [(&str, InForce); 2] = [
    ("suspend_negative", InForce::Suspended),
    ("count", InForce::Counting),
];

#[test]
fn both_views_are_the_same_under_either_policy_and_only_one_is_in_force() {
    let entries = [
        contested("loss", "debt", -50),
        contested("gain", "help", 20),
        deed("plain", "fine", -10, "2025-03-01"),
    ];
    for (policy, in_force) in POLICIES {
        let views = under(policy, &entries, "2025-04-01").unwrap();
        assert_eq!((views.counting.score, views.suspended.score), (110, 160));
        assert_eq!(views.in_force, in_force);
        let ids: Vec<&str> = views.entries.iter().map(|id| &**id).collect();
        assert_eq!(ids, ["loss"]);
    }
}

#[test]
fn none_where_nothing_hangs_on_it() {
    let undone = contested("undone", "fine", -10);
    let tables: [Vec<Entry>; 7] = [
        vec![],
        vec![deed("plain", "fine", -10, "2025-03-01")],
        vec![contested("gain", "help", 20)],
        vec![undo("undo", &undone, "2025-03-02"), undone],
        vec![but(contested("lapsed", "fine", -10), |it| {
            it.counts_until = Some(day("2025-04-01"));
        })],
        vec![but(contested("repaired", "fine", -10), |it| {
            it.repaired_on = Some(day("2025-04-01"));
        })],
        vec![contested("unknown", "nobody", -10)],
    ];
    for entries in tables {
        for (policy, _) in POLICIES {
            assert_eq!(under(policy, &entries, "2025-04-01"), None, "{entries:?}");
        }
    }
}

#[test]
fn a_contested_entry_beyond_its_cap_counts_in_neither_view() {
    let entries = [contested("a", "debt", -50), contested("b", "debt", -20)];
    for (policy, _) in POLICIES {
        let views = under(policy, &entries, "2025-04-01").unwrap();
        assert_eq!((views.counting.score, views.suspended.score), (100, 150));
        assert_eq!(views.entries.len(), 1);
    }
}

#[test]
fn it_ends_on_the_day_on_which_the_entry_lapses() {
    let entry = but(contested("a", "fine", -10), |it| {
        it.counts_until = Some(day("2025-04-01"));
    });
    for (policy, _) in POLICIES {
        assert!(under(policy, slice::from_ref(&entry), "2025-03-31").is_some());
        assert!(under(policy, slice::from_ref(&entry), "2025-04-01").is_none());
    }
}

#[test]
fn a_view_that_does_not_fit_is_an_error() {
    let city = city::rulebook();
    let entries = ["a", "b"].map(|id| contested(id, "fall", i32::MIN));
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    assert!(views(&city, &ledger, day("2025-04-01")).is_err());
}
