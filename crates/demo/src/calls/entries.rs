//! `GET /me`, `GET /me/entries` as pages and as lines of JSON, `GET /me/entries/{id}`.

use citizen_score_contract::entries::{DEFAULT_LIMIT, MAX_LIMIT};
use citizen_score_contract::ledger::{Begin, Count, End, NDJSON};
use citizen_score_contract::{EntriesPage, EntryView, ProblemCode};
use citizen_score_office::cursor::entries as cursor;
use citizen_score_office::page::Asked;
use citizen_score_rules::ledger::MAX_TEXT;
use serde::Serialize;

use crate::calls::{Asking, decoded};
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::{Request, Response};

impl Demo {
    pub(crate) fn show_me(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        Response::json(200, &self.me(whose, ask.today())?)
    }

    pub(crate) fn list_entries(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let query = ask.request.query();
        if wants_lines(ask.request) {
            return self.all_entries(whose, query, ask);
        }
        let asked = Asked::read(query, DEFAULT_LIMIT, MAX_LIMIT, cursor::read)?;
        let (account, marks) = self.account(whose, ask.today())?;
        let entries = account.ledger.entries();
        let end = match &asked.after {
            None => entries.len(),
            Some(place) => entries.partition_point(|entry| {
                (entry.occurred_on, &*entry.id) < (place.occurred_on, place.id.as_str())
            }),
        };
        let begin = end.saturating_sub(asked.limit as usize);
        let page = entries.iter().enumerate().take(end).skip(begin).rev();
        let views: Vec<EntryView> = page
            .map(|(place, entry)| marks.view(entry.clone(), account.outcome(place)))
            .collect();
        let last = views.last().filter(|_| begin > 0);
        let next_cursor = last.map(|view| cursor::after(&view.entry));
        Response::json(
            200,
            &EntriesPage {
                entries: views,
                next_cursor,
            },
        )
    }

    fn all_entries(
        &mut self,
        whose: usize,
        query: &str,
        ask: &Asking,
    ) -> Result<Response, Refused> {
        if let Some(name) = query.split(['=', '&']).find(|name| !name.is_empty()) {
            let shown: String = name.chars().take(40).collect();
            let problem = "is not a parameter of the whole ledger, which has no pages";
            return Err(Refused::invalid(shown, problem));
        }
        let me = self.me(whose, ask.today())?;
        let mut lines = Vec::new();
        line(&mut lines, &Begin { me })?;
        let mut entries = 0;
        for view in self.views(whose, ask.today())? {
            line(&mut lines, &view)?;
            entries += 1;
        }
        line(
            &mut lines,
            &End {
                end: Count { entries },
            },
        )?;
        Ok(Response::of(200, NDJSON, lines))
    }

    pub(crate) fn show_entry(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let id = decoded(id).filter(|id| id.len() <= MAX_TEXT);
        let id = id.ok_or(ProblemCode::NotFound)?;
        let found = self.views(whose, ask.today())?.find(|it| it.entry.id == id);
        Response::json(200, &found.ok_or(ProblemCode::NotFound)?)
    }
}

fn line(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Refused> {
    serde_json::to_writer(&mut *out, value).map_err(Refused::internal)?;
    out.push(b'\n');
    Ok(())
}

/// Whether a request asks for lines of JSON.
fn wants_lines(request: &Request) -> bool {
    let kinds = request.header_values("accept");
    kinds.flat_map(|value| value.split(',')).any(|kind| {
        let mut parts = kind.split(';').map(str::trim);
        let kind = parts.next();
        let named = kind.is_some_and(|it| it.eq_ignore_ascii_case(NDJSON));
        named && !parts.any(|it| it.eq_ignore_ascii_case("q=0"))
    })
}
