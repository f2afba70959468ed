//! Small made-up ledgers: few factors, few days and small caps, so that entries meet.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use citizen_score_rules::rulebook::Worth;
use citizen_score_rules::{Entry, Rulebook};
use serde_json::{Value, json};

use super::numbers::Numbers;

/// A rulebook, entries of which each stands after what it undoes, and a day.
pub struct Case<'a> {
    pub rulebook: &'a Rulebook,
    pub entries: Vec<Entry>,
    pub as_of: NaiveDate,
}

const RULEBOOK: &str = include_str!("../rulebook.json");

/// The shared rulebook of the golden vectors with other caps, ranges, starts and contested entries.
///
/// # Errors
///
/// A sentence, where one of them is not a rulebook.
pub fn rulebooks() -> Result<Vec<Rulebook>, String> {
    let base: Value = serde_json::from_str(RULEBOOK).map_err(|error| error.to_string())?;
    let mut rulebooks = Vec::new();
    for contested in ["suspend_negative", "count"] {
        for (range, start) in [
            (json!(null), 1000),
            (json!({ "min": 0, "max": 1400 }), 1000),
            (json!(null), i32::MAX - 40),
            (json!(null), i32::MIN + 2000),
        ] {
            for caps in [[Some(30), None], [Some(20), Some(40)]] {
                let mut json = base.clone();
                let caps =
                    caps.map(|cap| cap.map(|points| json!({ "points": points, "per": "year" })));
                let [donation, bill] = caps;
                put(&mut json, "/contested", json!(contested));
                put(&mut json, "/range", range.clone());
                put(&mut json, "/start/points", json!(start));
                put(&mut json, "/factors/0/cap", json!(donation));
                put(&mut json, "/factors/2/cap", json!(bill));
                let read = Rulebook::from_json(&json.to_string());
                rulebooks.push(read.map_err(|error| error.to_string())?);
            }
        }
    }
    Ok(rulebooks)
}

fn put(json: &mut Value, path: &str, value: Value) {
    if let Some(slot) = json.pointer_mut(path) {
        *slot = value;
    }
}

/// A case.
///
/// # Errors
///
/// A sentence, where the calendar ends too early.
pub fn case<'a>(rulebooks: &'a [Rulebook], numbers: &mut Numbers) -> Result<Case<'a>, String> {
    let rulebook = numbers.one_of(rulebooks).ok_or("there is no rulebook")?;
    let extreme = numbers.percent(15);
    let count = numbers.below(15);
    let mut entries: Vec<Entry> = Vec::new();
    for number in 0..count {
        let last = entries.iter().rev().find(|it| it.corrects.is_some());
        let target = match numbers.below(100) {
            0..12 => numbers.one_of(&entries),
            // Every second time the last correction there is, so that chains grow.
            12..30 => last,
            _ => None,
        };
        let target = target.cloned();
        // Ids out of the order of creation: a correction may come before what it undoes.
        let mut entry = entry(
            rulebook,
            &format!("e{:02}", number * 7 % 15),
            extreme,
            numbers,
        )
        .ok_or("the calendar has no such day")?;
        if let Some(target) = target {
            let opposite = target.points.checked_neg();
            entry.points = opposite.filter(|_| numbers.percent(50)).unwrap_or_default();
            entry.corrects = Some(target.id);
        }
        entries.push(entry);
    }
    Ok(Case {
        rulebook,
        entries,
        as_of: later(first_day()?, numbers, 1000).ok_or("the calendar has no such day")?,
    })
}

fn first_day() -> Result<NaiveDate, String> {
    NaiveDate::from_ymd_opt(2024, 7, 1).ok_or_else(|| "the calendar has no such day".to_owned())
}

fn later(day: NaiveDate, numbers: &mut Numbers, within: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(numbers.below(within)))
}

fn entry(rulebook: &Rulebook, id: &str, extreme: bool, numbers: &mut Numbers) -> Option<Entry> {
    // `donation` and `bill` have the caps, and come most often.
    let factors = [
        "donation",
        "donation",
        "donation",
        "bill",
        "bill",
        "bill",
        "volunteering",
        "ruling",
        "helping",
        "litter",
        "nobody",
    ];
    let factor = *numbers.one_of(&factors)?;
    let worth = rulebook.factor(factor).map(|factor| factor.points);
    let occurred_on = later(first_day().ok()?, numbers, 730)?;
    let recorded_on = if numbers.percent(60) {
        occurred_on
    } else {
        later(occurred_on, numbers, 200)?
    };
    let seconds = TimeDelta::try_seconds(i64::from(numbers.between(0, 86_399)))?;
    let ends = |percent: u64, numbers: &mut Numbers| {
        let ends = numbers.percent(percent);
        ends.then(|| later(occurred_on, numbers, 500)).flatten()
    };
    Some(Entry {
        id: id.into(),
        factor: factor.into(),
        points: points(worth, extreme, numbers),
        occurred_on,
        recorded_at: recorded_on.and_time(NaiveTime::MIN).and_utc() + seconds,
        authority: "office".into(),
        reference: format!("ref \"{id}\" é").into(),
        basis: "rule".into(),
        rulebook_version: if numbers.percent(90) { "1" } else { "0" }.into(),
        counts_until: ends(30, numbers),
        corrects: None,
        repaired_on: ends(20, numbers),
        contested: numbers.percent(30),
    })
}

/// Mostly what the factor is worth; where things are extreme, the ends of the numbers.
fn points(worth: Option<Worth>, extreme: bool, numbers: &mut Numbers) -> i32 {
    let ends = [i32::MIN, i32::MIN + 1, -1, 0, 1, i32::MAX - 1, i32::MAX];
    match worth {
        _ if extreme && numbers.percent(50) => numbers.one_of(&ends).copied().unwrap_or_default(),
        Some(worth) if numbers.percent(95) => numbers.between(worth.min(), worth.max()),
        _ => numbers.between(-60, 60),
    }
}
