//! What a standing over a long ledger costs: 100,000 entries, 25 factors, caps, corrections, lapses.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "../tests/sample/city.rs"]
mod city;
#[path = "sample/long.rs"]
mod long;

use std::hint::black_box;
use std::time::Duration;

use chrono::NaiveDate;
use citizen_score_rules::standing::next_change;
use citizen_score_rules::{Ledger, Outcome, assess};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

fn standing(criterion: &mut Criterion) {
    let rulebook = long::rulebook();
    let entries = long::entries(&rulebook);
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
