//! `/me/cases`: what a resident asks of the city, and what becomes of it.

use std::collections::HashSet;

use chrono::Datelike as _;
use citizen_score_contract::cases::{Answer, Attachment, DEFAULT_LIMIT, MAX_LIMIT, StepKind};
use citizen_score_contract::{
    API_PATH, Case, CaseKind, CaseStatus, CasesPage, Evidence, NewCase as Body, ProblemCode,
};
use citizen_score_office::cases::check::{self, About, attached};
use citizen_score_office::cases::grounds::{self, Grounded};
use citizen_score_office::cases::number;
use citizen_score_office::cursor::cases::{self as cursor, CasePlace};
use citizen_score_office::once::Once;
use citizen_score_office::page::Asked;
use citizen_score_rules::cases::due_on;
use citizen_score_rules::{Entry, Outcome};

use crate::calls::{Asking, decoded};
use crate::cases::{NewCase, Step};
use crate::demo::Demo;
use crate::person::{Answered, KeptCase};
use crate::refused::Refused;
use crate::request::Response;

impl Demo {
    pub(crate) fn list_cases(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let query = ask.request.query();
        let asked = Asked::read(query, DEFAULT_LIMIT, MAX_LIMIT, cursor::read)?;
        let mut kept: Vec<&KeptCase> = self.person(whose)?.cases.iter().collect();
        kept.sort_by(|a, b| place(b).cmp(&place(a)));
        let mut rest = kept.into_iter().filter(|it| {
            let after = asked.after.as_ref();
            after.is_none_or(|after| place(it) < (&*after.opened_at, &*after.id))
        });
        let page: Vec<&KeptCase> = rest.by_ref().take(asked.limit as usize).collect();
        let more = rest.next().is_some();
        let last = page.last().filter(|_| more);
        let next_cursor = last.map(|kept| {
            cursor::cursor(&CasePlace {
                opened_at: kept.opened_at.clone(),
                id: kept.case.id.clone(),
            })
        });
        let cases = page.into_iter().map(|kept| kept.case.clone()).collect();
        Response::json(200, &CasesPage { cases, next_cursor })
    }

    pub(crate) fn show_case(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let id = own(id)?;
        Response::json(200, self.case(whose, &id).ok_or(ProblemCode::NotFound)?)
    }

    pub(crate) fn begin_case(&mut self, ask: &mut Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let body: Body = ask.json()?;
        let once = ask.once("POST /me/cases", &ask.request.body)?;
        let asked = check::case(body)?;
        if let Some(before) = self.answered_before(whose, &once)? {
            return Ok(located(before));
        }
        let today = ask.today();
        let found = self.grounded(whose, &asked.about, ask)?;
        let evidence = self.attached(whose, &asked.evidence)?;
        let id = self.fresh_number(today.year(), ask)?;
        let due_on = due_on(&self.rulebook, today).ok_or_else(|| Refused::internal("the clock"))?;
        let new = NewCase {
            id: id.clone(),
            opened_at: ask.now,
            kind: CaseKind::Claim,
            entry: None,
            factor: found.factor,
            on: None,
            ground: None,
            words: asked.words,
            wish: None,
            authority: found.authority,
            due_on,
            evidence,
        };
        let new = match asked.about {
            About::Objection {
                entry,
                ground,
                wish,
            } => NewCase {
                kind: CaseKind::Objection,
                entry: Some(entry),
                ground: Some(ground),
                wish,
                ..new
            },
            About::Repair { entry, on } => NewCase {
                kind: CaseKind::Repair,
                entry: Some(entry),
                on: Some(on),
                ..new
            },
            About::Claim { on, .. } => NewCase {
                on: Some(on),
                ..new
            },
        };
        if !self.open_case(whose, new) {
            return Err(ProblemCode::CaseOpen.into());
        }
        self.expect_office(whose, &id, ask.now);
        Ok(located(self.keep_answer(whose, &id, once, 201)?))
    }

    pub(crate) fn answer_case(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let answer: Answer = ask.json()?;
        let id = own(id)?;
        check::answer(&answer)?;
        let once = ask.once(&format!("POST /me/cases/{id}/answer"), &ask.request.body)?;
        if let Some(before) = self.answered_before(whose, &once)? {
            return Ok(before);
        }
        if self.open_status(whose, &id)? != CaseStatus::Question {
            return Err(Refused::invalid("status", "nothing was asked"));
        }
        let evidence = self.attached(whose, &answer.evidence)?;
        let step = Step {
            at: ask.now,
            kind: StepKind::Answer,
            words: Some(answer.words),
            evidence,
        };
        self.add_step(whose, &id, step);
        self.expect_office(whose, &id, ask.now);
        self.keep_answer(whose, &id, once, 200)
    }

    pub(crate) fn withdraw_case(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let id = own(id)?;
        ask.nothing()?;
        let once = ask.once(&format!("POST /me/cases/{id}/withdraw"), b"")?;
        if let Some(before) = self.answered_before(whose, &once)? {
            return Ok(before);
        }
        self.open_status(whose, &id)?;
        let step = Step {
            at: ask.now,
            kind: StepKind::Withdrawn,
            words: None,
            evidence: Vec::new(),
        };
        self.add_step(whose, &id, step);
        self.keep_answer(whose, &id, once, 200)
    }

    /// How far an open case is.
    fn open_status(&self, whose: usize, id: &str) -> Result<CaseStatus, Refused> {
        let status = self.case(whose, id).ok_or(ProblemCode::NotFound)?.status;
        if status.is_closed() {
            return Err(ProblemCode::CaseClosed.into());
        }
        Ok(status)
    }

    /// One of a resident's own cases.
    pub(crate) fn case(&self, whose: usize, id: &str) -> Option<&Case> {
        let person = self.state.people.get(whose)?;
        let kept = person.cases.iter().find(|it| it.case.id == id)?;
        Some(&kept.case)
    }

    fn grounded(&mut self, whose: usize, about: &About, ask: &Asking) -> Result<Grounded, Refused> {
        let today = ask.today();
        let id = match about {
            About::Claim { factor, on } => {
                return Ok(grounds::claim(&self.rulebook, factor, *on, today)?);
            }
            About::Objection { entry, .. } | About::Repair { entry, .. } => entry,
        };
        let (entry, outcome) = self.standing_of(whose, id, ask.today())?;
        let found = grounds::about_entry(&self.rulebook, about, entry, &outcome, today)?;
        Ok(found)
    }

    /// An entry of a resident's own ledger, and its outcome on a day, as far as its chain of corrections
    /// decides.
    pub(crate) fn standing_of(
        &mut self,
        whose: usize,
        id: &str,
        today: chrono::NaiveDate,
    ) -> Result<(Entry, Outcome), Refused> {
        let entries = self.entries(whose)?;
        let marks = &self.person(whose)?.marks;
        let chain = around(&entries, id);
        let chain = chain.into_iter().map(|it| marks.applied(it)).collect();
        let found = grounds::entry(&self.rulebook, chain, today).map_err(Refused::internal)?;
        Ok(found.ok_or(ProblemCode::NotFound)?)
    }

    fn attached(&self, whose: usize, named: &[Attachment]) -> Result<Vec<Evidence>, Refused> {
        let person = self.person(whose)?;
        let mut found = Vec::with_capacity(named.len());
        for (place, file) in named.iter().enumerate() {
            found.push(attached(place, file, person.uploaded(&file.digest))?);
        }
        Ok(found)
    }

    fn fresh_number(&self, year: i32, ask: &mut Asking) -> Result<String, Refused> {
        let mut fill = |bytes: &mut [u8]| -> Result<(), Refused> {
            (ask.random)(bytes);
            Ok(())
        };
        loop {
            let id = number::draw(year, &mut fill)?;
            let people = self.state.people.iter();
            let mut cases = people.flat_map(|person| &person.cases);
            if !cases.any(|kept| kept.case.id == id) {
                return Ok(id);
            }
        }
    }

    /// The answer that was given to the same request before.
    pub(crate) fn answered_before(
        &self,
        whose: usize,
        once: &Once,
    ) -> Result<Option<Response>, Refused> {
        let mut answered = self.person(whose)?.answered.iter();
        match answered.find(|it| it.key == once.key) {
            None => Ok(None),
            Some(it) if it.request == once.request => {
                let body = it.body.clone().into_bytes();
                Ok(Some(Response::of(it.status, "application/json", body)))
            }
            Some(_) => Err(ProblemCode::Conflict.into()),
        }
    }

    fn keep_answer(
        &mut self,
        whose: usize,
        id: &str,
        once: Once,
        status: u16,
    ) -> Result<Response, Refused> {
        let case = self.case(whose, id).ok_or(ProblemCode::Internal)?;
        let body = serde_json::to_string(case).map_err(Refused::internal)?;
        self.person_mut(whose)?.answered.push(Answered {
            key: once.key,
            request: once.request,
            status,
            body: body.clone(),
        });
        Ok(Response::of(status, "application/json", body.into_bytes()))
    }
}

fn place(kept: &KeptCase) -> (&str, &str) {
    (&kept.opened_at, &kept.case.id)
}

/// A number of a case in a path; what cannot be one names nothing.
fn own(id: &str) -> Result<String, Refused> {
    let id = decoded(id).filter(|id| id.len() == number::LENGTH);
    Ok(id.ok_or(ProblemCode::NotFound)?)
}

fn located(response: Response) -> Response {
    let case: Option<Case> = serde_json::from_slice(&response.body).ok();
    match case {
        Some(case) => response.with("location", &format!("{API_PATH}/me/cases/{}", case.id)),
        None => response,
    }
}

/// An entry, and after it the chain of corrections that it is a part of.
fn around(entries: &[Entry], id: &str) -> Vec<Entry> {
    let Some(entry) = entries.iter().find(|it| it.id == *id) else {
        return Vec::new();
    };
    let mut seen = HashSet::from([entry.id.clone()]);
    let mut found = vec![entry.clone()];
    let mut looked_at = 0;
    while let Some(entry) = found.get(looked_at).cloned() {
        looked_at += 1;
        let near = entries.iter().filter(|it| {
            it.corrects.as_ref() == Some(&entry.id) || entry.corrects.as_ref() == Some(&it.id)
        });
        let new: Vec<Entry> = near
            .filter(|it| seen.insert(it.id.clone()))
            .cloned()
            .collect();
        found.extend(new);
    }
    found
}
