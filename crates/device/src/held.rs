//! What the device holds: the rulebook, the whole ledger, what the server says of them; and the answers.

use citizen_score_contract::Me;
use citizen_score_rules::cliff::cliff;
use citizen_score_rules::forecast::forecast;
use citizen_score_rules::grounds::grounds;
use citizen_score_rules::paths::paths;
use citizen_score_rules::timeline::effect_of;
use citizen_score_rules::{Assessment, ClaimedEntry, Ledger, Rulebook, assess, contested};
use serde::Serialize;

use crate::arithmetic::arithmetic;
use crate::ask::Ask;
use crate::beside::Besides;
use crate::course::course;
use crate::entry::EntryInFull;
use crate::fault::Fault;
use crate::list::Listing;
use crate::outlook::outlook;
use crate::reading::Arrived;
use crate::report::report;
use crate::supposing::supposing;
use crate::upcoming::upcoming;

/// A ledger that has arrived, and what follows from it.
#[derive(Debug)]
pub struct Held {
    rulebook: Rulebook,
    announced: Option<Rulebook>,
    ledger: Ledger,
    assessment: Assessment,
    me: Me,
    said: Vec<ClaimedEntry>,
    besides: Besides,
    listing: Option<Listing>,
}

impl Held {
    /// Takes a ledger that has arrived, and works out its standing.
    ///
    /// # Errors
    ///
    /// [`Fault::Rulebook`] where the rulebook is another one than the server applied, and
    /// [`Fault::TooManyPoints`].
    pub fn new(
        rulebook: Rulebook,
        announced: Option<Rulebook>,
        arrived: Arrived,
    ) -> Result<Self, Fault> {
        let Arrived {
            me,
            ledger,
            said,
            besides,
        } = arrived;
        let data = rulebook.data();
        if data.version != me.rulebook.version || data.id != me.rulebook.id {
            let applied = &me.rulebook.version;
            let problem = format!("the server applied version {applied}, not {}", data.version);
            return Err(Fault::Rulebook { problem });
        }
        Ok(Self {
            assessment: assess(&rulebook, &ledger, me.as_of)?,
            said,
            besides,
            rulebook,
            announced,
            ledger,
            me,
            listing: None,
        })
    }

    /// What the server says of the whole.
    #[must_use]
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// Answers a question, as JSON.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub fn answer(&mut self, ask: Ask) -> Result<String, Fault> {
        match ask {
            Ask::List {
                filter,
                offset,
                limit,
                language,
            } => {
                let (ledger, outcomes) = (&self.ledger, &self.assessment.outcomes);
                let listing = match self.listing.take() {
                    Some(kept) if kept.is_for(&filter, &language) => kept,
                    _ => Listing::new(&self.rulebook, ledger, outcomes, filter, language),
                };
                let page = listing.page(ledger, outcomes, &self.besides, (offset, limit));
                self.listing = Some(listing);
                json(&page)
            }
            Ask::Entry { id } => json(&self.entry(&id)?),
            Ask::Arithmetic { offset, limit } => json(&arithmetic(
                &self.rulebook,
                &self.ledger,
                &self.assessment.outcomes,
                (self.me.as_of, &self.assessment.standing),
                (offset, limit),
            )),
            Ask::Audit => json(&report(&self.rulebook, &self.ledger, &self.me, &self.said)?),
            Ask::Simulate { on, entries } => {
                let on = on.unwrap_or(self.me.as_of);
                json(&supposing(&self.rulebook, &self.ledger, on, &entries)?)
            }
            Ask::Cliff => json(&cliff(&self.rulebook, &self.ledger, self.me.as_of)?),
            Ask::Contested => json(&contested::views(
                &self.rulebook,
                &self.ledger,
                self.me.as_of,
            )?),
            Ask::Effects => json(&grounds(&self.rulebook, &self.ledger, self.me.as_of)?),
            Ask::Outlook { offset, limit } => {
                let forecast = forecast(&self.rulebook, &self.ledger, self.me.as_of)?;
                json(&outlook(&self.ledger, &forecast, offset, limit))
            }
            Ask::Course { most } => {
                let forecast = forecast(&self.rulebook, &self.ledger, self.me.as_of)?;
                json(&course(&self.rulebook, &self.ledger, &forecast, most)?)
            }
            Ask::Paths => json(&paths(&self.rulebook, &self.ledger, self.me.as_of)?),
            Ask::Upcoming { language } => {
                let announced = self.announced.as_ref();
                let found = announced.map(|announced| {
                    let (ledger, today) = (&self.ledger, self.me.as_of);
                    upcoming(&self.rulebook, announced, ledger, today, &language)
                });
                json(&found.transpose()?)
            }
        }
    }

    fn entry(&self, id: &str) -> Result<EntryInFull, Fault> {
        let entries = self.ledger.entries();
        let place = entries.iter().position(|entry| &*entry.id == id);
        let place = place.ok_or(Fault::NoSuchEntry)?;
        let neighbour = |place: Option<usize>| Some(entries.get(place?)?.id.clone());
        let (Some(entry), Some(outcome)) =
            (entries.get(place), self.assessment.outcomes.get(place))
        else {
            return Err(Fault::NoSuchEntry);
        };
        let said = self.said.iter().find(|said| said.id == entry.id);
        let said = said.map(|said| &said.outcome);
        Ok(EntryInFull {
            row: self.besides.row(entry, outcome),
            effect: effect_of(&self.rulebook, &self.ledger, id)?,
            said: said.filter(|said| *said != outcome).cloned(),
            newer: neighbour(place.checked_add(1)),
            older: neighbour(place.checked_sub(1)),
        })
    }
}

fn json(answer: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(answer).map_err(|error| Fault::Question {
        problem: error.to_string(),
    })
}
