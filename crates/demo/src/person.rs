//! A made-up resident, with all that is kept about them.

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use citizen_score_contract::{Access, AccessKind, Case, EntryView, EvidenceKind, Me, ProblemCode};
use citizen_score_office::account::me;
use citizen_score_office::marks::Marks;
use citizen_score_rules::{Assessment, Entry, Ledger, Outcome, Reason, assess};
use serde::{Deserialize, Serialize};

use crate::demo::Demo;
use crate::made_up;
use crate::refused::Refused;

/// A resident.
#[derive(Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: String,
    /// When the resident was registered.
    pub registered_at: String,
    /// Entries that came after the loading.
    pub added: Vec<Entry>,
    /// What stands beside the entries.
    pub marks: Marks,
    /// Whether the resident consents to being scored.
    pub scored: bool,
    /// When that was last changed.
    pub consent_changed_at: Option<DateTime<Utc>>,
    /// The cases, in the order in which they came.
    pub cases: Vec<KeptCase>,
    /// What was uploaded.
    pub files: Vec<KeptFile>,
    /// Requests that were answered, for good.
    pub answered: Vec<Answered>,
    /// The access log, oldest first.
    pub log: Vec<Access>,
    /// Proofs of the tier, oldest first.
    pub proofs: Vec<KeptProof>,
    /// The ledger as it was loaded.
    #[serde(skip)]
    base: Option<Vec<Entry>>,
    /// What the ledger came to when it was last asked for.
    #[serde(skip)]
    account: Option<Account>,
}

/// A case, and when it was opened.
#[derive(Serialize, Deserialize)]
pub struct KeptCase {
    /// When it was opened, to the microsecond, as cursors hold it.
    pub opened_at: String,
    /// The case.
    pub case: Case,
}

/// An uploaded file.
#[derive(Serialize, Deserialize)]
pub struct KeptFile {
    /// SHA-256 in hexadecimal.
    pub digest: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// The bytes.
    #[serde(with = "crate::saved::bytes")]
    pub content: Vec<u8>,
    /// Second of the upload.
    pub uploaded_at: i64,
}

/// A request that was answered.
#[derive(Serialize, Deserialize)]
pub struct Answered {
    /// Its key.
    pub key: String,
    /// What was asked, as a digest.
    pub request: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub body: String,
}

/// A proof of the tier.
#[derive(Serialize, Deserialize)]
pub struct KeptProof {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// SHA-256 of the short code.
    pub code_hash: [u8; 32],
    /// Second from which it is void.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Names one state of a ledger on one day: entries, revision, whether it is scored, day.
type Named = (usize, i64, bool, NaiveDate);

/// What a ledger comes to.
pub struct Account {
    named: Named,
    /// The entries as they stand with their marks, oldest first.
    pub ledger: Ledger,
    /// What was computed; none where consent is withdrawn.
    pub scored: Option<(Assessment, Me)>,
}

impl Account {
    /// The outcome of the entry at this place.
    #[must_use]
    pub fn outcome(&self, place: usize) -> Outcome {
        let found = self.scored.as_ref();
        let found = found.and_then(|(assessment, _)| assessment.outcomes.get(place).cloned());
        found.unwrap_or(Outcome::DoesNot(Reason::NotScored))
    }
}

impl Person {
    pub(crate) fn new(id: String, registered_at: String) -> Self {
        Self {
            id,
            registered_at,
            added: Vec::new(),
            marks: Marks::default(),
            scored: true,
            consent_changed_at: None,
            cases: Vec::new(),
            files: Vec::new(),
            answered: Vec::new(),
            log: Vec::new(),
            proofs: Vec::new(),
            base: None,
            account: None,
        }
    }
}

impl Person {
    /// What the ledger came to when it was last asked for.
    pub(crate) fn kept_account(&self) -> Option<&Account> {
        self.account.as_ref()
    }
}

impl Demo {
    /// Place of the resident with this id.
    #[must_use]
    pub fn resident(&self, id: &str) -> Option<usize> {
        self.state.people.iter().position(|it| it.id == id)
    }

    /// The resident at a place.
    pub(crate) fn person(&self, whose: usize) -> Result<&Person, Refused> {
        let found = self.state.people.get(whose);
        found.ok_or_else(|| Refused::internal("no such resident"))
    }

    pub(crate) fn person_mut(&mut self, whose: usize) -> Result<&mut Person, Refused> {
        let found = self.state.people.get_mut(whose);
        found.ok_or_else(|| Refused::internal("no such resident"))
    }

    /// Name and number of the resident at a place.
    pub(crate) fn name_and_number(&self, whose: usize) -> (String, String) {
        let found = self.residents.get(whose);
        found
            .map(|it| (it.name.clone(), it.number.clone()))
            .unwrap_or_default()
    }

    /// Whether a resident is scored: always, unless the rulebook leaves it to the resident, who has
    /// withdrawn consent.
    pub(crate) fn is_scored(&self, whose: usize) -> bool {
        let consents = self.state.people.get(whose).is_none_or(|it| it.scored);
        consents || !self.rulebook.data().voluntary
    }

    /// All entries of a resident, in the order in which they were recorded here.
    pub(crate) fn entries(&mut self, whose: usize) -> Result<Vec<Entry>, Refused> {
        let (rulebook, loaded_at) = (&self.rulebook, self.state.loaded_at);
        let person = self.state.people.get_mut(whose);
        let person = person.ok_or_else(|| Refused::internal("no such resident"))?;
        if person.base.is_none() {
            let base = made_up::ledger(rulebook, &person.id, loaded_at);
            person.base = Some(base.map_err(Refused::internal)?);
        }
        let base = person.base.iter().flatten();
        Ok(base.chain(&person.added).cloned().collect())
    }

    /// What a resident's ledger comes to on a day, and what stands beside it.
    pub(crate) fn account(
        &mut self,
        whose: usize,
        day: NaiveDate,
    ) -> Result<(&Account, &Marks), Refused> {
        let scored = self.is_scored(whose);
        let person = self.person(whose)?;
        let known = person.account.as_ref().map(|it| it.named);
        let entries = person.base.as_ref().map_or(0, Vec::len) + person.added.len();
        let named = (entries, person.marks.revision, scored, day);
        if known != Some(named) || person.base.is_none() {
            let account = self.compute(whose, scored, day)?;
            self.person_mut(whose)?.account = Some(account);
        }
        let person = self.person(whose)?;
        let account = person.account.as_ref();
        let account = account.ok_or_else(|| Refused::internal("no account"))?;
        Ok((account, &person.marks))
    }

    fn compute(&mut self, whose: usize, scored: bool, day: NaiveDate) -> Result<Account, Refused> {
        let entries = self.entries(whose)?;
        let marks = &self.person(whose)?.marks;
        let revision = marks.revision;
        let count = entries.len();
        let applied = entries.into_iter().map(|entry| marks.applied(entry));
        let ledger = Ledger::new(applied.collect()).map_err(Refused::internal)?;
        let scored_now = if scored {
            let assessment = assess(&self.rulebook, &ledger, day).map_err(Refused::internal)?;
            let (name, number) = self.name_and_number(whose);
            let standing = assessment.standing.clone();
            let whose = (name.as_str(), number.as_str());
            let me = me(&self.rulebook, whose, &ledger, standing, day, revision);
            Some((assessment, me))
        } else {
            None
        };
        Ok(Account {
            named: (count, revision, scored, day),
            ledger,
            scored: scored_now,
        })
    }

    /// The standing of a resident.
    pub(crate) fn me(&mut self, whose: usize, day: NaiveDate) -> Result<Me, Refused> {
        let (account, _) = self.account(whose, day)?;
        let scored = account.scored.as_ref();
        let (_, me) = scored.ok_or(ProblemCode::NotScored)?;
        Ok(me.clone())
    }

    /// All entries of a resident as they are shown, oldest first.
    pub(crate) fn views(
        &mut self,
        whose: usize,
        day: NaiveDate,
    ) -> Result<impl Iterator<Item = EntryView> + '_, Refused> {
        let (account, marks) = self.account(whose, day)?;
        let entries = account.ledger.entries().iter().enumerate();
        Ok(entries.map(move |(place, entry)| marks.view(entry.clone(), account.outcome(place))))
    }

    /// Logs an access.
    pub(crate) fn log(
        &mut self,
        whose: usize,
        kind: AccessKind,
        by: &str,
        about: Option<&str>,
        entries: Option<u64>,
        now: DateTime<Utc>,
    ) {
        let Some(person) = self.state.people.get_mut(whose) else {
            return;
        };
        person.log.push(Access {
            number: person.log.len() as u64 + 1,
            at: now.trunc_subsecs(0),
            kind,
            by: by.to_owned(),
            about: about.map(str::to_owned),
            entries,
        });
    }
}
