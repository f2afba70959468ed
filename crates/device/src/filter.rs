//! Which entries of the history are wanted.

use std::collections::HashMap;

use chrono::NaiveDate;
use citizen_score_rules::rulebook::{Direction, factor_key};
use citizen_score_rules::{Entry, Outcome, Rulebook};
use serde::{Deserialize, Serialize};

/// Longest text that is searched for, in characters.
pub const MAX_WORDS: usize = 100;

/// What entries must be to be listed; all of it at once. Empty fields ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Category of the factor, by its code.
    pub category: Option<String>,
    /// Whether points are added or taken.
    pub direction: Option<Direction>,
    /// Whether it counts today.
    pub counts: Option<bool>,
    /// First day of occurrence.
    pub from: Option<NaiveDate>,
    /// Last day of occurrence.
    pub until: Option<NaiveDate>,
    /// Words that must all stand in what the entry is, who reported it, its basis or its reference.
    pub words: String,
}

impl Filter {
    /// Whether every entry passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A filter made ready for one rulebook and language: each text is looked at once, however many
/// entries carry it.
pub(crate) struct Sieve<'a> {
    filter: &'a Filter,
    rulebook: &'a Rulebook,
    language: &'a str,
    terms: Vec<String>,
    /// For each code with its group, which terms its words hold, as bits.
    known: HashMap<(Group, &'a str), u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group {
    Factor,
    Authority,
    Basis,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(filter: &'a Filter, rulebook: &'a Rulebook, language: &'a str) -> Self {
        let words: String = filter.words.chars().take(MAX_WORDS).collect();
        let terms = words.split_whitespace().map(str::to_lowercase).collect();
        Self {
            filter,
            rulebook,
            language,
            terms,
            known: HashMap::new(),
        }
    }

    pub(crate) fn passes(&mut self, entry: &'a Entry, outcome: &Outcome) -> bool {
        let Filter {
            category,
            direction,
            counts,
            from,
            until,
            ..
        } = self.filter;
        direction.is_none_or(|wanted| match wanted {
            Direction::Gain => entry.points > 0,
            Direction::Loss => entry.points < 0,
        }) && counts.is_none_or(|wanted| wanted == (*outcome == Outcome::Counts))
            && from.is_none_or(|day| entry.occurred_on >= day)
            && until.is_none_or(|day| entry.occurred_on <= day)
            && category
                .as_deref()
                .is_none_or(|wanted| self.category(&entry.factor) == Some(wanted))
            && self.holds_words(entry)
    }

    fn category(&self, factor: &str) -> Option<&'a str> {
        let factor = self.rulebook.factor(factor)?;
        Some(factor.category.as_str())
    }

    fn holds_words(&mut self, entry: &'a Entry) -> bool {
        if self.terms.is_empty() {
            return true;
        }
        // As many bits as there are terms; MAX_WORDS characters are at most 50 of them.
        let all = (1_u64 << self.terms.len().min(63)) - 1;
        let found = self.of_text(Group::Factor, &entry.factor)
            | self.of_text(Group::Authority, &entry.authority)
            | self.of_text(Group::Basis, &entry.basis);
        if found & all == all {
            return true;
        }
        let own = [&*entry.reference, &*entry.id].map(str::to_lowercase);
        let found = found | bits(&self.terms, |term| own.iter().any(|it| it.contains(term)));
        found & all == all
    }

    fn of_text(&mut self, group: Group, code: &'a str) -> u64 {
        if let Some(bits) = self.known.get(&(group, code)) {
            return *bits;
        }
        let key = match group {
            Group::Factor => factor_key(code),
            Group::Authority => format!("authority.{code}"),
            Group::Basis => format!("basis.{code}"),
        };
        let text = self.rulebook.text(self.language, &key).unwrap_or(code);
        let text = text.to_lowercase();
        let found = bits(&self.terms, |term| text.contains(term));
        self.known.insert((group, code), found);
        found
    }
}

fn bits(terms: &[String], holds: impl Fn(&str) -> bool) -> u64 {
    let places = terms.iter().take(63).enumerate();
    places
        .filter(|(_, term)| holds(term))
        .fold(0, |all, (place, _)| all | 1 << place)
}
