//! `PUT` and `DELETE /me/entries/{id}/statement`: the resident's own words beside an entry.

use chrono::SubsecRound as _;
use citizen_score_contract::statement::WriteStatement;
use citizen_score_contract::{ProblemCode, Statement};
use citizen_score_record::statement::problem;
use citizen_score_rules::ledger::MAX_TEXT;

use crate::calls::{Asking, decoded};
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;

impl Demo {
    pub(crate) fn write_statement(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let wish: WriteStatement = ask.json()?;
        let id = entry_id(id)?;
        if let Some(problem) = problem(&wish.text) {
            return Err(Refused::invalid("text", problem));
        }
        self.own_entry(whose, &id)?;
        let marks = &mut self.person_mut(whose)?.marks;
        let mark = marks.marks.entry(id.into()).or_default();
        let stands = mark.statement.clone().filter(|it| it.text == wish.text);
        let statement = stands.clone().unwrap_or(Statement {
            text: wish.text,
            written_at: ask.now.trunc_subsecs(0),
        });
        if stands.is_none() {
            mark.statement = Some(statement.clone());
            marks.revision += 1;
        }
        Response::json(200, &statement)
    }

    pub(crate) fn remove_statement(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let id = entry_id(id)?;
        self.own_entry(whose, &id)?;
        let marks = &mut self.person_mut(whose)?.marks;
        let mark = marks.marks.get_mut(id.as_str());
        if mark.and_then(|mark| mark.statement.take()).is_some() {
            marks.revision += 1;
        }
        Ok(Response::empty(204))
    }

    fn own_entry(&mut self, whose: usize, id: &str) -> Result<(), Refused> {
        let known = self.entries(whose)?.iter().any(|entry| entry.id == *id);
        if known {
            Ok(())
        } else {
            Err(ProblemCode::NotFound.into())
        }
    }
}

/// What cannot be an id names nothing.
fn entry_id(id: &str) -> Result<String, Refused> {
    let id = decoded(id).filter(|id| id.len() <= MAX_TEXT);
    Ok(id.ok_or(ProblemCode::NotFound)?)
}
