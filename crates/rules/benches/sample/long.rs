//! A long made-up ledger: 100,000 entries, 25 factors, caps, corrections, lapses.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

use chrono::{Days, NaiveDate, TimeDelta};
use citizen_score_rules::{Entry, Rulebook};
use serde_json::{Value, json};

use crate::city;

pub const ENTRIES: u64 = 100_000;
const FACTORS: u64 = 25;

/// Every third factor has a cap, every fourth lapses, two in five take points away.
pub fn rulebook() -> Rulebook {
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
pub fn entries(rulebook: &Rulebook) -> Vec<Entry> {
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
            id: format!("long-{number:06}").as_str().into(),
            factor: factor.code.as_str().into(),
            points: if corrects.is_some() {
                0
            } else {
                factor.points.min()
            },
            occurred_on,
            recorded_at: occurred_on.and_hms_opt(9, 0, 0).unwrap().and_utc() + TimeDelta::days(2),
            authority: factor.authority.as_str().into(),
            reference: format!("CASE-{number:08}").as_str().into(),
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

/// A day in the year in which the ledger ends, so that some of it lapses later.
pub fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 1).unwrap()
}
