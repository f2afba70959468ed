//! What a standing over a long ledger costs: 100,000 entries, 25 factors, caps, corrections, lapses.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "../tests/sample/city.rs"]
mod city;

use std::hint::black_box;
use std::time::Duration;

use chrono::{Days, NaiveDate, TimeDelta};
use citizen_score_rules::standing::next_change;
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook, assess};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};

const ENTRIES: u64 = 100_000;
const FACTORS: u64 = 25;

/// Every third factor has a cap, every fourth lapses, two in five take points away.
fn rulebook() -> Rulebook {
    let factors: Vec<Value> = (0..FACTORS)
        .map(|number| {
            let points = if number % 5 < 2 { json!(-5) } else { json!(5) };
            let months = (number % 4 == 0).then_some(24);
            let cap = (number % 3 == 0).then_some(1000);
            city::factor(
                &format!("factor-of-the-city-{number}"),
                &points,
                months,
                cap,
            )
        })
        .collect();
    city::bent(|json| json["factors"] = Value::Array(factors))
}

/// The same entries each time, over twenty years: one in 50 is a correction, one in 500 corrects a
/// correction, one in 40 is repaired, one in 30 contested.
fn entries(rulebook: &Rulebook) -> Vec<Entry> {
    let first = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap();
    let factors = &rulebook.data().factors;
    let mut seed: u64 = 1;
    let mut roll = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut entries: Vec<Entry> = Vec::new();
    for number in 0..ENTRIES {
        let factor = &factors[usize::try_from(roll(FACTORS)).unwrap()];
        let occurred_on = first + Days::new(number * 7300 / ENTRIES);
        let corrects = match number {
            0 => None,
            _ if number % 500 == 1 => entries.last(),
            _ if number % 50 == 0 => {
                entries.get(entries.len() - 1 - usize::try_from(roll(number.min(90))).unwrap())
            }
            _ => None,
        };
        let corrects = corrects.map(|entry: &Entry| entry.id.clone());
        entries.push(Entry {
            id: format!("long-{number:06}").into(),
            factor: factor.code.as_str().into(),
            points: if corrects.is_some() {
                0
            } else {
                factor.points.min()
            },
            occurred_on,
            recorded_at: occurred_on.and_hms_opt(9, 0, 0).unwrap().and_utc() + TimeDelta::days(2),
            authority: factor.authority.as_str().into(),
            reference: format!("CASE-{number:08}").into(),
            basis: factor.basis.as_str().into(),
            rulebook_version: rulebook.data().version.as_str().into(),
            counts_until: factor.counts_until(occurred_on),
            corrects,
            repaired_on: (roll(40) == 0).then(|| occurred_on + Days::new(200)),
            contested: roll(30) == 0,
        });
    }
    entries
}

fn standing(criterion: &mut Criterion) {
    let rulebook = rulebook();
    let entries = entries(&rulebook);
    let ledger = Ledger::new(entries.clone()).unwrap();
    let as_of = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
    let outcomes = assess(&rulebook, &ledger, as_of).unwrap().outcomes;
    let count = outcomes.iter().filter(|it| **it == Outcome::Counts).count();
    println!("{count} of {} entries count", outcomes.len());

    criterion.bench_function("assess/100000", |bencher| {
        bencher.iter(|| assess(black_box(&rulebook), black_box(&ledger), black_box(as_of)));
    });
    criterion.bench_function("next_change/100000", |bencher| {
        bencher.iter(|| next_change(black_box(&ledger), black_box(as_of)));
    });
    criterion.bench_function("ledger_new/100000", |bencher| {
        bencher.iter_batched(|| entries.clone(), Ledger::new, BatchSize::LargeInput);
    });
    let mut reversed = entries.clone();
    reversed.reverse();
    criterion.bench_function("ledger_new/100000_newest_first", |bencher| {
        bencher.iter_batched(|| reversed.clone(), Ledger::new, BatchSize::LargeInput);
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4));
    targets = standing
}
criterion_main!(benches);
