//! `POST /me/tier-proofs`, `GET /me/tier-proofs/{code}`, and for a desk `GET /tier-proofs/{token}`.

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use citizen_score_contract::proofs::SECONDS;
use citizen_score_contract::{AccessKind, NewProof, ProblemCode, ProofState, TierProof};
use citizen_score_office::digest;
use citizen_score_office::proofs::{self, Opening, Shown};
use serde::{Deserialize, Serialize};

use crate::calls::{Asking, decoded};
use crate::demo::Demo;
use crate::news::Happened;
use crate::person::{Answered, KeptProof};
use crate::refused::Refused;
use crate::request::{Request, Response};

/// By whom a proof is used, for the access log.
const BY: &str = "a desk, with a proof of the tier";

/// Proofs of a resident that can be used at the same moment; a newer one makes the oldest void.
const MOST_LIVE: usize = 5;

/// Seconds after its end for which the resident's own screen can still see whether a proof was used.
const SEEN_AFTER: i64 = 3600;

/// What is kept of an answer: enough to give it again to whoever has the key of the request.
#[derive(Serialize, Deserialize)]
struct Kept {
    nonce: String,
    expires_at: DateTime<Utc>,
}

impl Demo {
    pub(crate) fn make_proof(&mut self, ask: &mut Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        ask.nothing()?;
        let once = ask.once("POST /me/tier-proofs", &[])?;
        if !self.is_scored(whose) {
            return Err(ProblemCode::NotScored.into());
        }
        // With the key, what is kept would hold all that the proof is derived from.
        let hidden = digest::sha256_hex(format!("tier proof {}", once.key).as_bytes());
        let before = self.person(whose)?.answered.iter();
        let mut before = before.filter(|it| it.key == hidden);
        if let Some(before) = before.next() {
            let kept: Kept = serde_json::from_str(&before.body).map_err(Refused::internal)?;
            return self.answer_proof(whose, &once.key, &kept);
        }
        let mut nonce = [0; 16];
        (ask.random)(&mut nonce);
        let kept = Kept {
            nonce: digest::text(&nonce),
            expires_at: ask.now.trunc_subsecs(0) + TimeDelta::seconds(SECONDS),
        };
        let opening = self.opening(whose, &once.key, &kept.nonce)?;
        let at = ask.second();
        for person in &mut self.state.people {
            person.proofs.retain(|it| it.expires_at > at - SEEN_AFTER);
        }
        let person = self.person_mut(whose)?;
        person.proofs.push(KeptProof {
            token_hash: opening.token_hash(),
            code_hash: opening.code_hash(),
            expires_at: kept.expires_at.timestamp(),
            used_at: None,
        });
        let unused = person.proofs.iter().filter(|it| it.used_at.is_none());
        let mut surplus = unused.count().saturating_sub(MOST_LIVE);
        person.proofs.retain(|it| {
            let goes = it.used_at.is_none() && surplus > 0;
            surplus -= usize::from(goes);
            !goes
        });
        person.answered.push(Answered {
            key: hidden,
            request: once.request,
            status: 201,
            body: serde_json::to_string(&kept).map_err(Refused::internal)?,
        });
        self.answer_proof(whose, &once.key, &kept)
    }

    fn opening(&self, whose: usize, key: &str, nonce: &str) -> Result<Opening, Refused> {
        let person = self.person(whose)?;
        let parts = (person.id.as_str(), person.registered_at.as_str());
        let derive = |label: &str, parts: &[&str]| self.derive(label, parts);
        Ok(Opening::of(derive, parts, key, nonce))
    }

    fn answer_proof(&self, whose: usize, key: &str, kept: &Kept) -> Result<Response, Refused> {
        let opening = self.opening(whose, key, &kept.nonce)?;
        let proof = NewProof {
            token: opening.token,
            code: opening.code,
            expires_at: kept.expires_at,
        };
        Response::json(201, &proof)
    }

    pub(crate) fn show_proof(&mut self, ask: &Asking, code: &str) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let hash = decoded(code).and_then(|code| proofs::code(&code));
        let hash = hash.ok_or(ProblemCode::NotFound)?;
        let mut proofs = self.person(whose)?.proofs.iter();
        let proof = proofs.find(|it| it.code_hash == hash);
        let used_at = proof.ok_or(ProblemCode::NotFound)?.used_at;
        Response::json(200, &ProofState { used_at })
    }

    /// Uses a proof up, and answers with the tier. Whether a proof that does not open is unknown, used or
    /// void is not said.
    pub(crate) fn open_proof(&mut self, ask: &Asking, shown: &str) -> Result<Response, Refused> {
        if !ask.request.is_own() {
            return Err(ProblemCode::CrossSite.into());
        }
        if is_ahead(ask.request) {
            return Err(ProblemCode::NotFound.into());
        }
        let shown = decoded(shown).and_then(|it| proofs::read(&it));
        let shown = shown.ok_or(ProblemCode::NotFound)?;
        let at = ask.second();
        let is_shown = |it: &KeptProof| match shown {
            Shown::Token(hash) => it.token_hash == hash,
            Shown::Code(hash) => it.code_hash == hash,
        };
        let mut used = None;
        for (whose, person) in self.state.people.iter_mut().enumerate() {
            let mut proofs = person.proofs.iter_mut();
            let good = proofs.find(|it| is_shown(it) && it.used_at.is_none() && it.expires_at > at);
            if let Some(proof) = good {
                proof.used_at = Some(ask.now.trunc_subsecs(0));
                used = Some(whose);
                break;
            }
        }
        let whose = used.ok_or(ProblemCode::NotFound)?;
        self.log(whose, AccessKind::TierProof, BY, None, None, ask.now);
        self.happened(whose, Happened::ProofUsed);
        let me = self.me(whose, ask.today())?;
        let proof = TierProof {
            tier: me.standing.tier,
            as_of: me.as_of,
        };
        Response::json(200, &proof)
    }
}

fn is_ahead(request: &Request) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let value = request.header(name);
        value.is_some_and(|value| value.contains("prefetch") || value.contains("prerender"))
    })
}
