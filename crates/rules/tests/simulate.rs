//! What if: supposed entries, their caps, their mistakes, and what they push aside.
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

use citizen_score_rules::simulate::{Hypothetical, Simulation, SimulationError, simulate};
use citizen_score_rules::{Entry, Ledger, Outcome, Reason};
use deeds::{day, deed};
use round::assert_travels;
use serde_json::json;

const ON: &str = "2025-12-31";

fn if_(factor: &str, points: i32, on: &str) -> Hypothetical {
    Hypothetical {
        factor: factor.to_owned(),
        points,
        on: day(on),
    }
}

fn what_if(entries: &[Entry], supposed: &[Hypothetical]) -> Result<Simulation, SimulationError> {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    simulate(&city::rulebook(), &ledger, day(ON), supposed)
}

fn outcomes(simulation: &Simulation) -> Vec<Outcome> {
    simulation
        .entries
        .iter()
        .map(|it| it.outcome.clone())
        .collect()
}

fn capped(cap: i32) -> Outcome {
    Outcome::DoesNot(Reason::Capped { year: 2025, cap })
}

#[test]
fn nothing_supposed_changes_nothing() {
    let simulation = what_if(&[deed("a", "help", 20, "2025-02-01")], &[]).unwrap();
    assert_eq!(simulation.before, simulation.after);
    assert_eq!(simulation.after.score, 170);
    assert_eq!(
        (simulation.entries.len(), simulation.if_in_force),
        (0, None)
    );
}

#[test]
fn a_gain_lifts_into_the_next_tier_and_brings_its_effects() {
    for (points, tier, gained) in [(10, "high", vec!["library"]), (9, "mid", vec![])] {
        let entries = ["b", "c"].map(|id| deed(id, "help", 20, "2025-02-01"));
        let supposed = [if_("help", points, ON)];
        let simulation = what_if(&entries, &supposed).unwrap();
        assert_eq!(
            (simulation.before.score, simulation.after.score),
            (190, 190 + points)
        );
        assert_eq!(simulation.after.tier, tier);
        assert_eq!(
            (simulation.gained, simulation.lost.len()),
            (gained.iter().map(ToString::to_string).collect(), 0)
        );
    }
}

#[test]
fn a_loss_costs_the_tier_and_brings_its_burden() {
    let losses = ["2025-04-01", "2025-04-02"].map(|on| if_("debt", -30, on));
    let simulation = what_if(&[], &losses).unwrap();
    assert_eq!(
        (simulation.after.score, simulation.after.tier.as_str()),
        (90, "low")
    );
    assert_eq!(simulation.gained, ["deposit"]);
    assert_travels(&simulation);
}

#[test]
fn caps_hold_among_supposed_entries_in_order_of_their_days() {
    let supposed = [
        if_("debt", -20, "2025-05-01"),
        if_("debt", -50, "2025-03-01"),
        if_("debt", -50, "2024-12-31"),
    ];
    let simulation = what_if(&[], &supposed).unwrap();
    assert_eq!(
        outcomes(&simulation),
        [capped(60), Outcome::Counts, Outcome::Counts]
    );
    assert_eq!(simulation.after.score, 50);
}

#[test]
fn real_entries_of_the_same_day_come_first() {
    let real = deed("zz", "debt", -40, "2025-03-01");
    let simulation = what_if(&[real], &[if_("debt", -30, "2025-03-01")]).unwrap();
    assert_eq!(outcomes(&simulation), [capped(60)]);
    assert_eq!(simulation.displaced, []);
}

#[test]
fn a_supposed_entry_pushes_a_later_one_over_the_cap() {
    let real = [
        deed("a", "debt", -40, "2025-03-01"),
        deed("b", "debt", -20, "2025-04-01"),
    ];
    let simulation = what_if(&real, &[if_("debt", -30, "2025-02-28")]).unwrap();
    assert_eq!(outcomes(&simulation), [Outcome::Counts]);
    let [displaced] = simulation.displaced.as_slice() else {
        panic!("{:?}", simulation.displaced)
    };
    assert_eq!(&*displaced.entry, "a");
    assert_eq!(
        (&displaced.before, &displaced.after),
        (&Outcome::Counts, &capped(60))
    );
    assert_eq!(simulation.after.score, 150 - 30 - 20);
}

#[test]
fn and_where_a_large_one_fits_no_longer_a_smaller_one_does() {
    let real = [
        deed("a", "debt", -50, "2025-03-01"),
        deed("b", "debt", -20, "2025-04-01"),
    ];
    let simulation = what_if(&real, &[if_("debt", -20, "2025-02-01")]).unwrap();
    let ids: Vec<&str> = simulation.displaced.iter().map(|it| &*it.entry).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(simulation.displaced[1].after, Outcome::Counts);
    assert_eq!(
        (simulation.before.score, simulation.after.score),
        (100, 110)
    );
}

#[test]
fn a_supposed_entry_lapses_as_its_factor_says() {
    let until = day("2025-12-31");
    let simulation = what_if(
        &[],
        &[
            if_("fine", -10, "2024-12-31"),
            if_("fine", -10, "2025-01-01"),
        ],
    );
    let lapsed = Outcome::DoesNot(Reason::Lapsed { on: until });
    assert_eq!(outcomes(&simulation.unwrap()), [lapsed, Outcome::Counts]);
}

#[test]
fn after_the_day_that_is_looked_at_nothing_is_recorded_yet() {
    let simulation = what_if(&[], &[if_("help", 20, "2026-01-01")]).unwrap();
    assert_eq!(
        outcomes(&simulation),
        [Outcome::DoesNot(Reason::NotYetRecorded)]
    );
    assert_eq!(simulation.after, simulation.before);
}

#[test]
fn a_planned_factor_is_marked_and_worth_nothing() {
    let simulation = what_if(&[], &[if_("later", 10, ON), if_("help", 5, ON)]).unwrap();
    assert!(simulation.entries[0].planned && !simulation.entries[1].planned);
    assert_eq!(
        outcomes(&simulation),
        [Outcome::DoesNot(Reason::NotInForce), Outcome::Counts]
    );
    assert_eq!(simulation.after.score, 155);
    assert_eq!(simulation.if_in_force.as_ref().unwrap().score, 165);
    assert_travels(&simulation);
}

#[test]
fn if_a_planned_factor_were_in_force_its_real_entries_and_its_cap_would_count() {
    let city = city::bent(|json| {
        json["factors"][4]["cap"] = json!({ "points": 20, "per": "year" });
        json["factors"][4]["from"] = json!("2030-01-01");
    });
    let real = ["a", "b"].map(|id| deed(id, "later", 10, "2025-02-01"));
    let old = deed("c", "later", 10, "2023-02-01");
    let ledger = Ledger::new([real.as_slice(), &[old]].concat()).unwrap();
    let supposed = [if_("later", 10, ON)];
    let simulation = simulate(&city, &ledger, day(ON), &supposed).unwrap();
    assert_eq!(simulation.after.score, 150);
    assert_eq!(simulation.if_in_force.unwrap().score, 180);
}
