//! The words for what two rulebooks say: of the present one, and those that only the announced one has.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{Cap, Range};

use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::rule_text;

/// Everything that a sentence about a change takes its words from.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) i18n: I18n,
    /// The rulebook in force.
    pub(super) book: &'a Rulebook,
    /// What only the announced one has, by key.
    pub(super) texts: &'a BTreeMap<String, String>,
}

impl Words<'_> {
    /// The text of a code, or the bare code where neither rulebook has one.
    pub(super) fn find(self, group: &str, code: &str) -> String {
        match self.texts.get(&format!("{group}.{code}")) {
            Some(text) => text.clone(),
            None => rule_text(self.i18n, self.book, group, code),
        }
    }

    /// A text with an old and a new value in it.
    pub(super) fn moved(self, key: Key, from: &str, to: &str) -> String {
        self.i18n.fill(key, &[("from", from), ("to", to)])
    }

    pub(super) fn number(self, points: i32) -> String {
        format::number(self.i18n.formats(), points.into())
    }

    pub(super) fn points(self, points: i32) -> String {
        self.i18n
            .plural(Plural::ChangesPointsCount, points.into(), &[])
    }

    pub(super) fn months(self, months: u32) -> String {
        self.i18n.plural(Plural::ChangesMonths, months.into(), &[])
    }

    pub(super) fn days(self, days: u32) -> String {
        self.i18n.plural(Plural::ChangesDays, days.into(), &[])
    }

    /// A day, or that none was announced.
    pub(super) fn day(self, day: Option<NaiveDate>) -> String {
        match day {
            Some(day) => format::day(self.i18n.formats(), day),
            None => self.i18n.text(Key::ChangesDayNone).to_owned(),
        }
    }

    /// Where a tier begins.
    pub(super) fn floor(self, from: Option<i32>) -> String {
        match from {
            Some(from) => self.points(from),
            None => self.i18n.text(Key::ChangesBottom).to_owned(),
        }
    }

    pub(super) fn range(self, range: Option<Range>) -> String {
        match range {
            Some(Range { min, max }) => {
                let (min, max) = (self.number(min), self.number(max));
                self.i18n
                    .fill(Key::ChangesRangeOf, &[("min", &min), ("max", &max)])
            }
            None => self.i18n.text(Key::ChangesRangeNone).to_owned(),
        }
    }

    pub(super) fn cap(self, cap: Option<Cap>) -> String {
        match cap {
            Some(cap) => self
                .i18n
                .fill(Key::ChangesCapOf, &[("points", &self.number(cap.points))]),
            None => self.i18n.text(Key::ChangesCapNone).to_owned(),
        }
    }

    /// How long an entry counts, as in `counts for 12 months`.
    pub(super) fn validity(self, months: Option<u32>) -> String {
        match months {
            Some(months) => self.i18n.plural(Plural::TiersValidity, months.into(), &[]),
            None => self.i18n.text(Key::TiersForGood).to_owned(),
        }
    }

    /// Names of tiers, one after the other.
    pub(super) fn tiers(self, tiers: &[String]) -> String {
        self.joined(Key::ChangesListed, tiers)
    }

    /// Names of categories, one after the other, or that there is none.
    pub(super) fn categories(self, codes: &[String]) -> String {
        if codes.is_empty() {
            return self.i18n.text(Key::ChangesRelatedNone).to_owned();
        }
        let names: Vec<String> = codes.iter().map(|it| self.find("category", it)).collect();
        self.joined(Key::ChangesListed, &names)
    }

    /// Sentences, one after the other.
    pub(super) fn sentences(self, sentences: &[String]) -> String {
        self.joined(Key::ChangesSentences, sentences)
    }

    /// Parts, one after the other, with what the language puts between two.
    fn joined(self, key: Key, parts: &[String]) -> String {
        let mut parts = parts.iter();
        let first = parts.next().cloned().unwrap_or_default();
        parts.fold(first, |before, next| {
            self.i18n.fill(key, &[("before", &before), ("next", next)])
        })
    }
}
