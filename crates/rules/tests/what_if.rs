//! Simulation, cliff, the two views and the impact of other rules, each against the plain definition:
//! a ledger that has the entries, or a rulebook that has the rules, assessed anew.
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

use cases::{Case, everyday, extreme};
use chrono::{NaiveDate, NaiveTime};
use citizen_score_rules::cliff::cliff;
use citizen_score_rules::contested::{InForce, views};
use citizen_score_rules::impact::impact;
use citizen_score_rules::simulate::{Hypothetical, SimulationError, simulate};
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook, assess};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The rulebook with another value in one field.
fn bent(rulebook: &Rulebook, bend: impl FnOnce(&mut Value)) -> Rulebook {
    let mut json = serde_json::to_value(rulebook).unwrap();
    bend(&mut json);
    Rulebook::from_json(&json.to_string()).unwrap()
}

fn real(number: usize, it: &Hypothetical, rulebook: &Rulebook) -> Entry {
    Entry {
        id: format!("zz{number:02}").as_str().into(),
        factor: it.factor.as_str().into(),
        points: it.points,
        occurred_on: it.on,
        recorded_at: it.on.and_time(NaiveTime::MIN).and_utc(),
        authority: "office".into(),
        reference: "ref".into(),
        basis: "rule".into(),
        rulebook_version: "2025.1".into(),
        counts_until: rulebook.factor(&it.factor).unwrap().counts_until(it.on),
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}

/// The case with supposed entries among the real ones, named so that they come last in their day.
fn with(case: &Case, supposed: &[Hypothetical]) -> Case {
    let mut longer = case.clone();
    let added = supposed.iter().enumerate();
    longer
        .entries
        .extend(added.map(|(number, it)| real(number, it, &case.rulebook)));
    longer
}

fn supposed() -> impl Strategy<Value = Vec<Hypothetical>> {
    let worth = prop_oneof![
        Just(("gift", 10)),
        (5..=20_i32).prop_map(|points| ("help", points)),
        (-50..=-20_i32).prop_map(|points| ("debt", points)),
        Just(("fine", -10)),
        Just(("later", 10)),
    ];
    let one = (worth, cases::days()).prop_map(|((factor, points), on)| Hypothetical {
        factor: factor.to_owned(),
        points,
        on,
    });
    prop::collection::vec(one, 0..8)
}

/// The simulation is what the longer ledger comes to.
fn simulates(case: &Case, supposed: &[Hypothetical]) -> Result<(), TestCaseError> {
    let longer = with(case, supposed);
    let simulated = simulate(&case.rulebook, &case.ledger(), case.as_of, supposed);
    let in_force = bent(&case.rulebook, |json| {
        json["factors"][4]["status"] = json!("in_force");
    });
    let planned = supposed.iter().any(|it| it.factor == "later");
    let if_in_force = Case {
        rulebook: in_force,
        ..longer.clone()
    };
    let plain = (case.assess(), longer.assess(), if_in_force.assess());
    let (Ok(before), Ok(after)) = (plain.0, plain.1) else {
        prop_assert_eq!(simulated, Err(SimulationError::Points));
        return Ok(());
    };
    if planned && plain.2.is_err() {
        prop_assert_eq!(simulated, Err(SimulationError::Points));
        return Ok(());
    }
    let simulated = simulated.unwrap();
    prop_assert_eq!(&simulated.before, &before.standing);
    prop_assert_eq!(&simulated.after, &after.standing);
    prop_assert_eq!(
        &simulated.if_in_force,
        &planned.then(|| plain.2.unwrap().standing)
    );
    let (old, mut new) = (case.outcomes(), longer.outcomes());
    let outcomes: Vec<Outcome> = (0..supposed.len())
        .map(|number| new.remove(format!("zz{number:02}").as_str()).unwrap())
        .collect();
    let told: Vec<Outcome> = simulated
        .entries
        .iter()
        .map(|it| it.outcome.clone())
        .collect();
    prop_assert_eq!(told, outcomes);
    for displaced in &simulated.displaced {
        prop_assert_eq!(&displaced.before, &old[&displaced.entry]);
        prop_assert_eq!(&displaced.after, &new[&displaced.entry]);
    }
    let differing = old
        .iter()
        .filter(|(id, outcome)| new[*id] != **outcome)
        .count();
    prop_assert_eq!(simulated.displaced.len(), differing);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_simulation_is_what_the_longer_ledger_comes_to(case in everyday(), supposed in supposed()) {
        simulates(&case, &supposed)?;
    }

    #[test]
    fn also_at_the_ends_of_the_numbers(case in extreme(), supposed in supposed()) {
        simulates(&case, &supposed)?;
    }

    #[test]
    fn a_crossing_is_what_one_loss_today_comes_to(case in everyday()) {
        let ledger = case.ledger();
        let cliff = cliff(&case.rulebook, &ledger, case.as_of).unwrap();
        let standing = case.assess().unwrap().standing;
        prop_assert_eq!(&cliff.standing, &standing);
        let index = |tier: &str| case.rulebook.tier_index(tier);
        for (code, least, most) in [("fine", -10, -10), ("debt", -20, -50)] {
            let tiers: Vec<(i32, String, Outcome)> = (most..=least)
                .rev()
                .map(|points| {
                    let loss = Hypothetical { factor: code.to_owned(), points, on: case.as_of };
                    let longer = with(&case, &[loss]);
                    let outcome = longer.outcomes()["zz00"].clone();
                    (points, longer.assess().unwrap().standing.tier, outcome)
                })
                .collect();
            let crosses = |(_, tier, _): &&(i32, String, Outcome)| index(tier) < index(&standing.tier);
            let crossing = cliff.crossings.iter().find(|it| it.factor == code);
            prop_assert_eq!(crossing.is_some(), tiers.iter().any(|it| crosses(&it)));
            let Some(crossing) = crossing else { continue };
            prop_assert_eq!(crossing.certain, tiers.iter().all(|it| crosses(&it)));
            prop_assert_eq!(&crossing.tier_after_least, &tiers[0].1);
            let counting = tiers.iter().rfind(|(_, _, outcome)| *outcome == Outcome::Counts);
            prop_assert_eq!(&crossing.tier_after_most, &counting.unwrap().1);
            if let Some(room) = crossing.room {
                for (points, _, outcome) in &tiers {
                    prop_assert_eq!(*outcome == Outcome::Counts, -points <= room);
                }
            }
        }
    }

    #[test]
    fn the_two_views_are_the_two_policies(case in prop_oneof![everyday().boxed(), extreme().boxed()]) {
        let policies = ["count", "suspend_negative"];
        let [counting, suspended] = policies.map(|policy| {
            Case { rulebook: bent(&case.rulebook, |json| json["contested"] = json!(policy)), ..case.clone() }
        });
        let (with, without) = (counting.assess(), suspended.assess());
        let views = views(&case.rulebook, &case.ledger(), case.as_of);
        let (Ok(with), Ok(without)) = (with, without) else {
            prop_assert!(views.is_err());
            return Ok(());
        };
        let ledger = case.ledger();
        let differing: Vec<_> = ledger
            .entries()
            .iter()
            .zip(with.outcomes.iter().zip(&without.outcomes))
            .filter(|(_, (with, without))| with != without)
            .map(|(entry, _)| entry.id.clone())
            .collect();
        let Some(views) = views.unwrap() else {
            prop_assert_eq!(with.outcomes, without.outcomes);
            return Ok(());
        };
        prop_assert!(!differing.is_empty());
        prop_assert_eq!(&views.entries, &differing);
        prop_assert_eq!(&views.counting, &with.standing);
        prop_assert_eq!(&views.suspended, &without.standing);
        let in_force = match views.in_force {
            InForce::Counting => &views.counting,
            InForce::Suspended => &views.suspended,
        };
        prop_assert_eq!(in_force, &case.assess().unwrap().standing);
    }

    #[test]
    fn an_impact_is_the_difference_of_two_assessments(case in everyday(), other in everyday()) {
        let ledger = case.ledger();
        let impact = impact(&case.rulebook, &other.rulebook, &ledger, case.as_of).unwrap();
        let before = case.assess().unwrap();
        let after = assess(&other.rulebook, &ledger, case.as_of).unwrap();
        prop_assert_eq!(&impact.before, &before.standing);
        prop_assert_eq!(&impact.after, &after.standing);
        let pairs = before.outcomes.iter().zip(&after.outcomes);
        let expected: Vec<_> = ledger
            .entries()
            .iter()
            .zip(pairs)
            .filter(|(_, (before, after))| before != after)
            .map(|(entry, (before, after))| (entry.id.clone(), before.clone(), after.clone()))
            .collect();
        let told: Vec<_> = impact
            .entries
            .iter()
            .map(|it| (it.entry.clone(), it.before.clone(), it.after.clone()))
            .collect();
        let kept = usize::try_from(impact.unchanged).unwrap();
        prop_assert_eq!(kept + told.len(), ledger.entries().len());
        prop_assert_eq!(told, expected);
    }
}

#[test]
fn days_at_the_ends_of_the_calendar_do_no_harm() {
    let ledger = Ledger::new(Vec::new()).unwrap();
    for on in [NaiveDate::MIN, NaiveDate::MAX] {
        let one = Hypothetical {
            factor: "gift".to_owned(),
            points: 10,
            on,
        };
        let city = city::rulebook();
        assert_eq!(
            simulate(&city, &ledger, on, &[one]).unwrap().after.score,
            160
        );
        assert!(cliff(&city, &ledger, on).is_ok());
        assert!(views(&city, &ledger, on).unwrap().is_none());
    }
}
