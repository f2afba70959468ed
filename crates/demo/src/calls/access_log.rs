//! `GET /me/access-log`: who looked at the record, as pages or as a table.

use citizen_score_contract::{Access, AccessPage};
use citizen_score_office::accesses::{AccessFilter, Asked};
use citizen_score_office::cursor::accesses::after;
use citizen_score_office::tables::accesses::{NAMES, row};
use citizen_score_office::tables::cells::{KIND, MARK};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;

impl Demo {
    pub(crate) fn list_accesses(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let signed_in = self.signed_in(ask.request, ask.now)?;
        let asked = Asked::read(ask.request.query())?;
        let log = &self.person(signed_in.whose)?.log;
        let mut wanted = log.iter().rev().filter(|it| is_wanted(&asked.filter, it));
        if asked.csv {
            signed_in.on_own_device()?;
            let rows: String = wanted.map(row).collect();
            let name = format!("citizen-score-access-{}.csv", ask.today());
            let table = format!("{MARK}{NAMES}{rows}");
            return Ok(Response::file(KIND, &name, table.into_bytes()));
        }
        let before = asked.before.and_then(|it| u64::try_from(it).ok());
        let mut found = wanted
            .by_ref()
            .filter(|it| before.is_none_or(|before| it.number < before));
        let limit = asked.limit as usize;
        let accesses: Vec<Access> = found.by_ref().take(limit).cloned().collect();
        let more = found.next().is_some();
        let next_cursor = accesses.last().filter(|_| more).map(after);
        let page = AccessPage {
            accesses,
            next_cursor,
        };
        Response::json(200, &page)
    }
}

fn is_wanted(filter: &AccessFilter, access: &Access) -> bool {
    let day = access.at.date_naive();
    filter.kind.is_none_or(|kind| kind == access.kind)
        && filter.from.is_none_or(|from| from <= day)
        && filter.to.is_none_or(|to| day <= to)
}
