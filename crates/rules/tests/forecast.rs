//! The forecast: what each step says, and that every day to come is as an assessment finds it.
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
#[path = "sample/deeds.rs"]
mod deeds;
#[path = "oracle/through_days.rs"]
mod through_days;

use std::collections::BTreeMap;

use cases::{Case, everyday, extreme};
use citizen_score_rules::{Change, ChangeKind, Entry, Forecast, Ledger, Outcome, Reason, forecast};
use deeds::{but, day, deed, morning, undo};
use proptest::prelude::*;
use serde_json::json;
use through_days::{days_of, outcomes_on, standing_on};

fn ahead(entries: &[Entry], as_of: &str) -> Forecast {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    forecast(&city::rulebook(), &ledger, day(as_of)).unwrap()
}

/// Day, score and changes of a step.
type Told = (String, i32, Vec<(String, ChangeKind)>);

/// What every step tells.
fn steps(forecast: &Forecast) -> Vec<Told> {
    let told = |change: &Change| (change.entry.to_string(), change.kind);
    forecast
        .steps
        .iter()
        .map(|step| {
            let changes = step.changes.iter().map(told).collect();
            (step.on.to_string(), step.standing.score, changes)
        })
        .collect()
}

fn step(on: &str, score: i32, changes: &[(&str, ChangeKind)]) -> Told {
    let changes = changes.iter().map(|(id, kind)| ((*id).to_owned(), *kind));
    (on.to_owned(), score, changes.collect())
}

fn until(entry: Entry, on: &str) -> Entry {
    but(entry, |it| it.counts_until = Some(day(on)))
}

fn repaired(entry: Entry, on: &str) -> Entry {
    but(entry, |it| it.repaired_on = Some(day(on)))
}

#[test]
fn lapses_and_repairs_come_on_their_days() {
    let entries = [
        until(deed("gift", "gift", 10, "2025-01-01"), "2025-08-01"),
        repaired(deed("fine", "fine", -10, "2025-01-02"), "2025-07-01"),
        // Lapsed before, on the very day, and both at once: a lapse is named first.
        until(deed("old", "help", 20, "2025-01-03"), "2025-05-31"),
        until(deed("ends", "help", 20, "2025-01-04"), "2025-06-01"),
        repaired(
            until(deed("both", "help", 20, "2025-01-05"), "2025-08-01"),
            "2025-08-01",
        ),
        deed("stays", "help", 20, "2025-01-06"),
    ];
    let forecast = ahead(&entries, "2025-06-01");
    assert_eq!(
        (forecast.as_of, forecast.today.score),
        (day("2025-06-01"), 190)
    );
    let expected = [
        step("2025-07-01", 200, &[("fine", ChangeKind::Repaired)]),
        step(
            "2025-08-01",
            170,
            &[("gift", ChangeKind::Lapses), ("both", ChangeKind::Lapses)],
        ),
    ];
    assert_eq!(steps(&forecast), expected);
    assert_eq!(forecast.steps[0].standing.tier, "high");
    assert_eq!(forecast.steps[1].changes[1].points, 20);
}

#[test]
fn a_step_on_which_the_score_stays_is_told_too() {
    let entries = [
        until(deed("a", "gift", 10, "2025-01-01"), "2025-07-01"),
        until(deed("b", "fine", -10, "2025-01-02"), "2025-07-01"),
    ];
    let changes = [("a", ChangeKind::Lapses), ("b", ChangeKind::Lapses)];
    assert_eq!(
        steps(&ahead(&entries, "2025-06-01")),
        [step("2025-07-01", 150, &changes)]
    );
}

#[test]
fn what_does_not_count_anyway_makes_no_step() {
    let fine = until(deed("fine", "fine", -10, "2025-01-01"), "2025-07-01");
    let entries = [
        undo("undo", &fine, "2025-02-01"),
        fine,
        until(deed("planned", "later", 10, "2025-01-02"), "2025-07-01"),
        but(
            until(deed("contested", "fine", -10, "2025-01-03"), "2025-07-01"),
            |it| {
                it.contested = true;
            },
        ),
    ];
    assert_eq!(steps(&ahead(&entries, "2025-06-01")), []);
    assert_eq!(steps(&ahead(&[], "2025-06-01")), []);
}

#[test]
fn entries_that_are_recorded_later_are_taken_in_on_their_day() {
    let late = |entry: Entry, on: &str| but(entry, |it| it.recorded_at = morning(on));
    let fine = deed("fine", "fine", -10, "2025-01-01");
    let entries = [
        undo("undo", &fine, "2025-07-01"),
        fine,
        // The cap of gifts is 30: an earlier one that comes late takes the room of the last.
        deed("gift-2", "gift", 10, "2025-02-02"),
        deed("gift-3", "gift", 10, "2025-02-03"),
        deed("gift-4", "gift", 10, "2025-02-04"),
        late(deed("gift-1", "gift", 10, "2025-02-01"), "2025-08-01"),
    ];
    let expected = [
        step("2025-07-01", 180, &[("fine", ChangeKind::Corrected)]),
        step(
            "2025-08-01",
            180,
            &[
                ("gift-1", ChangeKind::BeginsToCount),
                ("gift-4", ChangeKind::Capped),
            ],
        ),
    ];
    assert_eq!(steps(&ahead(&entries, "2025-06-01")), expected);
}

#[test]
fn travels_as_json() {
    let entries = [until(deed("a", "gift", 10, "2025-01-01"), "2025-07-01")];
    let forecast = ahead(&entries, "2025-06-01");
    let text = serde_json::to_string(&forecast).unwrap();
    assert_eq!(serde_json::from_str::<Forecast>(&text).unwrap(), forecast);
    let json = serde_json::to_value(&forecast.steps[0].changes).unwrap();
    assert_eq!(
        json,
        json!([{ "entry": "a", "points": 10, "kind": "lapses" }])
    );
}

/// The kind that an outcome comes to, for an entry that changes.
fn kind(outcome: &Outcome) -> ChangeKind {
    match outcome {
        Outcome::Counts => ChangeKind::BeginsToCount,
        Outcome::DoesNot(Reason::Corrected { .. }) => ChangeKind::Corrected,
        Outcome::DoesNot(Reason::Lapsed { .. }) => ChangeKind::Lapses,
        Outcome::DoesNot(Reason::Repaired { .. }) => ChangeKind::Repaired,
        Outcome::DoesNot(Reason::Capped { .. }) => ChangeKind::Capped,
        Outcome::DoesNot(other) => panic!("{other:?}"),
    }
}

/// On every day to come, standing, changes and their kinds are as assessments find them.
fn agrees(case: &Case) -> Result<(), TestCaseError> {
    let days: Vec<_> = days_of(case)
        .into_iter()
        .filter(|day| *day > case.as_of)
        .collect();
    let Ok(forecast) = forecast(&case.rulebook, &case.ledger(), case.as_of) else {
        let mut days = days.iter().chain([&case.as_of]);
        prop_assert!(days.any(|day| standing_on(case, *day).is_err()));
        return Ok(());
    };
    prop_assert_eq!(forecast.as_of, case.as_of);
    prop_assert_eq!(Ok(forecast.today.clone()), standing_on(case, case.as_of));
    let mut steps = forecast.steps.iter().peekable();
    let mut standing = &forecast.today;
    let mut before = outcomes_on(case, case.as_of);
    for on in days {
        let now = outcomes_on(case, on);
        let expected: BTreeMap<_, _> = now
            .iter()
            .filter(|(id, outcome)| {
                (**outcome == Outcome::Counts) != (before[*id] == Outcome::Counts)
            })
            .map(|(id, outcome)| (id.clone(), kind(outcome)))
            .collect();
        let mut found = BTreeMap::new();
        if let Some(step) = steps.next_if(|step| step.on == on) {
            prop_assert!(!step.changes.is_empty());
            let ledger = case.ledger();
            let place = |id: &str| ledger.entries().iter().position(|it| it.id == id).unwrap();
            prop_assert!(step.changes.iter().map(|it| place(&it.entry)).is_sorted());
            for change in &step.changes {
                prop_assert_eq!(change.points, ledger.entries()[place(&change.entry)].points);
                found.insert(change.entry.clone(), change.kind);
            }
            standing = &step.standing;
        }
        prop_assert_eq!(found, expected);
        prop_assert_eq!(Ok(standing.clone()), standing_on(case, on));
        before = now;
    }
    prop_assert_eq!(steps.next(), None);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_day_to_come_is_as_assessed(case in everyday()) {
        agrees(&case)?;
    }

    #[test]
    fn every_day_to_come_is_as_assessed_at_the_ends_of_the_numbers(case in extreme()) {
        agrees(&case)?;
    }

    /// From long before the first entry on, a forecast runs through the whole ledger.
    #[test]
    fn a_whole_ledger_to_come_is_as_assessed(case in everyday()) {
        agrees(&Case { as_of: day("2024-01-01"), ..case })?;
    }
}
