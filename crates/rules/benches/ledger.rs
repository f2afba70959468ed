//! What it costs to make a long ledger, and to add an entry to it.
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
use std::time::{Duration, Instant};

use citizen_score_rules::{Entry, Ledger, LedgerBuilder};
use criterion::{BatchSize, Bencher, Criterion, criterion_group, criterion_main};

/// Entries that are appended to one ledger before it is made anew.
const GROWTH: u64 = 2000;

fn ledger_new(criterion: &mut Criterion) {
    let entries = long::entries(&long::rulebook());
    criterion.bench_function("ledger_new/100000", |bencher| {
        bencher.iter_batched(|| entries.clone(), Ledger::new, BatchSize::LargeInput);
    });
    let mut reversed = entries.clone();
    reversed.reverse();
    criterion.bench_function("ledger_new/100000_newest_first", |bencher| {
        bencher.iter_batched(|| reversed.clone(), Ledger::new, BatchSize::LargeInput);
    });
    criterion.bench_function("ledger_builder/100000_newest_first", |bencher| {
        bencher.iter_batched(
            || reversed.clone(),
            |entries| {
                let mut builder = LedgerBuilder::default();
                for entry in entries {
                    builder.push(entry);
                }
                builder.finish()
            },
            BatchSize::LargeInput,
        );
    });
}

/// Times appending alone, after a first entry for which the ledger looked at itself once.
fn append_each(bencher: &mut Bencher, ledger: &Ledger, entry: impl Fn(u64) -> Entry) {
    bencher.iter_custom(|times| {
        let mut spent = Duration::ZERO;
        let mut left = times;
        while left > 0 {
            let mut ledger = ledger.clone();
            ledger.append(entry(0)).unwrap();
            let round = left.min(GROWTH);
            let entries: Vec<Entry> = (1..=round).map(&entry).collect();
            let start = Instant::now();
            for entry in entries {
                black_box(&mut ledger).append(entry).unwrap();
            }
            spent += start.elapsed();
            left -= round;
        }
        spent
    });
}

fn append(criterion: &mut Criterion) {
    let entries = long::entries(&long::rulebook());
    let ledger = Ledger::new(entries).unwrap();
    let [oldest, newest] = [ledger.entries().first(), ledger.entries().last()].map(Option::unwrap);
    let like = |model: &Entry, id: String| Entry {
        id: id.into(),
        corrects: None,
        ..model.clone()
    };
    criterion.bench_function("append/newest", |bencher| {
        append_each(bencher, &ledger, |at| like(newest, format!("new-{at:06}")));
    });
    criterion.bench_function("append/newest_correction", |bencher| {
        append_each(bencher, &ledger, |at| {
            let id = format!("new-{at:06}");
            let place = usize::try_from(at * 37).unwrap() % ledger.entries().len();
            Entry {
                points: 0,
                corrects: Some(ledger.entries()[place].id.clone()),
                ..like(newest, id)
            }
        });
    });
    criterion.bench_function("append/oldest", |bencher| {
        append_each(bencher, &ledger, |at| {
            like(oldest, format!("a-{:06}", GROWTH - at))
        });
    });
    criterion.bench_function("append/first_of_all", |bencher| {
        bencher.iter_batched_ref(
            || (ledger.clone(), Some(like(newest, "new".to_owned()))),
            |(ledger, entry)| ledger.append(entry.take().unwrap()),
            BatchSize::LargeInput,
        );
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = ledger_new, append
}
criterion_main!(benches);
