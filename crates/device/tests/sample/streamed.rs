//! A ledger as a server sends it, read by the device.

#![allow(dead_code)]

use chrono::Days;
use citizen_score_contract::ledger::{Begin, Count, End};
use citizen_score_contract::{EntryView, Me, RulebookRef};
use citizen_score_device::list::Page;
use citizen_score_device::{Ask, Fault, Filter, Held, Reading};
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook, assess};
use serde::de::DeserializeOwned;

use crate::city;
use crate::deeds::{but, day, deed};

pub const AS_OF: &str = "2026-06-01";

/// A gift or a fine every third day from 2025 on, every fifth of them contested.
pub fn entries(count: u64) -> Vec<Entry> {
    (0..count)
        .map(|number| {
            let on = (day("2025-01-01") + Days::new(number * 3)).to_string();
            let (factor, points) = if number % 2 == 0 {
                ("gift", 10)
            } else {
                ("fine", -10)
            };
            let entry = deed(&format!("entry-{number:04}"), factor, points, &on);
            but(entry, |entry| entry.contested = number % 5 == 0)
        })
        .collect()
}

/// What a server that makes no mistake sends.
pub fn lines(rulebook: &Rulebook, entries: Vec<Entry>) -> Vec<String> {
    let ledger = Ledger::new(entries).unwrap();
    let assessment = assess(rulebook, &ledger, day(AS_OF)).unwrap();
    let me = Me {
        display_name: "Somebody".to_owned(),
        masked_number: "••1".to_owned(),
        standing: assessment.standing,
        as_of: day(AS_OF),
        last_entry_at: None,
        entry_count: ledger.entries().len() as u64,
        revision: 0,
        rulebook: RulebookRef {
            id: rulebook.data().id.clone(),
            version: rulebook.data().version.clone(),
        },
    };
    let count = Count {
        entries: me.entry_count,
    };
    let mut lines = vec![serde_json::to_string(&Begin { me }).unwrap()];
    for (entry, outcome) in ledger.entries().iter().zip(assessment.outcomes) {
        let counted = if outcome == Outcome::Counts {
            entry.points
        } else {
            0
        };
        let view = EntryView {
            entry: entry.clone(),
            outcome,
            counted,
            statement: None,
            case: None,
        };
        lines.push(serde_json::to_string(&view).unwrap());
    }
    lines.push(serde_json::to_string(&End { end: count }).unwrap());
    lines
}

pub fn read(text: &str, piece: usize) -> Result<Reading, Fault> {
    let mut reading = Reading::default();
    for piece in text.as_bytes().chunks(piece) {
        reading.feed(piece)?;
    }
    Ok(reading)
}

pub fn held(lines: &[String]) -> Held {
    let text = lines.join("\n") + "\n";
    let arrived = read(&text, 1000).unwrap().finish().unwrap();
    Held::new(city::rulebook(), None, arrived).unwrap()
}

pub fn answer<T: DeserializeOwned>(held: &mut Held, ask: Ask) -> T {
    serde_json::from_str(&held.answer(ask).unwrap()).unwrap()
}

pub fn list(held: &mut Held, filter: Filter, offset: u32, limit: u32) -> Page {
    let language = "en".to_owned();
    answer(
        held,
        Ask::List {
            filter,
            offset,
            limit,
            language,
        },
    )
}
