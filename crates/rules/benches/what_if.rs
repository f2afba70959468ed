//! What the questions beyond a standing cost over a long ledger: 100,000 entries, 25 factors.
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

use citizen_score_rules::cliff::cliff;
use citizen_score_rules::contested::views;
use citizen_score_rules::impact::impact;
use citizen_score_rules::paths::paths;
use citizen_score_rules::simulate::{Hypothetical, simulate};
use citizen_score_rules::{Ledger, Rulebook, assess};
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::json;

/// The long city with thresholds around the score, waiting times, and some factors only planned.
fn rulebook() -> (Rulebook, Ledger) {
    let plain = long::rulebook();
    let ledger = Ledger::new(long::entries(&plain)).unwrap();
    let score = assess(&plain, &ledger, long::as_of())
        .unwrap()
        .standing
        .score;
    let mut json = serde_json::to_value(&plain).unwrap();
    json["tiers"][1]["from"] = json!(score - 4);
    json["tiers"][2]["from"] = json!(score + 101);
    for number in 0..plain.data().factors.len() {
        let factor = &mut json["factors"][number];
        if number % 6 == 2 {
            factor["wait_months"] = json!(6);
        }
        if number % 8 == 4 {
            // Points that lapse and a waiting time: the slowest that `paths` knows.
            factor["wait_months"] = json!(1);
        }
    }
    (Rulebook::from_json(&json.to_string()).unwrap(), ledger)
}

/// Twenty supposed entries, under as many factors.
fn supposed(rulebook: &Rulebook) -> Vec<Hypothetical> {
    let factors = rulebook.data().factors.iter().take(20);
    factors
        .map(|factor| Hypothetical {
            factor: factor.code.clone(),
            points: factor.points.min(),
            on: long::as_of(),
        })
        .collect()
}

fn what_if(criterion: &mut Criterion) {
    let (rulebook, ledger) = rulebook();
    let factors = rulebook.data().factors.len();
    let mut json = serde_json::to_value(&rulebook).unwrap();
    for number in 0..factors {
        json["factors"][number]["cap"] = json!({ "points": 200, "per": "year" });
    }
    let capped = Rulebook::from_json(&json.to_string()).unwrap();
    for factor in 0..20 {
        json["factors"][factor]["status"] = json!("planned");
    }
    let planned = Rulebook::from_json(&json.to_string()).unwrap();
    let twenty = supposed(&rulebook);

    let ways = paths(&rulebook, &ledger, long::as_of()).unwrap();
    println!("{} ways, to {:?}", ways.ways.len(), ways.next);
    let crossings = cliff(&rulebook, &ledger, long::as_of())
        .unwrap()
        .crossings
        .len();
    let changed = impact(&rulebook, &capped, &ledger, long::as_of()).unwrap();
    println!(
        "{crossings} crossings, {} entries changed by other caps",
        changed.entries.len()
    );

    criterion.bench_function("simulate/100000", |bencher| {
        bencher.iter(|| simulate(black_box(&rulebook), &ledger, long::as_of(), &twenty).unwrap());
    });
    criterion.bench_function("simulate_planned/100000", |bencher| {
        bencher.iter(|| simulate(black_box(&planned), &ledger, long::as_of(), &twenty).unwrap());
    });
    criterion.bench_function("paths/100000", |bencher| {
        bencher.iter(|| paths(black_box(&rulebook), &ledger, long::as_of()).unwrap());
    });
    criterion.bench_function("cliff/100000", |bencher| {
        bencher.iter(|| cliff(black_box(&rulebook), &ledger, long::as_of()).unwrap());
    });
    criterion.bench_function("views/100000", |bencher| {
        bencher.iter(|| views(black_box(&rulebook), &ledger, long::as_of()).unwrap());
    });
    criterion.bench_function("impact/100000", |bencher| {
        bencher.iter(|| impact(black_box(&rulebook), &capped, &ledger, long::as_of()).unwrap());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = what_if
}
criterion_main!(benches);
