//! What an announced rulebook changes: in the rules, and in this ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use citizen_score_rules::changes::{Change, compare};
use citizen_score_rules::impact::{Impact, impact};
use citizen_score_rules::{Ledger, Rulebook};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::supposing::{MOST_MOVED, Moved};

/// An announced rulebook, against the one in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Upcoming {
    /// Version that is in force.
    pub present: String,
    /// Version that is announced.
    pub announced: String,
    /// Day from which it is in force.
    pub effective_from: NaiveDate,
    /// What differs between the two.
    pub changes: Vec<Change>,
    /// What that does to this ledger, on the first day of it; its list of entries is empty here, see
    /// `moved`.
    pub impact: Impact,
    /// The last [`MOST_MOVED`] entries whose outcome is another one, newest first.
    pub moved: Vec<Moved>,
    /// How many there are in all.
    pub moved_in_all: u64,
    /// Texts that only the announced rulebook has, by key, in the language asked for.
    pub texts: BTreeMap<String, String>,
}

pub(crate) fn upcoming(
    present: &Rulebook,
    announced: &Rulebook,
    ledger: &Ledger,
    today: NaiveDate,
    language: &str,
) -> Result<Upcoming, Fault> {
    let effective_from = announced.data().effective_from;
    let mut impact = impact(present, announced, ledger, effective_from.max(today))?;
    let entries = std::mem::take(&mut impact.entries);
    let newest = entries.iter().rev().take(MOST_MOVED);
    let moved = newest.filter_map(|it| {
        let entry = ledger
            .entries()
            .iter()
            .rev()
            .find(|entry| entry.id == it.entry)?;
        Some(Moved {
            entry: entry.clone(),
            before: it.before.clone(),
            after: it.after.clone(),
        })
    });
    Ok(Upcoming {
        present: present.data().version.clone(),
        announced: announced.data().version.clone(),
        effective_from,
        changes: compare(present, announced),
        moved: moved.collect(),
        moved_in_all: entries.len() as u64,
        impact,
        texts: new_texts(present, announced, language),
    })
}

/// What the announced rulebook names and the present one has no word for.
fn new_texts(present: &Rulebook, announced: &Rulebook, language: &str) -> BTreeMap<String, String> {
    let data = announced.data();
    let of_factors = data.factors.iter().flat_map(|it| {
        let caution = it.caution.iter().map(|code| format!("caution.{code}"));
        let repair = it.repair.iter().map(|code| format!("repair.{code}"));
        [
            format!("factor.{}", it.code),
            format!("category.{}", it.category),
            format!("authority.{}", it.authority),
            format!("basis.{}", it.basis),
        ]
        .into_iter()
        .chain(caution)
        .chain(repair)
    });
    let of_effects = data.effects.iter().flat_map(|it| {
        let authority = it.authority.iter().map(|code| format!("authority.{code}"));
        let basis = it.basis.iter().map(|code| format!("basis.{code}"));
        [
            format!("effect.{}", it.code),
            format!("domain.{}", it.domain),
        ]
        .into_iter()
        .chain(authority)
        .chain(basis)
    });
    let unknown = of_factors
        .chain(of_effects)
        .filter(|key| present.text(language, key).is_none());
    unknown
        .filter_map(|key| {
            let text = announced.text(language, &key)?.to_owned();
            Some((key, text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

    use super::*;

    const PRESENT: &str = include_str!("../../../rulebooks/suqian-demo.json");
    const ANNOUNCED: &str = include_str!("../../../rulebooks/suqian-demo-2027.json");

    #[test]
    fn only_new_words_come_along_in_the_language_asked_for() {
        let present = Rulebook::from_json(PRESENT).unwrap();
        let announced = Rulebook::from_json(ANNOUNCED).unwrap();
        let texts = new_texts(&present, &announced, "nl");
        assert_eq!(
            texts.get("factor.flood_watch").map(String::as_str),
            Some("Hoogwaterwacht")
        );
        assert!(texts.contains_key("effect.museum_free"));
        assert!(texts.contains_key("authority.city_museum"));
        assert!(texts.contains_key("basis.amendment_art_3"));
        assert!(!texts.contains_key("factor.red_light"));
        assert!(new_texts(&present, &present, "nl").is_empty());
    }

    #[test]
    fn everything_that_a_change_names_has_a_word() {
        let present = Rulebook::from_json(PRESENT).unwrap();
        let announced = Rulebook::from_json(ANNOUNCED).unwrap();
        let texts = new_texts(&present, &announced, "zh-CN");
        let known = |key: String| texts.contains_key(&key) || present.text("zh-CN", &key).is_some();
        for change in compare(&present, &announced) {
            match change {
                Change::FactorAdded(it) | Change::FactorRemoved(it) => {
                    assert!(known(format!("factor.{}", it.code)));
                }
                Change::FactorChanged { factor, .. } => assert!(known(format!("factor.{factor}"))),
                Change::EffectAdded(it) | Change::EffectRemoved(it) => {
                    assert!(known(format!("effect.{}", it.code)));
                }
                Change::EffectChanged { effect, .. } => assert!(known(format!("effect.{effect}"))),
                _ => {}
            }
        }
    }
}
