//! Made-up cases for the properties: few factors, few days and small caps, so that entries meet.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use citizen_score_rules::{
    Assessment, Entry, EntryId, Ledger, Outcome, PointsError, Rulebook, assess, counted,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::city;

/// A rulebook, a ledger in the order of some file, and a day.
#[derive(Clone, Debug)]
pub struct Case {
    pub rulebook: Rulebook,
    pub entries: Vec<Entry>,
    pub as_of: NaiveDate,
}

impl Case {
    /// The ledger that the entries make.
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self.entries.clone()).unwrap()
    }

    /// What the crate says.
    pub fn assess(&self) -> Result<Assessment, PointsError> {
        assess(&self.rulebook, &self.ledger(), self.as_of)
    }

    /// The outcome of every entry, by id.
    pub fn outcomes(&self) -> BTreeMap<EntryId, Outcome> {
        let ledger = self.ledger();
        let outcomes = counted::outcomes(&self.rulebook, &ledger, self.as_of);
        assert_eq!(outcomes.len(), self.entries.len(), "one outcome per entry");
        ledger
            .entries()
            .iter()
            .map(|entry| entry.id.clone())
            .zip(outcomes)
            .collect()
    }
}

/// A case as any city may have it: numbers of everyday size.
pub fn everyday() -> impl Strategy<Value = Case> {
    case(rulebooks().boxed(), (-60..=60).boxed())
}

/// A case with numbers at the ends of the type, where sums overflow.
pub fn extreme() -> impl Strategy<Value = Case> {
    let ends = prop_oneof![Just(i32::MIN), Just(i32::MAX), -3..=3, any::<i32>()];
    case(rulebooks().boxed(), ends.boxed())
}

fn case(
    rulebooks: BoxedStrategy<Rulebook>,
    points: BoxedStrategy<i32>,
) -> impl Strategy<Value = Case> {
    (
        rulebooks,
        prop::collection::vec(draft(points), 0..24),
        days(),
    )
        .prop_flat_map(|(rulebook, drafts, as_of)| {
            let entries = linked(drafts);
            Just(entries).prop_shuffle().prop_map(move |entries| Case {
                rulebook: rulebook.clone(),
                entries,
                as_of,
            })
        })
}

/// A day in one of two years, so that caps meet and yet end.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    (0..730_u64).prop_map(|days| NaiveDate::from_ymd_opt(2024, 7, 1).unwrap() + Days::new(days))
}

fn rulebooks() -> impl Strategy<Value = Rulebook> {
    let floors = prop::collection::btree_set(-400..400_i32, 0..6);
    let range = prop::option::of((-900..-500_i32, 500..900_i32));
    let caps = (prop::option::of(20..90_i64), prop::option::of(20..90_i64));
    (floors, range, -300..300_i32, caps, any::<bool>()).prop_map(
        |(floors, range, start, caps, suspend)| {
            let mut tiers = vec![json!({ "id": "t", "from": null })];
            tiers.extend(
                floors
                    .iter()
                    .map(|from| json!({ "id": format!("t{from}"), "from": from })),
            );
            city::bent(|json| {
                json["tiers"] = Value::Array(tiers);
                json["effects"] = json!([]);
                json["start"]["points"] = json!(start);
                json["range"] = json!(range.map(|(min, max)| json!({ "min": min, "max": max })));
                json["factors"][0]["cap"] = cap(caps.0);
                json["factors"][3]["cap"] = cap(caps.1);
                json["contested"] = json!(if suspend { "suspend_negative" } else { "count" });
            })
        },
    )
}

fn cap(points: Option<i64>) -> Value {
    json!(points.map(|points| json!({ "points": points, "per": "year" })))
}

/// An entry that does not know yet which other one it corrects.
#[derive(Clone, Debug)]
struct Draft {
    entry: Entry,
    /// Which of the entries before it this one undoes, as a share of them; none for most.
    corrects: Option<prop::sample::Index>,
    carries_points: bool,
}

fn draft(points: BoxedStrategy<i32>) -> impl Strategy<Value = Draft> {
    // `gift` and `debt` have caps, and come most often.
    let factors = prop::sample::select(vec![
        "gift", "gift", "gift", "debt", "debt", "debt", "help", "fine", "fresh", "later", "nobody",
    ]);
    let worth = (factors, points).prop_map(|(factor, points)| match factor {
        "debt" | "fine" => (factor, points.saturating_abs().saturating_neg()),
        "gift" => (factor, points.saturating_abs()),
        _ => (factor, points),
    });
    let dates = (
        days(),
        0..200_u64,
        prop::option::weighted(0.3, 1..500_u64),
        prop::option::weighted(0.2, 1..500_u64),
    );
    let corrects = prop::option::weighted(0.35, any::<prop::sample::Index>());
    let flags = (prop::bool::weighted(0.3), any::<bool>());
    (worth, dates, corrects, flags).prop_map(|((factor, points), dates, corrects, flags)| {
        let (occurred_on, recorded_after, counts, repaired) = dates;
        let after = |days: u64| occurred_on + Days::new(days);
        let entry = Entry {
            id: "".into(),
            factor: factor.into(),
            points,
            occurred_on,
            recorded_at: after(recorded_after).and_time(NaiveTime::MIN).and_utc(),
            authority: "office".into(),
            reference: "ref".into(),
            basis: "rule".into(),
            rulebook_version: "2025.1".into(),
            counts_until: counts.map(after),
            corrects: None,
            repaired_on: repaired.map(after),
            contested: flags.0,
        };
        Draft {
            entry,
            corrects,
            carries_points: flags.1,
        }
    })
}

/// Gives each draft an id and, where it wants one, an entry before it to undo. Every third choice
/// is the last correction there is, so that chains grow.
fn linked(drafts: Vec<Draft>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, draft) in drafts.into_iter().enumerate() {
        // Ids out of the order of creation: a correction may come before what it undoes.
        let mut entry = Entry {
            id: format!("e{:02}", number * 7 % 25).into(),
            ..draft.entry
        };
        if let Some(choice) = draft.corrects
            && !entries.is_empty()
        {
            let last = entries
                .iter()
                .rev()
                .find(|it| it.corrects.is_some() && number % 3 == 0);
            let target = last.unwrap_or_else(|| choice.get(&entries));
            entry.points = match target.points.checked_neg() {
                Some(opposite) if draft.carries_points => opposite,
                _ => 0,
            };
            entry.corrects = Some(target.id.clone());
        }
        entries.push(entry);
    }
    entries
}
