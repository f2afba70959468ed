//! Properties that hold for every rulebook, ledger and day, and agreement with a slow oracle.
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
#[path = "oracle/definition.rs"]
mod definition;

use std::collections::BTreeMap;

use cases::{Case, everyday, extreme};
use chrono::{NaiveDate, TimeDelta};
use citizen_score_rules::standing::{next_change, standing_at};
use citizen_score_rules::{Entry, EntryId, Ledger, Outcome, Text};
use definition::Oracle;
use proptest::prelude::*;

/// The case agrees with the oracle: standing and every single outcome.
fn agree(case: &Case) -> Result<(), TestCaseError> {
    let entries = &case.entries;
    let oracle = Oracle {
        rulebook: case.rulebook.data(),
        entries,
        as_of: case.as_of,
    };
    let expected: BTreeMap<EntryId, Outcome> = case
        .entries
        .iter()
        .map(|entry| (entry.id.clone(), oracle.outcome(entry)))
        .collect();
    prop_assert_eq!(case.outcomes(), expected);
    prop_assert_eq!(case.assess().ok().map(|it| it.standing), oracle.standing());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn agrees_with_the_oracle(case in everyday()) {
        agree(&case)?;
    }

    #[test]
    fn agrees_with_the_oracle_at_the_ends_of_the_numbers(case in extreme()) {
        agree(&case)?;
    }

    #[test]
    fn an_entry_and_its_correction_leave_the_standing_as_it_was(
        case in everyday(),
        points in -60..=60_i32,
        factor in prop::sample::select(vec!["gift", "debt", "help", "fine", "later", "nobody"]),
        occurred_on in cases::days(),
        carries_points in any::<bool>(),
    ) {
        let added = Entry {
            id: "e-added".into(),
            factor: factor.into(),
            points,
            occurred_on,
            recorded_at: occurred_on.and_time(chrono::NaiveTime::MIN).and_utc(),
            authority: "office".into(),
            reference: "ref".into(),
            basis: "rule".into(),
            rulebook_version: "2025.1".into(),
            counts_until: None,
            corrects: None,
            repaired_on: None,
            contested: false,
        };
        let correction = Entry {
            id: "e-correction".into(),
            points: if carries_points { -points } else { 0 },
            recorded_at: added.recorded_at + TimeDelta::hours(2),
            corrects: Some(added.id.clone()),
            ..added.clone()
        };
        let mut longer = case.clone();
        longer.entries.extend([added, correction]);
        prop_assert_eq!(longer.assess().unwrap().standing, case.assess().unwrap().standing);
        let mut outcomes = longer.outcomes();
        outcomes.retain(|id, _| !id.starts_with("e-"));
        prop_assert_eq!(outcomes, case.outcomes());
    }

    #[test]
    fn the_order_of_the_file_does_not_matter(
        (case, entries) in everyday().prop_flat_map(|case| {
            let shuffled = Just(case.entries.clone()).prop_shuffle();
            (Just(case), shuffled)
        })
    ) {
        prop_assert_eq!(Ledger::new(entries.clone()).unwrap(), case.ledger());
        let other = Case { entries, ..case.clone() };
        prop_assert_eq!(other.assess().unwrap(), case.assess().unwrap());
    }

    #[test]
    fn the_missing_points_land_exactly_in_the_next_tier(case in everyday()) {
        let standing = case.assess().unwrap().standing;
        let Some(next) = standing.next else {
            prop_assert_eq!(standing.tier, case.rulebook.tiers().last().unwrap().id.clone());
            return Ok(());
        };
        prop_assert!(next.points > 0);
        let at = |score| standing_at(&case.rulebook, score).unwrap();
        let reached = at(standing.score + next.points);
        prop_assert_eq!((reached.tier, reached.margin), (next.tier, Some(0)));
        prop_assert_eq!(at(standing.score + next.points - 1).tier, standing.tier);
    }

    #[test]
    fn the_margin_can_go_and_one_point_more_loses_the_tier(case in everyday()) {
        let standing = case.assess().unwrap().standing;
        let Some(margin) = standing.margin else {
            prop_assert_eq!(standing.tier, case.rulebook.tiers()[0].id.clone());
            prop_assert_eq!(standing.below, None);
            return Ok(());
        };
        prop_assert!(margin >= 0);
        let at = |score| standing_at(&case.rulebook, score).unwrap();
        prop_assert_eq!(at(standing.score - margin).tier, standing.tier);
        let lost = at(standing.score - margin - 1);
        prop_assert_eq!(Some(lost.tier), standing.below);
        prop_assert_eq!(lost.next.unwrap().points, 1);
    }

    #[test]
    fn nothing_changes_before_the_next_change(case in everyday(), skip in 1..400_u64) {
        let next = next_change(&case.ledger(), case.as_of);
        let later = case.as_of + chrono::Days::new(skip);
        let day = next.map_or(later, |next| later.min(next.pred_opt().unwrap()));
        prop_assert!(next.is_none_or(|next| next > case.as_of));
        let then = Case { as_of: day, ..case.clone() };
        prop_assert_eq!(then.assess().unwrap(), case.assess().unwrap());
    }

    #[test]
    fn progress_rises_with_the_score(case in everyday(), score in -1000..1000_i32) {
        let at = |score| standing_at(&case.rulebook, score).unwrap();
        let (low, high) = (at(score), at(score + 1));
        prop_assert_eq!(low.next.is_none(), low.tier_progress() == 100);
        prop_assert!(low.tier != high.tier || low.tier_progress() <= high.tier_progress());
    }

    #[test]
    fn the_smallest_caps_are_kept(case in everyday()) {
        let outcomes = case.outcomes();
        let mut sums: BTreeMap<(Text, i32), i64> = BTreeMap::new();
        for entry in &case.entries {
            if outcomes[&entry.id] == Outcome::Counts {
                let year = chrono::Datelike::year(&entry.occurred_on);
                *sums.entry((entry.factor.clone(), year)).or_default() += i64::from(entry.points).abs();
            }
        }
        for ((factor, _), sum) in sums {
            if let Some(cap) = case.rulebook.factor(&factor).unwrap().cap {
                prop_assert!(sum <= i64::from(cap.points));
            }
        }
    }

    /// Whatever the links, a ledger is either refused or assessed; nothing panics or runs for ever.
    #[test]
    fn hostile_links_are_refused_or_assessed(
        case in extreme(),
        links in prop::collection::vec(prop::option::of(0..26_usize), 24),
        as_of in prop_oneof![Just(NaiveDate::MIN), Just(NaiveDate::MAX), cases::days()],
    ) {
        let mut entries = case.entries.clone();
        for (entry, link) in entries.iter_mut().zip(links) {
            entry.corrects = link.map(|number| format!("e{number:02}").into());
            if entry.corrects.is_some() {
                entry.points = 0;
            }
        }
        if let Ok(ledger) = Ledger::new(entries.clone()) {
            let case = Case { entries, as_of, ..case };
            agree(&case)?;
            let _ = next_change(&ledger, as_of);
        }
    }

    #[test]
    fn any_text_is_refused_or_read_as_a_rulebook(text in "\\PC*") {
        let _ = citizen_score_rules::Rulebook::from_json(&text);
    }
}
