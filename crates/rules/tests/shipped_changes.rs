//! The announced rulebook of the demo beside the one in force: every kind of change, and what it does.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/deeds.rs"]
mod deeds;

use citizen_score_rules::changes::{Change, FactorChange, compare};
use citizen_score_rules::impact::impact;
use citizen_score_rules::{Ledger, Rulebook};
use deeds::{day, deed};

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rulebooks");

fn read(file: &str) -> Rulebook {
    let json = std::fs::read_to_string(format!("{DIRECTORY}/{file}")).unwrap();
    Rulebook::from_json(&json).unwrap()
}

fn both() -> (Rulebook, Rulebook) {
    (read("suqian-demo.json"), read("suqian-demo-2027.json"))
}

/// A change in few words.
fn brief(change: &Change) -> String {
    match change {
        Change::EffectiveFrom { from, to } => format!("from {from} to {to}"),
        Change::TierMoved { tier, from, to } => {
            format!("{tier} {} to {}", from.unwrap(), to.unwrap())
        }
        Change::FactorAdded(factor) => format!("+ {}", factor.code),
        Change::FactorRemoved(factor) => format!("- {}", factor.code),
        Change::FactorChanged { factor, changes } => {
            let fields: Vec<&str> = changes.iter().map(field).collect();
            format!("{factor}: {}", fields.join(", "))
        }
        Change::EffectAdded(effect) => format!("+ {}", effect.code),
        Change::EffectRemoved(effect) => format!("- {}", effect.code),
        Change::EffectChanged { effect, .. } => effect.clone(),
        other => panic!("{other:?}"),
    }
}

fn field(change: &FactorChange) -> &'static str {
    match change {
        FactorChange::Points(_) => "points",
        FactorChange::Basis(_) => "basis",
        FactorChange::ValidityMonths(_) => "validity",
        FactorChange::Cap(_) => "cap",
        FactorChange::Status(_) => "status",
        FactorChange::From { .. } => "from",
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_the_next_version_of_the_same_rules() {
    let (old, new) = both();
    assert_eq!(
        (new.data().id.as_str(), new.data().version.as_str()),
        ("suqian-demo", "2027.1")
    );
    assert!(old.data().effective_from < new.data().effective_from);
    assert_eq!(old.data().contested, new.data().contested);
}

#[test]
fn it_shows_every_kind_of_change() {
    let (old, new) = both();
    let changes: Vec<String> = compare(&old, &new).iter().map(brief).collect();
    let expected = [
        "from 2026-01-01 to 2027-01-01",
        "A+ 1040 to 1050",
        "blood_donation: cap",
        "city_honour: points, cap",
        "water_bill_unpaid: points",
        "power_bill_unpaid: points",
        "parking_offence: validity",
        "+ flood_watch",
        "neighbourhood_volunteering: basis, status, from",
        "exam_cheating: from",
        "- fare_evasion",
        "transport_topup_a_plus",
        "+ museum_free",
        "rental_guarantor",
        "- library_deposit_higher",
    ];
    assert_eq!(changes, expected);
}

#[test]
fn a_third_donation_of_a_year_and_a_journey_without_a_ticket_count_no_longer() {
    let (old, new) = both();
    let mut entries = ["2026-01-22", "2026-07-26", "2026-12-31"]
        .map(|on| deed(on, "blood_donation", 10, on))
        .to_vec();
    entries.push(deed("bus", "fare_evasion", -5, "2026-03-01"));
    entries.push(deed("help", "emergency_help", 20, "2026-03-01"));
    let ledger = Ledger::new(entries).unwrap();
    let impact = impact(&old, &new, &ledger, day("2027-01-01")).unwrap();
    let ids: Vec<&str> = impact.entries.iter().map(|it| &*it.entry).collect();
    assert_eq!(ids, ["bus", "2026-12-31"]);
    assert_eq!((impact.before.score, impact.after.score), (1045, 1040));
    assert_eq!(
        (impact.before.tier.as_str(), impact.after.tier.as_str()),
        ("A+", "A")
    );
    assert!(impact.lost.contains(&"transport_topup_a_plus".to_owned()));
    assert!(impact.gained.is_empty());
}
