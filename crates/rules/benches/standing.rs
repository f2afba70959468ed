//! What a standing over a long ledger costs.
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

use citizen_score_rules::standing::next_change;
use citizen_score_rules::{Ledger, Outcome, assess};
use criterion::{Criterion, criterion_group, criterion_main};

fn standing(criterion: &mut Criterion) {
    let rulebook = long::rulebook();
    let ledger = Ledger::new(long::entries(&rulebook)).unwrap();
    let as_of = long::as_of();
    let outcomes = assess(&rulebook, &ledger, as_of).unwrap().outcomes;
    let count = outcomes.iter().filter(|it| **it == Outcome::Counts).count();
    println!("{count} of {} entries count", outcomes.len());

    criterion.bench_function("assess/100000", |bencher| {
        bencher.iter(|| assess(black_box(&rulebook), black_box(&ledger), black_box(as_of)));
    });
    criterion.bench_function("next_change/100000", |bencher| {
        bencher.iter(|| next_change(black_box(&ledger), black_box(as_of)));
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
