//! `/pairings`: signing in at the display with a phone (RFC 8628).

use citizen_score_contract::pairing::{PAIRING_SECONDS, PairingStatus};
use citizen_score_contract::{
    AccessKind, AskToken, DisplaySession, NewPairing, Pairing as Told, ProblemCode,
};
use citizen_score_office::pairing::{Codes, INTERVAL_SECONDS, UserCode, device_hash, key_hash};
use citizen_score_office::query;

use crate::calls::{Asking, decoded};
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::{Request, Response};
use crate::sessions::{Answer, Pairing};

/// Pairings of a display that can be approved at the same moment; a newer one makes the oldest void.
const MOST_LIVE: usize = 3;

/// Seconds after its end for which it is told what became of a pairing.
const TOLD_AFTER: i64 = 3600;

impl Demo {
    pub(crate) fn make_pairing(&mut self, ask: &mut Asking) -> Result<Response, Refused> {
        let display = self.display_of(ask.request).map(|it| it.id);
        let display = display.ok_or(ProblemCode::OnlyOnDisplay)?;
        ask.nothing()?;
        let mut fill = |bytes: &mut [u8]| -> Result<(), Refused> {
            (ask.random)(bytes);
            Ok(())
        };
        let codes = Codes::draw(&mut fill)?;
        let at = ask.second();
        let pairings = &mut self.state.pairings;
        pairings.retain(|it| it.expires_at > at - TOLD_AFTER);
        pairings.push(Pairing {
            device_hash: codes.name(),
            user_hash: codes.user_code.hash(),
            key_hash: key_hash(&codes.user_key),
            display,
            status: Answer::Waiting,
            whose: None,
            session: None,
            expires_at: at + i64::from(PAIRING_SECONDS),
        });
        let waiting = |it: &&mut Pairing| {
            it.display == display && it.status == Answer::Waiting && it.expires_at > at
        };
        let older = pairings.iter_mut().rev().filter(waiting).skip(MOST_LIVE);
        older.for_each(|it| it.expires_at = at);
        let pairing = NewPairing {
            device_code: codes.device_code,
            user_code: codes.user_code.shown(),
            user_key: codes.user_key,
            expires_in: PAIRING_SECONDS,
            interval: INTERVAL_SECONDS,
        };
        Response::json(201, &pairing)
    }

    /// Answers at once, where a server would wait: whoever asks here asks again a little later.
    pub(crate) fn take_pairing(&mut self, ask: &mut Asking) -> Result<Response, Refused> {
        let asked: AskToken = ask.json()?;
        let display = self.display_of(ask.request).cloned();
        let display = display.ok_or(ProblemCode::OnlyOnDisplay)?;
        let name = device_hash(&asked.device_code).ok_or(ProblemCode::ExpiredToken)?;
        let at = ask.second();
        let pairing = self.pairing(|it| it.device_hash == name && it.display == display.id);
        let pairing = pairing.filter(|it| it.expires_at > at);
        let pairing = pairing.ok_or(ProblemCode::ExpiredToken)?;
        let whose = match (pairing.status, pairing.whose) {
            (Answer::Waiting, _) => return Err(ProblemCode::AuthorizationPending.into()),
            (Answer::Refused, _) => return Err(ProblemCode::AccessDenied.into()),
            (Answer::Approved, Some(whose)) => whose,
            _ => return Err(ProblemCode::ExpiredToken.into()),
        };
        pairing.status = Answer::Used;
        let at = (whose, Some(display.id));
        let (response, public_id) = self.begin(at, ask.request, ask.now, ask.random)?;
        if let Some(pairing) = self.pairing(|it| it.device_hash == name) {
            pairing.session = Some(public_id);
        }
        let by = format!("display {}, approved by phone", display.name);
        self.log(whose, AccessKind::SignIn, &by, None, None, ask.now);
        Ok(response)
    }

    pub(crate) fn look_at_pairing(
        &mut self,
        ask: &Asking,
        code: &str,
    ) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        if !ask.request.is_own() {
            return Err(ProblemCode::CrossSite.into());
        }
        self.judge_pairing(ask, whose, code, None)
    }

    pub(crate) fn answer_pairing(
        &mut self,
        ask: &Asking,
        code: &str,
        approve: bool,
    ) -> Result<Response, Refused> {
        let whose = self.on_own_device(ask.request, ask.now)?.whose;
        ask.nothing()?;
        let wish = if approve {
            Answer::Approved
        } else {
            Answer::Refused
        };
        self.judge_pairing(ask, whose, code, Some(wish))
    }

    fn judge_pairing(
        &mut self,
        ask: &Asking,
        whose: usize,
        code: &str,
        wish: Option<Answer>,
    ) -> Result<Response, Refused> {
        let key = read_key(ask.request)?.map(|key| key_hash(&key));
        let code = decoded(code).and_then(|code| UserCode::read(&code));
        let code = code.ok_or(ProblemCode::NotFound)?;
        let (at, hash) = (ask.second(), code.hash());
        let pairing = self.pairing(|it| it.user_hash == hash);
        let pairing = pairing.ok_or(ProblemCode::NotFound)?;
        let is_waiting = pairing.status == Answer::Waiting && pairing.expires_at > at;
        let knows = key == Some(pairing.key_hash) || pairing.whose == Some(whose);
        if !knows && !is_waiting {
            return Err(ProblemCode::NotFound.into());
        }
        if let Some(wish) = wish.filter(|_| is_waiting) {
            pairing.status = wish;
            pairing.whose = Some(whose);
        }
        let pairing = pairing.clone();
        let own = pairing.whose == Some(whose);
        let visit = pairing.session.as_deref().filter(|_| own);
        let visit = visit.and_then(|id| self.visit_named(id, ask));
        let displays = &self.state.displays;
        let display = displays.iter().find(|it| it.id == pairing.display);
        let status = status_of(&pairing, own, visit.is_some(), at);
        let left = match status {
            PairingStatus::Waiting => pairing.expires_at - at,
            _ => 0,
        };
        let told = Told {
            user_code: code.shown(),
            display: display.map(|it| it.name.clone()).unwrap_or_default(),
            status,
            expires_in: u32::try_from(left).unwrap_or_default(),
            session: visit,
        };
        Response::json(200, &told)
    }

    fn pairing(&mut self, wanted: impl Fn(&Pairing) -> bool) -> Option<&mut Pairing> {
        self.state.pairings.iter_mut().find(|it| wanted(it))
    }

    fn visit_named(&self, id: &str, ask: &Asking) -> Option<DisplaySession> {
        let mut sessions = self.state.sessions.iter();
        let found = sessions.find(|it| it.public_id == id && it.is_live(ask.now))?;
        self.visit_told(found)
    }
}

/// How far a pairing is, for somebody whose own it is or not.
fn status_of(pairing: &Pairing, own: bool, has_visit: bool, at: i64) -> PairingStatus {
    let live = pairing.expires_at > at;
    match pairing.status {
        Answer::Waiting if live => PairingStatus::Waiting,
        Answer::Waiting => PairingStatus::Expired,
        Answer::Refused => PairingStatus::Refused,
        Answer::Approved if own && live => PairingStatus::Approved,
        // Nobody has come for it.
        Answer::Approved if own => PairingStatus::Expired,
        Answer::Used if has_visit => PairingStatus::Approved,
        Answer::Approved | Answer::Used => PairingStatus::Used,
    }
}

/// The key of the QR code, where it came along.
fn read_key(request: &Request) -> Result<Option<String>, Refused> {
    let mut key = None;
    for (name, value) in query::pairs(request.query()) {
        if name != "key" {
            return Err(query::unknown(name).into());
        }
        query::once(&mut key, name, value.to_owned())?;
    }
    Ok(key)
}
