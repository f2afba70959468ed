//! The definition of a standing, written down a second time: slow, recursive, and with nothing in
//! common with the crate but its data types.
//!
//! It asks each question anew for every entry by looking through all the others, sorts nothing and
//! remembers nothing between two questions.

use chrono::{Datelike, NaiveDate};
use citizen_score_rules::rulebook::{ContestedPolicy, Factor, FactorStatus, RulebookData};
use citizen_score_rules::{Entry, NextTier, Outcome, Reason, Standing};

/// A ledger on a day, under a rulebook.
pub struct Oracle<'a> {
    pub rulebook: &'a RulebookData,
    pub entries: &'a [Entry],
    pub as_of: NaiveDate,
}

impl<'a> Oracle<'a> {
    /// The standing; none where a number does not fit in 32 bits.
    pub fn standing(&self) -> Option<Standing> {
        let mut score = i128::from(self.rulebook.start.points);
        for entry in self.entries {
            if self.outcome(entry) == Outcome::Counts {
                score += i128::from(entry.points);
            }
        }
        if let Some(range) = self.rulebook.range {
            if score < i128::from(range.min) {
                score = i128::from(range.min);
            }
            if score > i128::from(range.max) {
                score = i128::from(range.max);
            }
        }
        self.place(i32::try_from(score).ok()?)
    }

    /// Counts upwards through the tiers for as long as the score has reached them.
    pub fn place(&self, score: i32) -> Option<Standing> {
        let tiers = &self.rulebook.tiers;
        let mut at = 0;
        while at + 1 < tiers.len() && tiers[at + 1].from.unwrap() <= score {
            at += 1;
        }
        let difference =
            |high: i32, low: i32| i32::try_from(i128::from(high) - i128::from(low)).ok();
        let mut standing = Standing {
            score,
            tier: tiers[at].id.clone(),
            next: None,
            margin: None,
            below: None,
        };
        if at + 1 < tiers.len() {
            let points = difference(tiers[at + 1].from.unwrap(), score)?;
            standing.next = Some(NextTier {
                tier: tiers[at + 1].id.clone(),
                points,
            });
        }
        if at > 0 {
            standing.margin = Some(difference(score, tiers[at].from.unwrap())?);
            standing.below = Some(tiers[at - 1].id.clone());
        }
        Some(standing)
    }

    /// Whether an entry counts, and why not: the definition, sentence by sentence.
    pub fn outcome(&self, entry: &Entry) -> Outcome {
        let no = Outcome::DoesNot;
        if !self.recorded(entry) {
            return no(Reason::NotYetRecorded);
        }
        if let Some(of) = entry.corrects.clone() {
            return no(Reason::Correction { of });
        }
        if let Some(by) = self.first_undoing(entry) {
            return no(Reason::Corrected { by: by.id.clone() });
        }
        match entry.counts_until {
            Some(on) if self.as_of >= on => return no(Reason::Lapsed { on }),
            _ => {}
        }
        match entry.repaired_on {
            Some(on) if self.as_of >= on => return no(Reason::Repaired { on }),
            _ => {}
        }
        let Some(factor) = self.factor(entry) else {
            return no(Reason::UnknownFactor);
        };
        if !in_force(factor, entry) {
            return no(Reason::NotInForce);
        }
        if let Some(cap) = factor.cap
            && !self.fits(entry, i128::from(cap.points))
        {
            return no(Reason::Capped {
                year: entry.occurred_on.year(),
                cap: cap.points,
            });
        }
        let suspend = self.rulebook.contested == ContestedPolicy::SuspendNegative;
        if entry.contested && suspend && entry.points < 0 {
            return no(Reason::Contested);
        }
        Outcome::Counts
    }

    fn recorded(&self, entry: &Entry) -> bool {
        entry.recorded_at.date_naive() <= self.as_of
    }

    fn factor(&self, entry: &Entry) -> Option<&'a Factor> {
        self.rulebook
            .factors
            .iter()
            .find(|factor| factor.code == entry.factor)
    }

    /// A correction is in effect if it is recorded and no correction of it is in effect.
    fn in_effect(&self, correction: &Entry) -> bool {
        self.recorded(correction)
            && !self
                .corrections_of(correction)
                .any(|other| self.in_effect(other))
    }

    fn corrections_of(&self, entry: &Entry) -> impl Iterator<Item = &'a Entry> {
        let id = entry.id.clone();
        self.entries
            .iter()
            .filter(move |other| other.corrects.as_ref() == Some(&id))
    }

    fn first_undoing(&self, entry: &Entry) -> Option<&'a Entry> {
        self.corrections_of(entry)
            .filter(|correction| self.in_effect(correction))
            .min_by_key(|correction| (correction.recorded_at, correction.id.clone()))
    }

    /// Whether an entry fits under the cap beside those of its factor and year that come before it
    /// and fit themselves. Their rooms are found one after the other, from the first one on.
    fn fits(&self, entry: &Entry, cap: i128) -> bool {
        let mut used = 0;
        let mut last = None;
        loop {
            let next = self
                .entries
                .iter()
                .filter(|it| it.factor == entry.factor)
                .filter(|it| it.occurred_on.year() == entry.occurred_on.year())
                .filter(|it| self.takes_room(it))
                .map(|it| (it.occurred_on, &it.id, i128::from(it.points).abs()))
                .filter(|(day, id, _)| last.is_none_or(|last| (*day, *id) > last))
                .min();
            let (day, id, room) = next.unwrap();
            let fits = used + room <= cap;
            if *id == entry.id {
                return fits;
            }
            if fits {
                used += room;
            }
            last = Some((day, id));
        }
    }

    /// Recorded, not a correction, not undone, and in force: then it takes room, whatever becomes
    /// of it later.
    fn takes_room(&self, entry: &Entry) -> bool {
        self.recorded(entry)
            && entry.corrects.is_none()
            && self.first_undoing(entry).is_none()
            && self
                .factor(entry)
                .is_some_and(|factor| in_force(factor, entry))
    }
}

fn in_force(factor: &Factor, entry: &Entry) -> bool {
    if factor.status == FactorStatus::Planned {
        return false;
    }
    match factor.from {
        Some(from) => entry.occurred_on >= from,
        None => true,
    }
}
