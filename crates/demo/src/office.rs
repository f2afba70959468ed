//! The office's side of cases. Whatever an office does is in the resident's access log.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::cases::{StepKind, Verdict};
use citizen_score_contract::{AccessKind, Case, CaseKind, CaseStatus};
use citizen_score_office::cases::ruling::{self, NoCredit};
use citizen_score_rules::{Entry, Ledger, LedgerError, Points, PointsError, assess};

use crate::cases::{Ruling, Step};
use crate::demo::Demo;
use crate::news::Happened;
use crate::refused::Refused;

/// What an office decides.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'a> {
    /// For the resident or not.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<&'a str>,
    /// What a claim is worth, in points; needed where the factor leaves it open.
    pub points: Option<Points>,
}

/// Why an office's wish is not fulfilled.
#[derive(Debug, thiserror::Error)]
pub enum OfficeFault {
    /// There is no such case.
    #[error("there is no such case")]
    NoCase,
    /// Nothing more can happen to it.
    #[error("the case is closed")]
    Closed,
    /// It cannot come to this step.
    #[error("the case {0}")]
    Step(&'static str),
    /// A claim cannot be credited.
    #[error("the claim {0}")]
    NoCredit(#[from] NoCredit),
    /// The entry that follows cannot be recorded.
    #[error("the decision cannot be recorded: {0}")]
    Ledger(#[from] LedgerError),
    /// With the entry that follows, the points would not fit.
    #[error("the decision cannot be recorded: points: {0}")]
    Points(#[from] PointsError),
    /// The ledger cannot be read.
    #[error("the ledger cannot be read: {0:?}")]
    Broken(Refused),
}

impl From<Refused> for OfficeFault {
    fn from(refused: Refused) -> Self {
        Self::Broken(refused)
    }
}

impl Demo {
    /// A case to which something can still happen, and whose it is.
    fn open_one(&self, id: &str) -> Result<(usize, Case), OfficeFault> {
        let people = self.state.people.iter().enumerate();
        let mut cases =
            people.flat_map(|(whose, person)| person.cases.iter().map(move |kept| (whose, kept)));
        let found = cases.find(|(_, kept)| kept.case.id == id);
        let (whose, kept) = found.ok_or(OfficeFault::NoCase)?;
        if kept.case.status.is_closed() {
            return Err(OfficeFault::Closed);
        }
        Ok((whose, kept.case.clone()))
    }

    /// Says that a case is examined now. `by` is for the resident's access log.
    ///
    /// # Errors
    ///
    /// [`OfficeFault`].
    pub fn examine(&mut self, id: &str, by: &str, now: DateTime<Utc>) -> Result<(), OfficeFault> {
        let (whose, case) = self.open_one(id)?;
        match case.status {
            CaseStatus::BeingExamined => {
                return Err(OfficeFault::Step("is being examined already"));
            }
            CaseStatus::Question => {
                return Err(OfficeFault::Step("waits for the resident's answer"));
            }
            _ => {}
        }
        let step = Step {
            at: now,
            kind: StepKind::BeingExamined,
            words: None,
            evidence: Vec::new(),
        };
        self.add_step(whose, id, step);
        self.log(whose, AccessKind::CaseSeen, by, Some(id), None, now);
        Ok(())
    }

    /// Asks the resident something.
    ///
    /// # Errors
    ///
    /// [`OfficeFault`].
    pub fn ask(
        &mut self,
        id: &str,
        question: &str,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), OfficeFault> {
        let (whose, case) = self.open_one(id)?;
        if case.status == CaseStatus::Question {
            let problem = "waits for the resident's answer to a question already";
            return Err(OfficeFault::Step(problem));
        }
        let step = Step {
            at: now,
            kind: StepKind::Question,
            words: Some(question.to_owned()),
            evidence: Vec::new(),
        };
        self.add_step(whose, id, step);
        self.log(whose, AccessKind::CaseAsked, by, Some(id), None, now);
        Ok(())
    }

    /// Decides a case, and answers with the entry that was appended to the ledger, if one was.
    ///
    /// # Errors
    ///
    /// [`OfficeFault`]; nothing is decided then.
    pub fn decide(
        &mut self,
        id: &str,
        deciding: Deciding<'_>,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, OfficeFault> {
        let (whose, case) = self.open_one(id)?;
        let is_upheld = deciding.verdict == Verdict::Upheld;
        let appended = match (case.kind, &case.entry) {
            (CaseKind::Objection, Some(entry)) if is_upheld => {
                let (entry, outcome) = self.standing_of(whose, entry, now.date_naive())?;
                ruling::correction(&self.rulebook, &case, &entry, &outcome, now)?
            }
            (CaseKind::Claim, _) if is_upheld => {
                let credit = ruling::credit(&self.rulebook, &case, deciding.points, now)?;
                Some(credit)
            }
            _ => None,
        };
        if let Some(entry) = &appended {
            self.check_with(whose, entry, now.date_naive())?;
        }
        let resulting_entry = appended.as_ref().map(|entry| entry.id.to_string());
        let is_repaired = is_upheld && case.kind == CaseKind::Repair;
        let ruling = Ruling {
            verdict: deciding.verdict,
            resulting_entry: resulting_entry.clone(),
            repaired_on: is_repaired.then(|| now.date_naive()),
        };
        let reason = deciding.reason.map(str::to_owned);
        self.rule(whose, id, ruling, reason, now);
        self.log(whose, AccessKind::CaseDecided, by, Some(id), None, now);
        if let Some(entry) = appended {
            self.append(whose, entry)?;
        }
        Ok(resulting_entry)
    }

    /// Checks a whole ledger with one entry more, today and on the day on which the last entry counts.
    pub(crate) fn check_with(
        &mut self,
        whose: usize,
        entry: &Entry,
        today: NaiveDate,
    ) -> Result<(), OfficeFault> {
        let mut entries = self.entries(whose)?;
        entries.push(entry.clone());
        let days = entries.iter().map(|entry| entry.recorded_at.date_naive());
        let latest = days.max().unwrap_or(today);
        let ledger = Ledger::new(entries)?;
        for day in [today, latest] {
            assess(&self.rulebook, &ledger, day)?;
        }
        Ok(())
    }

    /// Appends an entry that was checked.
    pub(crate) fn append(&mut self, whose: usize, entry: Entry) -> Result<(), Refused> {
        let id = entry.id.to_string();
        self.person_mut(whose)?.added.push(entry);
        self.happened(whose, Happened::Entry(id));
        Ok(())
    }
}
