//! What happens by itself, so that a demo is alive: an entry a minute after somebody signed in, and an
//! office that answers the cases which visitors open.

use chrono::{DateTime, TimeDelta, Utc};
use citizen_score_contract::cases::{StepKind, Verdict};
use citizen_score_contract::{AccessKind, CaseKind, CaseStatus};
use serde::{Deserialize, Serialize};

use crate::demo::Demo;
use crate::made_up::live::{self, Office};
use crate::office::{Deciding, OfficeFault};
use crate::request::Request;

/// By whom, for the access log.
pub const BY: &str = "the demonstration's office";

/// Seconds from a sign-in to the live entry.
pub const ENTRY_SECONDS: i64 = 60;

/// Seconds from one step of a case to the next of the office.
pub const STEP_SECONDS: i64 = 20;

/// What is going to happen.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Simulated {
    /// Who gets an entry, and at which second.
    entries: Vec<(usize, i64)>,
    /// Which case the office takes up, and at which second.
    cases: Vec<(usize, String, i64)>,
    /// How many cases it has decided.
    decided: u64,
}

impl Demo {
    /// A live entry will come, once for each resident.
    pub(crate) fn expect_live_entry(&mut self, whose: usize, now: DateTime<Utc>) {
        let has = |demo: &Self| {
            let person = demo.state.people.get(whose);
            person.is_some_and(|it| it.added.iter().any(|entry| live::is_live(&entry.id)))
        };
        let entries = &self.state.simulated.entries;
        if entries.iter().all(|(waits, _)| *waits != whose) && !has(self) {
            let due = now.timestamp() + ENTRY_SECONDS;
            self.state.simulated.entries.push((whose, due));
        }
    }

    /// The office will take up a case.
    pub(crate) fn expect_office(&mut self, whose: usize, id: &str, now: DateTime<Utc>) {
        let due = now.timestamp() + STEP_SECONDS;
        let case = (whose, id.to_owned(), due);
        self.state.simulated.cases.push(case);
    }

    /// Lets happen what is due, and answers whether anything did.
    pub fn tick(&mut self, now: DateTime<Utc>) -> bool {
        let at = now.timestamp();
        let ended = self.state.sessions.len();
        self.end_sessions(|_| false, now);
        let mut changed = self.state.sessions.len() != ended;
        let entries = std::mem::take(&mut self.state.simulated.entries);
        let (due, later): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(_, second)| *second <= at);
        self.state.simulated.entries = later;
        for (whose, _) in due {
            changed |= self.credit(whose, now).is_ok();
        }
        let cases = std::mem::take(&mut self.state.simulated.cases);
        let (due, later): (Vec<_>, Vec<_>) =
            cases.into_iter().partition(|(.., second)| *second <= at);
        self.state.simulated.cases = later;
        for (whose, id, _) in due {
            changed |= self.take_up(whose, &id, now).is_ok_and(|done| done);
        }
        changed
    }

    /// Records a live entry for a resident now, as an authority would, and answers with its id.
    ///
    /// # Errors
    ///
    /// [`OfficeFault`] where it cannot be recorded.
    pub fn credit(&mut self, whose: usize, now: DateTime<Utc>) -> Result<String, OfficeFault> {
        self.state
            .simulated
            .entries
            .retain(|(waits, _)| *waits != whose);
        let person = self.person(whose)?;
        let number = person.added.len() + 1;
        let name = person.id.clone();
        let entry = live::entry(&name, number, now);
        let entry = entry.map_err(crate::refused::Refused::internal)?;
        self.check_with(whose, &entry, now.date_naive())?;
        let id = entry.id.to_string();
        self.append(whose, entry)?;
        self.log(whose, AccessKind::Import, BY, None, Some(1), now);
        Ok(id)
    }

    /// The next step of the office in a case: it examines; asks where nothing is attached; decides, every
    /// other time for the resident. Answers whether there was one.
    fn take_up(&mut self, whose: usize, id: &str, now: DateTime<Utc>) -> Result<bool, OfficeFault> {
        let Some(case) = self.case(whose, id) else {
            return Ok(false);
        };
        let office = live::office().map_err(crate::refused::Refused::internal)?;
        let was_asked = case.steps.iter().any(|it| it.kind == StepKind::Question);
        let attached = !case.evidence.is_empty();
        match case.status {
            CaseStatus::Received => self.examine(id, BY, now)?,
            CaseStatus::BeingExamined if !was_asked && !attached => {
                let question = match case.kind {
                    CaseKind::Claim => &office.question_about_claim,
                    CaseKind::Objection | CaseKind::Repair => &office.question,
                };
                self.ask(id, question, BY, now)?;
                // It waits for the answer.
                return Ok(true);
            }
            CaseStatus::BeingExamined => {
                self.conclude(id, &office, now)?;
                return Ok(true);
            }
            // The resident has to answer first, or it is over.
            CaseStatus::Question | CaseStatus::Decided | CaseStatus::Withdrawn => {
                return Ok(false);
            }
        }
        self.expect_office(whose, id, now);
        Ok(true)
    }

    fn conclude(
        &mut self,
        id: &str,
        office: &Office,
        now: DateTime<Utc>,
    ) -> Result<(), OfficeFault> {
        let is_upheld = self.state.simulated.decided.is_multiple_of(2);
        let (verdict, reason) = if is_upheld {
            (Verdict::Upheld, &office.upheld)
        } else {
            (Verdict::Rejected, &office.rejected)
        };
        let mut deciding = Deciding {
            verdict,
            reason: Some(reason),
            points: self.least_of(id),
        };
        if !is_upheld {
            deciding.points = None;
        }
        self.decide(id, deciding, BY, now)?;
        self.state.simulated.decided += 1;
        Ok(())
    }

    /// The least that the deed of a claim is worth.
    fn least_of(&self, id: &str) -> Option<citizen_score_rules::Points> {
        let people = self.state.people.iter();
        let mut cases = people.flat_map(|person| &person.cases);
        let case = &cases.find(|kept| kept.case.id == id)?.case;
        if case.kind != CaseKind::Claim {
            return None;
        }
        let points = self.rulebook.factor(&case.factor)?.points;
        Some(points.min().min(points.max()))
    }

    /// The moment at which [`Demo::tick`] has something to do next; none where nothing is due.
    #[must_use]
    pub fn next_tick(&self) -> Option<DateTime<Utc>> {
        let simulated = &self.state.simulated;
        let entries = simulated.entries.iter().map(|it| it.1);
        let cases = simulated.cases.iter().map(|it| it.2);
        let sessions = self
            .state
            .sessions
            .iter()
            .map(crate::sessions::Session::ends);
        let next = entries.chain(cases).chain(sessions).min()?;
        DateTime::from_timestamp(next, 0)?.checked_add_signed(TimeDelta::zero())
    }
}

impl Demo {
    /// Whose session a request carries, as a place among the residents.
    pub fn whose(&mut self, request: &Request, now: DateTime<Utc>) -> Option<usize> {
        self.holder(request, now).map(|it| it.whose)
    }
}
