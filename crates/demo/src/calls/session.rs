//! `GET`, `POST` and `DELETE /session`, and `POST /session/extend`.

use citizen_score_contract::session::MAX_EXTENSIONS;
use citizen_score_contract::{AccessKind, ExtendSession, ProblemCode};
use citizen_score_office::browser::named;
use serde::Deserialize;

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;
use crate::sessions::{VISIT_LIMIT, token_of, without_cookie};

/// The body of a sign-in, read field by field so that a wrong one can be named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    code: Option<String>,
    resident: Option<String>,
}

impl Demo {
    pub(crate) fn show_session(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let signed_in = self.signed_in(ask.request, ask.now)?;
        self.answer_session(&signed_in.token_hash, ask)
    }

    fn answer_session(&self, token_hash: &[u8; 32], ask: &Asking) -> Result<Response, Refused> {
        let session = self.session(token_hash, ask.now);
        let session = session.ok_or(ProblemCode::SignedOut)?;
        Response::json(200, &self.told(session, ask.now))
    }

    /// Signs in by choosing. Nobody gives out codes here, so none is right.
    pub(crate) fn begin_session(&mut self, ask: &mut Asking) -> Result<Response, Refused> {
        let body: Body = ask.json()?;
        let resident = match (body.code, body.resident) {
            (Some(_), None) => None,
            (None, Some(resident)) => Some(resident),
            (None, None) => return Err(Refused::invalid("code", "is missing")),
            (Some(_), Some(_)) => {
                let problem = "cannot be given beside a code";
                return Err(Refused::invalid("resident", problem));
            }
        };
        let display = self.place_of(ask.request)?;
        let whose = resident.and_then(|id| self.resident(&id));
        let whose = whose.ok_or(ProblemCode::SignInRefused)?;
        let agent = ask.request.header("user-agent").unwrap_or_default();
        let by = named("demo", display.as_ref().map(|it| &*it.name), agent);
        let at = (whose, display.map(|it| it.id));
        let (response, _) = self.begin(at, ask.request, ask.now, ask.random)?;
        self.log(whose, AccessKind::SignIn, &by, None, None, ask.now);
        self.expect_live_entry(whose, ask.now);
        Ok(response)
    }

    pub(crate) fn end_session(&mut self, ask: &Asking) -> Response {
        if let Some(token_hash) = token_of(ask.request) {
            self.end_sessions(|it| it.token_hash == token_hash, ask.now);
        }
        without_cookie(Response::empty(204))
    }

    pub(crate) fn extend_session(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let signed_in = self.holder(ask.request, ask.now);
        let signed_in = signed_in.ok_or(ProblemCode::SignedOut)?;
        if signed_in.display.is_none() {
            return Err(ProblemCode::OnlyOnDisplay.into());
        }
        let wish: ExtendSession = ask.json()?;
        let at = ask.second();
        let mut sessions = self.state.sessions.iter_mut();
        let session = sessions.find(|it| it.token_hash == signed_in.token_hash);
        let session = session.ok_or(ProblemCode::SignedOut)?;
        if wish.limit {
            if session.extensions >= i64::from(MAX_EXTENSIONS) {
                return Err(ProblemCode::NoMoreExtensions.into());
            }
            session.extensions += 1;
            session.expires = session.expires.max(at + i64::from(VISIT_LIMIT));
        }
        session.last_seen = at;
        self.answer_session(&signed_in.token_hash, ask)
    }
}
