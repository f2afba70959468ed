//! Effects against what led there, for made-up cases: against a second writing, and what never matters.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "oracle/cases.rs"]
mod cases;
#[path = "sample/city.rs"]
mod city;
#[path = "oracle/definition.rs"]
mod definition;

use cases::{Case, everyday};
use citizen_score_rules::grounds::{Verdict, grounds};
use citizen_score_rules::rulebook::EffectKind;
use citizen_score_rules::{Entry, Ledger, Outcome};
use definition::Oracle;
use proptest::prelude::*;
use serde_json::{Value, json};

const CATEGORIES: [&str; 3] = ["civic", "money", "traffic"];
const DOMAINS: [&str; 3] = ["culture", "health", "housing"];

/// A case with effects: categories of the factors, what belongs to each domain, and for each effect its
/// kind, its domain and a tier at which it stands.
fn with_effects() -> impl Strategy<Value = Case> {
    let categories = prop::collection::vec(prop::sample::select(&CATEGORIES[..]), 8);
    let related = prop::collection::vec(prop::sample::subsequence(&CATEGORIES[..], 0..=3), 3);
    let effect = (any::<bool>(), 0..3_usize, any::<prop::sample::Index>());
    let effects = prop::collection::vec(effect, 3..30);
    (everyday(), categories, related, effects).prop_map(|(case, categories, related, effects)| {
        let mut json = serde_json::to_value(&case.rulebook).unwrap();
        for (at, category) in categories.iter().enumerate() {
            json["factors"][at]["category"] = json!(category);
        }
        let both = [true, false].into_iter();
        let of_all = both.flat_map(|perk| DOMAINS.map(|domain| (perk, domain, None)));
        let drawn = effects
            .iter()
            .map(|(perk, domain, tier)| (*perk, DOMAINS[*domain], Some(tier)));
        let tiers: Vec<String> = case
            .rulebook
            .tiers()
            .iter()
            .map(|it| it.id.clone())
            .collect();
        let effects = of_all.chain(drawn).enumerate();
        let effects: Vec<Value> = effects
            .map(|(at, (perk, domain, tier))| {
                let tiers = tier.map_or(tiers.clone(), |it| vec![it.get(&tiers).clone()]);
                json!({
                    "code": format!("e{at}"), "tiers": tiers, "domain": domain, "value": null,
                    "kind": if perk { "perk" } else { "burden" },
                })
            })
            .collect();
        json["effects"] = json!(effects);
        let has = |category: &str| categories.contains(&category) || category == "civic";
        for (domain, related) in DOMAINS.iter().zip(&related) {
            let related: Vec<&&str> = related.iter().filter(|it| has(it)).collect();
            json["related"][*domain] = json!(related);
        }
        // So that every category is one that a factor has.
        json["factors"]
            .as_array_mut()
            .unwrap()
            .push(city::factor("civil", &json!(5), None, None));
        let rulebook = city::read(&city::with_texts(json)).unwrap();
        Case { rulebook, ..case }
    })
}

/// The definition, written down a second time, entry by entry.
fn slow(case: &Case) -> Vec<(String, Verdict)> {
    let data = case.rulebook.data();
    let oracle = Oracle {
        rulebook: data,
        entries: &case.entries,
        as_of: case.as_of,
    };
    let tier = oracle.standing().unwrap().tier;
    let mut found = Vec::new();
    for effect in data.effects.iter().filter(|it| it.tiers.contains(&tier)) {
        let belongs = data
            .related
            .get(&effect.domain)
            .cloned()
            .unwrap_or_default();
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for entry in &case.entries {
            let right_sign = match effect.kind {
                EffectKind::Perk => entry.points > 0,
                EffectKind::Burden => entry.points < 0,
            };
            if right_sign && oracle.outcome(entry) == Outcome::Counts {
                let category = &case.rulebook.factor(&entry.factor).unwrap().category;
                if belongs.contains(category) {
                    &mut yes
                } else {
                    &mut no
                }
                .push(category.clone());
            }
        }
        let distinct = |of: &[String]| {
            let mut list: Vec<String> = Vec::new();
            for category in data.factors.iter().map(|it| &it.category) {
                if of.contains(category) && !list.contains(category) {
                    list.push(category.clone());
                }
            }
            list
        };
        let verdict = if yes.is_empty() && no.is_empty() {
            Verdict::StartOnly
        } else if yes.is_empty() {
            Verdict::Unrelated {
                entries: no.len() as u64,
                categories: distinct(&no),
            }
        } else {
            Verdict::Related {
                entries: yes.len() as u64,
                categories: distinct(&yes),
                others: no.len() as u64,
            }
        };
        found.push((effect.code.clone(), verdict));
    }
    found
}

fn fast(case: &Case) -> Vec<(String, Verdict)> {
    let grounds = grounds(&case.rulebook, &case.ledger(), case.as_of).unwrap();
    let effects = grounds.effects.into_iter();
    effects.map(|it| (it.effect, it.verdict)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn each_effect_of_the_tier_has_the_one_verdict_of_the_definition(case in with_effects()) {
        let found = fast(&case);
        prop_assert!(found.len() >= 2 * DOMAINS.len(), "these are in every tier");
        prop_assert_eq!(found, slow(&case));
    }

    #[test]
    fn a_related_entry_that_counts_makes_nothing_unrelated(
        case in with_effects(),
        factor in prop::sample::select(vec!["gift", "debt", "help", "fine"]),
        points in 1..60_i32,
        occurred_on in cases::days(),
    ) {
        let points = if matches!(factor, "debt" | "fine") { -points } else { points };
        let added = Entry {
            id: "added".into(),
            factor: factor.into(),
            points,
            occurred_on,
            recorded_at: occurred_on.and_time(chrono::NaiveTime::MIN).and_utc(),
            authority: "office".into(),
            reference: "ref".into(),
            basis: "rule".into(),
            rulebook_version: "2025.1".into(),
            counts_until: None,
            corrects: None,
            repaired_on: None,
            contested: false,
        };
        let mut more = case.clone();
        more.entries.push(added);
        prop_assume!(more.outcomes()["added"] == Outcome::Counts);
        let category = &case.rulebook.factor(factor).unwrap().category;
        let kind = if points > 0 { EffectKind::Perk } else { EffectKind::Burden };
        for (code, verdict) in fast(&more) {
            let effects = &case.rulebook.data().effects;
            let effect = effects.iter().find(|it| it.code == code).unwrap();
            if effect.kind == kind && case.rulebook.related_to(&effect.domain).contains(category) {
                let related = matches!(&verdict, Verdict::Related { categories, .. }
                    if categories.contains(category));
                prop_assert!(related, "{} {:?}", code, verdict);
            }
        }
    }

    #[test]
    fn what_does_not_count_never_matters(case in with_effects()) {
        let ledger = case.ledger();
        let outcomes = case.outcomes();
        let counting = ledger.entries().iter().filter(|it| outcomes[&it.id] == Outcome::Counts);
        let alone = Ledger::new(counting.cloned().collect()).unwrap();
        prop_assert_eq!(
            grounds(&case.rulebook, &ledger, case.as_of).unwrap(),
            grounds(&case.rulebook, &alone, case.as_of).unwrap()
        );
    }
}
