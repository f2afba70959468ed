//! The effects of a tier against the entries that led there.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;
#[path = "sample/deeds.rs"]
mod deeds;
#[path = "sample/round.rs"]
mod round;

use citizen_score_rules::grounds::{Grounds, InCategory, Verdict, grounds};
use citizen_score_rules::{Entry, Ledger, Rulebook};
use deeds::{but, day, deed, undo};
use round::assert_travels;
use serde_json::json;

/// `fine` is of traffic, `debt` of money, `gift` and `help` are civic. Tier low (below 100) has a burden
/// in each of three domains, tier high (from 200) a perk in two; traffic belongs to transport, money
/// and civic life to housing, and nothing to health.
fn city() -> Rulebook {
    city::bent(|it| {
        it["factors"][2]["category"] = json!("traffic");
        it["factors"][3]["category"] = json!("money");
        let effect = |code: &str, tier: &str, kind: &str, domain: &str| json!({ "tiers": [tier], "kind": kind, "domain": domain, "code": code, "value": null });
        it["effects"] = json!([
            effect("ticket", "low", "burden", "transport"),
            effect("deposit", "low", "burden", "health"),
            effect("guarantor", "low", "burden", "housing"),
            effect("top_up", "high", "perk", "transport"),
            effect("rent", "high", "perk", "housing"),
        ]);
        it["related"] = json!({
            "transport": ["traffic"], "housing": ["civic", "money"], "health": []
        });
    })
}

fn of(entries: &[Entry]) -> Grounds {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let grounds = grounds(&city(), &ledger, day("2025-11-24")).unwrap();
    assert_travels(&grounds);
    grounds
}

fn verdicts(grounds: &Grounds) -> Vec<(&str, Verdict)> {
    let effects = grounds.effects.iter();
    effects
        .map(|it| (it.effect.as_str(), it.verdict.clone()))
        .collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&it| it.to_owned()).collect()
}

fn unrelated(entries: u64, categories: &[&str]) -> Verdict {
    Verdict::Unrelated {
        entries,
        categories: names(categories),
    }
}

fn related(entries: u64, categories: &[&str], others: u64) -> Verdict {
    Verdict::Related {
        entries,
        categories: names(categories),
        others,
    }
}

fn debts() -> [Entry; 2] {
    ["2024-03-01", "2025-03-01"].map(|on| deed(on, "debt", -50, on))
}

#[test]
fn a_burden_follows_from_what_takes_points() {
    let [first, second] = debts();
    let gift = deed("gift", "gift", 10, "2025-03-01");
    let grounds = of(&[first, second, gift]);
    assert_eq!(grounds.tier, "low");
    let expected = [
        ("ticket", unrelated(2, &["money"])),
        ("deposit", unrelated(2, &["money"])),
        ("guarantor", related(2, &["money"], 0)),
    ];
    assert_eq!(verdicts(&grounds), expected);
    let line = |category: &str, entries, points| InCategory {
        category: category.to_owned(),
        entries,
        points,
    };
    assert_eq!(grounds.taking, [line("money", 2, -100)]);
    assert_eq!(grounds.adding, [line("civic", 1, 10)]);
}

#[test]
fn one_related_entry_is_enough_and_the_others_are_counted() {
    let [first, second] = debts();
    let fine = deed("fine", "fine", -10, "2025-03-01");
    let grounds = of(&[first, second, fine]);
    let expected = [
        ("ticket", related(1, &["traffic"], 2)),
        ("deposit", unrelated(3, &["traffic", "money"])),
        ("guarantor", related(2, &["money"], 1)),
    ];
    assert_eq!(
        verdicts(&grounds),
        expected,
        "categories in the order of the factors"
    );
}

#[test]
fn a_perk_follows_from_what_adds_points() {
    let help = ["a", "b", "c"].map(|id| deed(id, "help", 20, "2025-03-01"));
    let gift = deed("gift", "gift", 10, "2025-03-01");
    let fine = deed("fine", "fine", -10, "2025-03-01");
    let grounds = of(&[help.as_slice(), &[gift, fine]].concat());
    assert_eq!(grounds.tier, "high");
    let expected = [
        ("top_up", unrelated(4, &["civic"])),
        ("rent", related(4, &["civic"], 0)),
    ];
    assert_eq!(verdicts(&grounds), expected);
}

#[test]
fn without_entries_of_its_sign_an_effect_follows_from_the_start_alone() {
    let start = |points: i32| {
        city::bent(|it| {
            *it = serde_json::to_value(city()).unwrap();
            it["start"]["points"] = json!(points);
        })
    };
    let gift = Ledger::new(vec![deed("gift", "gift", 10, "2025-03-01")]).unwrap();
    let low = grounds(&start(50), &gift, day("2025-11-24")).unwrap();
    assert_eq!(low.effects.len(), 3);
    assert!(
        low.effects
            .iter()
            .all(|it| it.verdict == Verdict::StartOnly)
    );
    let none = Ledger::default();
    let high = grounds(&start(250), &none, day("2025-11-24")).unwrap();
    assert_eq!(high.effects.len(), 2);
    assert!(
        high.effects
            .iter()
            .all(|it| it.verdict == Verdict::StartOnly)
    );
    assert!(high.adding.is_empty() && high.taking.is_empty());
    // The tier in the middle has no effects.
    let middle = grounds(&city(), &gift, day("2025-11-24")).unwrap();
    assert_eq!((middle.tier.as_str(), middle.effects.len()), ("mid", 0));
}

#[test]
fn what_does_not_count_leads_nowhere() {
    let [first, second] = debts();
    let fine =
        |change: &dyn Fn(&mut Entry)| but(deed("fine", "fine", -10, "2025-03-01"), |it| change(it));
    let on = day("2025-11-24");
    let before = of(&[first.clone(), second.clone()]);
    let wrong = fine(&|_| ());
    let cases: [&[Entry]; 5] = [
        &[fine(&|it| it.contested = true)],
        &[fine(&|it| it.counts_until = Some(on))],
        &[fine(&|it| it.repaired_on = Some(on))],
        &[fine(&|it| it.recorded_at = deeds::morning("2025-11-25"))],
        &[wrong.clone(), undo("undo", &wrong, "2025-05-01")],
    ];
    for others in cases {
        let entries = [&[first.clone(), second.clone()], others].concat();
        assert_eq!(of(&entries), before, "{others:?}");
    }
    assert_ne!(of(&[first, second, wrong]), before);
}

#[test]
fn a_rulebook_that_relates_nothing_has_only_unrelated_effects() {
    let city = city::bent(|it| {
        *it = serde_json::to_value(city()).unwrap();
        it.as_object_mut().unwrap().remove("related");
    });
    let ledger = Ledger::new(debts().to_vec()).unwrap();
    let grounds = grounds(&city, &ledger, day("2025-11-24")).unwrap();
    let unrelated = |it: &Verdict| matches!(it, Verdict::Unrelated { .. });
    assert!(grounds.effects.iter().all(|it| unrelated(&it.verdict)));
}

#[test]
fn in_json() {
    let [first, second] = debts();
    let fine = deed("fine", "fine", -10, "2025-03-01");
    let expected = json!({
        "tier": "low",
        "adding": [],
        "taking": [
            { "category": "traffic", "entries": 1, "points": -10 },
            { "category": "money", "entries": 2, "points": -100 }
        ],
        "effects": [
            {
                "effect": "ticket",
                "verdict": { "related": { "entries": 1, "categories": ["traffic"], "others": 2 } }
            },
            {
                "effect": "deposit",
                "verdict": { "unrelated": { "entries": 3, "categories": ["traffic", "money"] } }
            },
            {
                "effect": "guarantor",
                "verdict": { "related": { "entries": 2, "categories": ["money"], "others": 1 } }
            }
        ]
    });
    let grounds = of(&[first, second, fine]);
    assert_eq!(serde_json::to_value(grounds).unwrap(), expected);
    assert_eq!(
        serde_json::to_value(Verdict::StartOnly).unwrap(),
        json!("start_only")
    );
}

#[test]
fn a_score_beyond_the_type_is_an_error() {
    let rise = ["a", "b"].map(|id| deed(id, "rise", i32::MAX, "2025-03-01"));
    let ledger = Ledger::new(rise.to_vec()).unwrap();
    assert!(grounds(&city(), &ledger, day("2025-11-24")).is_err());
}
