//! The effects of a tier against the entries that led there: is a burden or a perk about the same part
//! of life as what it follows from?
//!
//! Article 5(1)(c)(i) of Regulation (EU) 2024/1689 (the AI Act), in force since 2025-02-02, bans a
//! social score that leads to detriment "in social contexts that are unrelated to the contexts in which
//! the data was originally generated or collected". What belongs together is the rulebook's own word
//! ([`RulebookData::related`](crate::rulebook::RulebookData::related)); whether that word is right, and
//! whether the ban applies, is no business of these rules.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessed::Assessed;
use crate::counted::Outcome;
use crate::ledger::{Entry, Ledger};
use crate::points::PointsError;
use crate::rulebook::{Effect, EffectKind, Rulebook};

/// What a tier brings and costs, and what led there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The tier.
    pub tier: String,
    /// What counts and adds points, by category, in the order in which the rulebook's factors first
    /// name them: this leads to a perk.
    pub adding: Vec<InCategory>,
    /// What counts and takes points, likewise: this leads to a burden.
    pub taking: Vec<InCategory>,
    /// One for each effect of the tier, in the rulebook's order.
    pub effects: Vec<Ground>,
}

/// The counting entries of one sign in one category of factors; there is at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InCategory {
    /// The category; key of a text.
    pub category: String,
    /// How many there are.
    pub entries: u64,
    /// What they come to, in points, negative for those that take points; before the score is kept
    /// within a range.
    pub points: i64,
}

/// An effect, against the entries that led there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Code of the effect.
    pub effect: String,
    /// What became of the comparison.
    pub verdict: Verdict,
}

/// How an effect and the entries that led there go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No entry led there: only where everyone begins.
    StartOnly,
    /// Entries led there, and none is of a category that the rulebook relates to the effect's domain.
    Unrelated {
        /// How many entries led there.
        entries: u64,
        /// Their categories, in the order of the rulebook; never empty.
        categories: Vec<String>,
    },
    /// Some of the entries that led there are of a related category.
    Related {
        /// How many are; at least 1.
        entries: u64,
        /// The related categories among theirs, in the order of the rulebook; never empty.
        categories: Vec<String>,
        /// How many others led there too.
        others: u64,
    },
}

/// Holds every effect of the resident's tier on the day `as_of` against the entries that count: for a
/// burden those that take points, for a perk those that add them.
///
/// # Errors
///
/// [`PointsError`] where [`assess`](crate::assess()) fails.
pub fn grounds(book: &Rulebook, ledger: &Ledger, as_of: NaiveDate) -> Result<Grounds, PointsError> {
    let assessed = Assessed::of(book, ledger, as_of)?;
    let tier = assessed.standing()?.tier;
    let [adding, taking] =
        [EffectKind::Perk, EffectKind::Burden].map(|kind| by_category(&assessed, kind));
    let effects = book.effects_of(&tier).map(|effect| {
        let led = match effect.kind {
            EffectKind::Perk => &adding,
            EffectKind::Burden => &taking,
        };
        Ground {
            effect: effect.code.clone(),
            verdict: verdict(book, effect, led),
        }
    });
    Ok(Grounds {
        effects: effects.collect(),
        tier,
        adding,
        taking,
    })
}

/// Whether an entry that counts is one of those that lead to effects of this kind.
#[must_use]
pub fn leads_to(kind: EffectKind, entry: &Entry) -> bool {
    match kind {
        EffectKind::Perk => entry.points > 0,
        EffectKind::Burden => entry.points < 0,
    }
}

fn by_category(assessed: &Assessed, kind: EffectKind) -> Vec<InCategory> {
    let mut sums: HashMap<&str, (u64, i64)> = HashMap::new();
    let counting = assessed
        .entries()
        .filter(|(entry, outcome)| **outcome == Outcome::Counts && leads_to(kind, entry));
    for (entry, _) in counting {
        let (entries, points) = sums.entry(&entry.factor).or_default();
        *entries += 1;
        // No overflow: a ledger has far fewer than 2^31 entries of 32 bits each.
        *points += i64::from(entry.points);
    }
    let mut found: Vec<InCategory> = Vec::new();
    for factor in &assessed.rulebook.data().factors {
        // With nothing under it too, since the first factor of a category gives it its place.
        let (entries, points) = sums.remove(factor.code.as_str()).unwrap_or_default();
        match found.iter_mut().find(|it| it.category == factor.category) {
            Some(it) => {
                it.entries += entries;
                it.points += points;
            }
            None => found.push(InCategory {
                category: factor.category.clone(),
                entries,
                points,
            }),
        }
    }
    found.retain(|it| it.entries > 0);
    found
}

fn verdict(book: &Rulebook, effect: &Effect, led: &[InCategory]) -> Verdict {
    let names = |of: &[&InCategory]| of.iter().map(|it| it.category.clone()).collect();
    let count = |of: &[&InCategory]| of.iter().map(|it| it.entries).sum();
    let belongs = book.related_to(&effect.domain);
    let (related, others): (Vec<&InCategory>, Vec<&InCategory>) =
        led.iter().partition(|it| belongs.contains(&it.category));
    match (related.as_slice(), others.as_slice()) {
        ([], []) => Verdict::StartOnly,
        ([], others) => Verdict::Unrelated {
            entries: count(others),
            categories: names(others),
        },
        (related, others) => Verdict::Related {
            entries: count(related),
            categories: names(related),
            others: count(others),
        },
    }
}
