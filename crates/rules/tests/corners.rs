//! The made-up cases of the properties are only worth something if they reach every corner often.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "oracle/cases.rs"]
mod cases;
#[path = "sample/city.rs"]
mod city;

use std::collections::BTreeMap;

use cases::{everyday, extreme};
use citizen_score_rules::{Outcome, Reason};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

#[test]
fn the_cases_reach_every_corner() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut see = |what, is: bool| *seen.entry(what).or_default() += u32::from(is);
    for _ in 0..1000 {
        let case = everyday().new_tree(&mut runner).unwrap().current();
        let outcomes = case.outcomes();
        let has =
            |wanted: fn(&Reason) -> bool| outcomes.values().filter_map(Outcome::reason).any(wanted);
        see("counts", outcomes.values().any(|it| *it == Outcome::Counts));
        see(
            "not yet recorded",
            has(|it| matches!(it, Reason::NotYetRecorded)),
        );
        see(
            "correction",
            has(|it| matches!(it, Reason::Correction { .. })),
        );
        see(
            "corrected",
            has(|it| matches!(it, Reason::Corrected { .. })),
        );
        see("lapsed", has(|it| matches!(it, Reason::Lapsed { .. })));
        see("repaired", has(|it| matches!(it, Reason::Repaired { .. })));
        see(
            "unknown factor",
            has(|it| matches!(it, Reason::UnknownFactor)),
        );
        see("not in force", has(|it| matches!(it, Reason::NotInForce)));
        see("capped", has(|it| matches!(it, Reason::Capped { .. })));
        see("contested", has(|it| matches!(it, Reason::Contested)));
        let corrections: BTreeMap<&str, &str> = case
            .entries
            .iter()
            .filter_map(|entry| Some((entry.id.as_str(), entry.corrects.as_deref()?)))
            .collect();
        let length =
            |id: &str| std::iter::successors(Some(id), |id| corrections.get(id).copied()).count();
        see(
            "chain of three corrections",
            corrections.keys().any(|id| length(id) >= 4),
        );
        let targets: Vec<&&str> = corrections.values().collect();
        let twice = targets
            .iter()
            .any(|id| targets.iter().filter(|it| it == &id).count() > 1);
        see("several corrections of one", twice);
        let standing = case.assess().unwrap().standing;
        see("top", standing.next.is_none() && standing.below.is_some());
        see(
            "lowest",
            standing.next.is_some() && standing.below.is_none(),
        );
        see(
            "between",
            standing.next.is_some() && standing.below.is_some(),
        );
        let extreme = extreme().new_tree(&mut runner).unwrap().current();
        see("overflow", extreme.assess().is_err());
        see("no overflow", extreme.assess().is_ok());
        let range = extreme.rulebook.data().range;
        see(
            "clamped",
            extreme.assess().is_ok_and(|it| {
                range.is_some_and(|range| [range.min, range.max].contains(&it.standing.score))
            }),
        );
    }
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < 50).collect();
    assert!(
        rare.is_empty(),
        "less than 50 times in 1000 cases: {rare:?} of {seen:?}"
    );
}
