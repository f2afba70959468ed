//! Who is signed in, on devices of their own and at the display.

use chrono::{DateTime, Utc};
use citizen_score_contract::{DisplaySession, ProblemCode, SIGN_OUT_COOKIE, Session as Told};
use citizen_score_office::visits::{
    IDLE_SECONDS, SESSION_SECONDS, SLACK_SECONDS, TOUCH_SECONDS, visit,
};
use citizen_score_office::{browser, digest, secret};
use serde::{Deserialize, Serialize};

use crate::demo::Demo;
use crate::news::Happened;
use crate::refused::Refused;
use crate::request::{Random, Request, Response};

/// Name of the cookie of a session.
pub const COOKIE: &str = "cs_session";

/// Name of the cookie that carries a display's key.
pub const DISPLAY_COOKIE: &str = "cs_display";

/// Letters of a token and of a display's key.
const LETTERS: usize = 43;

const ATTRIBUTES: &str = "Path=/; HttpOnly; SameSite=Lax";

/// Seconds without a touch or a key after which a visit ends.
pub const VISIT_IDLE: u32 = 180;

/// Seconds after which a visit ends whatever happens, unless it is extended.
pub const VISIT_LIMIT: u32 = 600;

/// A session. Only the hash of its token is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    pub(crate) token_hash: [u8; 32],
    pub(crate) whose: usize,
    pub(crate) public_id: String,
    pub(crate) created: i64,
    pub(crate) last_seen: i64,
    pub(crate) idle: i64,
    pub(crate) expires: i64,
    pub(crate) display: Option<u32>,
    pub(crate) extensions: i64,
    /// The family of the browser; none at the display.
    pub(crate) browser: Option<String>,
    /// The family of its system.
    pub(crate) system: Option<String>,
}

/// A shared display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Display {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) key: String,
}

/// A pairing; only hashes of its codes are kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pairing {
    pub(crate) device_hash: [u8; 32],
    pub(crate) user_hash: [u8; 32],
    pub(crate) key_hash: [u8; 32],
    pub(crate) display: u32,
    pub(crate) status: Answer,
    pub(crate) whose: Option<usize>,
    /// `public_id` of the session that came of it.
    pub(crate) session: Option<String>,
    pub(crate) expires_at: i64,
}

/// What became of a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Answer {
    Waiting,
    Approved,
    Refused,
    Used,
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub whose: usize,
    pub token_hash: [u8; 32],
    pub display: Option<u32>,
}

impl SignedIn {
    /// Refuses a visit at a shared display.
    pub(crate) fn on_own_device(&self) -> Result<(), Refused> {
        match self.display {
            Some(_) => Err(ProblemCode::NotOnDisplay.into()),
            None => Ok(()),
        }
    }
}

impl Session {
    /// Second from which it is over if nothing more is asked.
    pub(crate) fn ends(&self) -> i64 {
        self.last_seen.saturating_add(self.idle).min(self.expires)
    }

    pub(crate) fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.ends() > now.timestamp()
    }
}

/// A second as a moment.
pub(crate) fn moment(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap_or_default()
}

/// Hash of the token that a request carries.
pub(crate) fn token_of(request: &Request) -> Option<[u8; 32]> {
    let token = request.cookie(COOKIE)?;
    (token.len() == LETTERS).then(|| digest::sha256(token.as_bytes()))
}

impl Demo {
    /// The display that a request comes from.
    pub(crate) fn display_of(&self, request: &Request) -> Option<&Display> {
        let key = request.cookie(DISPLAY_COOKIE)?;
        self.state.displays.iter().find(|it| it.key == key)
    }

    /// The display that a request comes from; refused for one whose key is good for nothing.
    pub(crate) fn place_of(&self, request: &Request) -> Result<Option<Display>, Refused> {
        let display = self.display_of(request).cloned();
        let key = request.cookie(DISPLAY_COOKIE);
        if display.is_none() && key.is_some_and(|key| key.len() == LETTERS) {
            return Err(ProblemCode::OnlyOnDisplay.into());
        }
        Ok(display)
    }

    /// The live session of this token.
    pub(crate) fn session(&self, token_hash: &[u8; 32], now: DateTime<Utc>) -> Option<&Session> {
        let mut sessions = self.state.sessions.iter();
        sessions.find(|it| it.token_hash == *token_hash && it.is_live(now))
    }

    /// Who asks, whatever they ask; notes the use, but for a visit at a display.
    pub(crate) fn holder(&mut self, request: &Request, now: DateTime<Utc>) -> Option<SignedIn> {
        let token_hash = token_of(request)?;
        let at = now.timestamp();
        let mut sessions = self.state.sessions.iter_mut();
        let found = sessions.find(|it| it.token_hash == token_hash && it.is_live(now))?;
        if found.display.is_none() && found.last_seen <= at - TOUCH_SECONDS {
            found.last_seen = at;
        }
        Some(SignedIn {
            whose: found.whose,
            token_hash,
            display: found.display,
        })
    }

    /// Who asks. A visit at a display reads, and does nothing else.
    pub(crate) fn signed_in(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<SignedIn, Refused> {
        let signed_in = self.holder(request, now).ok_or(ProblemCode::SignedOut)?;
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            signed_in.on_own_device()?;
        }
        // Another resident may have signed in on the device since a draft was written.
        if let Some(named) = request.header("drafts-holder")
            && named != self.drafts_key(signed_in.whose)?.holder
        {
            return Err(ProblemCode::SignedOut.into());
        }
        Ok(signed_in)
    }

    /// Who asks, on a device of their own.
    pub(crate) fn on_own_device(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<SignedIn, Refused> {
        let signed_in = self.signed_in(request, now)?;
        signed_in.on_own_device()?;
        Ok(signed_in)
    }

    /// Begins a session in place of the one that the request carries, and answers with it.
    pub(crate) fn begin(
        &mut self,
        (whose, display): (usize, Option<u32>),
        request: &Request,
        now: DateTime<Utc>,
        random: Random,
    ) -> Result<(Response, String), Refused> {
        let (mut token, mut public) = ([0; 32], [0; 16]);
        random(&mut token);
        random(&mut public);
        let token = digest::text(&token);
        let (idle, lasts) = match display {
            Some(_) => (
                i64::from(VISIT_IDLE) + SLACK_SECONDS,
                i64::from(VISIT_LIMIT),
            ),
            None => (IDLE_SECONDS, SESSION_SECONDS),
        };
        let at = now.timestamp();
        let (browser, system) = match display {
            Some(_) => (None, None),
            None => browser::device(request.header("user-agent").unwrap_or_default()),
        };
        let session = Session {
            token_hash: digest::sha256(token.as_bytes()),
            whose,
            public_id: digest::text(&public),
            created: at,
            last_seen: at,
            idle,
            expires: at + lasts,
            display,
            extensions: 0,
            browser: browser.map(str::to_owned),
            system: system.map(str::to_owned),
        };
        let (told, public_id) = (self.told(&session, now), session.public_id.clone());
        self.state.sessions.push(session);
        if display.is_some() {
            self.happened(whose, Happened::Display);
        }
        // Whoever was signed in before on this browser no longer is.
        if let Some(before) = token_of(request) {
            self.end_sessions(|it| it.token_hash == before, now);
        }
        let cookie = format!("{COOKIE}={token}; {ATTRIBUTES}");
        let response = Response::json(200, &told)?.with("set-cookie", &cookie);
        Ok((response, public_id))
    }

    /// What is told of a session.
    pub(crate) fn told(&self, session: &Session, now: DateTime<Utc>) -> Told {
        let at_display = session.display.is_some();
        let (idle, expires) = (session.idle, session.expires);
        Told {
            display_name: self.name_and_number(session.whose).0,
            expires_at: moment(session.ends()),
            id: Some(session.public_id.clone()),
            ends_at: Some(moment(expires)),
            visit: at_display.then(|| visit(idle, expires, session.extensions, now.timestamp())),
        }
    }

    /// Ends sessions, and forgets those that ended by themselves. Answers whether any was wanted.
    pub(crate) fn end_sessions(
        &mut self,
        wanted: impl Fn(&Session) -> bool,
        now: DateTime<Utc>,
    ) -> bool {
        let mut found = false;
        let mut visitors = Vec::new();
        self.state.sessions.retain(|session| {
            let is_wanted = wanted(session);
            found |= is_wanted;
            let stays = !is_wanted && session.is_live(now);
            if !stays && session.display.is_some() {
                visitors.push(session.whose);
            }
            stays
        });
        for whose in visitors {
            self.happened(whose, Happened::Display);
        }
        found
    }

    /// Says that a display has loaded its page anew: visits there end, and what it asked to be approved is
    /// void. Nothing happens for a request from elsewhere.
    pub fn page_loaded(&mut self, request: &Request, now: DateTime<Utc>) {
        let Some(display) = self.display_of(request).map(|it| it.id) else {
            return;
        };
        let at = now.timestamp();
        for pairing in &mut self.state.pairings {
            let open = matches!(pairing.status, Answer::Waiting | Answer::Approved);
            if pairing.display == display && open {
                pairing.expires_at = pairing.expires_at.min(at);
            }
        }
        self.end_sessions(|it| it.display == Some(display), now);
    }

    /// The visit of this name, as it is told, if it goes on.
    pub(crate) fn visit_told(&self, session: &Session) -> Option<DisplaySession> {
        let id = session.display?;
        let display = self.state.displays.iter().find(|it| it.id == id)?;
        Some(DisplaySession {
            id: session.public_id.clone(),
            display: display.name.clone(),
            since: moment(session.created),
            until: moment(session.expires),
        })
    }

    /// A key for a use and for what `parts` name.
    pub(crate) fn derive(&self, label: &str, parts: &[&str]) -> [u8; 32] {
        secret::derive(&self.state.secret, label, parts)
    }
}

/// Whether a request carries the wish to sign out, of a page that could not say so before.
pub(crate) fn wants_out(request: &Request) -> bool {
    let pairs = request.header_values("cookie");
    let mut pairs = pairs.flat_map(|value| value.split(';'));
    pairs.any(|pair| pair.trim() == format!("{SIGN_OUT_COOKIE}=1"))
}

/// The request without the cookies of a session and of the wish to sign out.
pub(crate) fn signed_out(request: &Request) -> Request {
    let mut request = request.clone();
    let is_own = |pair: &&str| {
        let name = pair.trim().split('=').next().unwrap_or_default();
        name != COOKIE && name != SIGN_OUT_COOKIE
    };
    for (name, value) in &mut request.headers {
        if name.eq_ignore_ascii_case("cookie") {
            let kept: Vec<&str> = value.split(';').filter(is_own).collect();
            *value = kept.join(";");
        }
    }
    request
}

/// Takes the cookies of a session and of the wish to sign out away, before those of the answer itself.
pub(crate) fn taking_both(mut response: Response) -> Response {
    let away = [
        format!("{COOKIE}=; {ATTRIBUTES}; Max-Age=0"),
        format!("{SIGN_OUT_COOKIE}=; Path=/; SameSite=Lax; Max-Age=0"),
    ];
    let away = away.map(|value| ("set-cookie".to_owned(), value));
    response.headers.splice(0..0, away);
    response
}

/// Takes the cookie of a session away.
pub(crate) fn without_cookie(response: Response) -> Response {
    let cookie = format!("{COOKIE}=; {ATTRIBUTES}; Max-Age=0");
    response.with("set-cookie", &cookie)
}
