//! `/me/sessions` and `/me/display-sessions`: where a resident is signed in, seen and ended from a device
//! of their own; `/me/push`, which is not to be had here.

use citizen_score_contract::push::Push;
use citizen_score_contract::sessions::{OpenSession, OpenSessions};
use citizen_score_contract::{DisplaySessions, ProblemCode};

use crate::calls::{Asking, decoded};
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;
use crate::sessions::{Session, moment, without_cookie};

/// Sessions that are listed at most.
const MOST: usize = 100;

/// A name is no longer than this.
const NAME_LETTERS: usize = 64;

impl Demo {
    pub(crate) fn list_sessions(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let signed_in = self.on_own_device(ask.request, ask.now)?;
        let live = self.live_of(signed_in.whose, ask);
        let own = live.filter(|it| it.display.is_none()).take(MOST);
        let sessions = own.map(|it| OpenSession {
            id: it.public_id.clone(),
            current: it.token_hash == signed_in.token_hash,
            signed_in_at: moment(it.created),
            last_seen_at: moment(it.last_seen),
            expires_at: moment(it.ends()),
            browser: it.browser.clone(),
            system: it.system.clone(),
        });
        let sessions = sessions.collect();
        Response::json(200, &OpenSessions { sessions })
    }

    pub(crate) fn end_own_session(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let signed_in = self.on_own_device(ask.request, ask.now)?;
        let is_own = |it: &Session| it.whose == signed_in.whose && it.display.is_none();
        let id = decoded(id).filter(|id| id.len() <= NAME_LETTERS);
        let id = id.ok_or(ProblemCode::NotFound)?;
        let current = self.session(&signed_in.token_hash, ask.now);
        let is_current = current.is_some_and(|it| it.public_id == id);
        if !self.end_sessions(|it| is_own(it) && it.public_id == id, ask.now) {
            return Err(ProblemCode::NotFound.into());
        }
        let response = Response::empty(204);
        Ok(if is_current {
            without_cookie(response)
        } else {
            response
        })
    }

    pub(crate) fn list_visits(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        let live = self.live_of(whose, ask);
        let sessions = live.filter_map(|it| self.visit_told(it)).collect();
        Response::json(200, &DisplaySessions { sessions })
    }

    pub(crate) fn end_visit(&mut self, ask: &Asking, id: &str) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        let id = decoded(id).filter(|id| id.len() <= NAME_LETTERS);
        let id = id.ok_or(ProblemCode::NotFound)?;
        let wanted = |it: &Session| it.whose == whose && it.display.is_some() && it.public_id == id;
        if !self.end_sessions(wanted, ask.now) {
            return Err(ProblemCode::NotFound.into());
        }
        Ok(Response::empty(204))
    }

    /// Live sessions of a resident, the newest first.
    fn live_of(&self, whose: usize, ask: &Asking) -> impl Iterator<Item = &Session> {
        let now = ask.now;
        let sessions = self.state.sessions.iter().rev();
        sessions.filter(move |it| it.whose == whose && it.is_live(now))
    }

    pub(crate) fn show_push(&mut self, ask: &Asking) -> Result<Response, Refused> {
        self.on_own_device(ask.request, ask.now)?;
        let nothing = Push {
            key: None,
            told: None,
            until: None,
        };
        Response::json(200, &nothing)
    }

    /// There is nobody who could send anything.
    pub(crate) fn no_push(&mut self, ask: &Asking) -> Result<Response, Refused> {
        self.on_own_device(ask.request, ask.now)?;
        Err(ProblemCode::NotFound.into())
    }

    /// Also good where there is nothing to end.
    pub(crate) fn end_push(&mut self, ask: &Asking) -> Result<Response, Refused> {
        self.on_own_device(ask.request, ask.now)?;
        Ok(Response::empty(204))
    }
}
