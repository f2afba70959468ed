//! What the answers about a long ledger cost: audit, forecast, the score over time, one entry's effect.
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

use chrono::{Days, NaiveDate, TimeDelta};
use citizen_score_rules::timeline::thin;
use citizen_score_rules::{
    Claim, ClaimedEntry, Entry, Ledger, Outcome, Rulebook, assess, audit, effect_of, forecast,
    timeline,
};
use criterion::{Criterion, criterion_group, criterion_main};

/// What an honest server says of every entry, newest first, as it sends them.
fn claims(ledger: &Ledger, outcomes: &[Outcome]) -> Vec<ClaimedEntry> {
    let claims = ledger
        .entries()
        .iter()
        .zip(outcomes)
        .map(|(entry, outcome)| {
            let counts = *outcome == Outcome::Counts;
            ClaimedEntry {
                id: entry.id.clone(),
                outcome: outcome.clone(),
                counted: if counts { entry.points } else { 0 },
            }
        });
    claims.rev().collect()
}

/// The same entries, each recorded some days after it occurred, and not all after as many.
fn late(rulebook: &Rulebook) -> Vec<Entry> {
    let mut entries = long::entries(rulebook);
    for (delay, entry) in (0..).zip(&mut entries) {
        entry.recorded_at += TimeDelta::days(delay * 7 % 90);
    }
    entries
}

/// One factor, one year, one cap; recorded backwards, one a day: each takes the room of the next.
fn backwards(rulebook: &Rulebook, count: u64) -> Ledger {
    let first = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap();
    let model = long::entries(rulebook).swap_remove(0);
    let entries = (0..count).map(|at| Entry {
        id: format!("back-{at:06}").into(),
        factor: "factor-of-the-city-3".into(),
        occurred_on: first,
        recorded_at: (first + Days::new(count - at))
            .and_hms_opt(9, 0, 0)
            .unwrap()
            .and_utc(),
        ..model.clone()
    });
    Ledger::new(entries.collect()).unwrap()
}

fn answers(criterion: &mut Criterion) {
    let rulebook = long::rulebook();
    let ledger = Ledger::new(long::entries(&rulebook)).unwrap();
    let as_of = long::as_of();
    let assessment = assess(&rulebook, &ledger, as_of).unwrap();
    let claimed = claims(&ledger, &assessment.outcomes);
    let claim = Claim {
        standing: &assessment.standing,
        entry_count: claimed.len() as u64,
    };
    assert!(
        audit(&rulebook, &ledger, as_of, &claim, &claimed)
            .unwrap()
            .agrees()
    );
    criterion.bench_function("audit/100000", |bencher| {
        bencher.iter(|| {
            audit(
                &rulebook,
                black_box(&ledger),
                as_of,
                &claim,
                black_box(&claimed),
            )
        });
    });
    // One claim is missing, so that none stands where its entry does.
    criterion.bench_function("audit/100000_out_of_step", |bencher| {
        let fewer = &claimed[1..];
        bencher.iter(|| {
            audit(
                &rulebook,
                black_box(&ledger),
                as_of,
                &claim,
                black_box(fewer),
            )
        });
    });
    let steps = forecast(&rulebook, &ledger, as_of).unwrap().steps;
    let changes: usize = steps.iter().map(|step| step.changes.len()).sum();
    println!("{} steps, {changes} changes", steps.len());
    criterion.bench_function("forecast/100000", |bencher| {
        bencher.iter(|| forecast(&rulebook, black_box(&ledger), as_of));
    });
    let points = timeline(&rulebook, &ledger, as_of).unwrap();
    println!("{} points", points.len());
    criterion.bench_function("timeline/100000", |bencher| {
        bencher.iter(|| timeline(&rulebook, black_box(&ledger), as_of));
    });
    criterion.bench_function("timeline/thin_to_400", |bencher| {
        bencher.iter(|| thin(black_box(&points), 400));
    });
    criterion.bench_function("effect_of/100000", |bencher| {
        bencher.iter(|| effect_of(&rulebook, black_box(&ledger), "long-090000"));
    });
    let late = Ledger::new(late(&rulebook)).unwrap();
    criterion.bench_function("timeline/100000_recorded_out_of_order", |bencher| {
        bencher.iter(|| timeline(&rulebook, black_box(&late), as_of));
    });
    let backwards = backwards(&rulebook, 10_000);
    criterion.bench_function("timeline/10000_recorded_backwards", |bencher| {
        bencher.iter(|| timeline(&rulebook, black_box(&backwards), NaiveDate::MAX));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = answers
}
criterion_main!(benches);
