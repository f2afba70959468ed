//! `GET` and `PUT /me/consent`: being scored at all, where the rulebook makes it voluntary.

use chrono::SubsecRound as _;
use citizen_score_contract::{AccessKind, ChangeConsent, Consent};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::refused::Refused;
use crate::request::Response;

/// By what consent is changed, for the access log.
const BY: &str = "the resident, signed in";

impl Demo {
    pub(crate) fn show_consent(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        self.answer_consent(whose)
    }

    pub(crate) fn change_consent(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let whose = self.signed_in(ask.request, ask.now)?.whose;
        let wish: ChangeConsent = ask.json()?;
        if !self.rulebook.data().voluntary {
            let detail =
                "cannot be changed: the rulebook in force does not leave it to the resident";
            return Err(Refused::invalid("given", detail));
        }
        let person = self.person_mut(whose)?;
        if person.scored != wish.given {
            person.scored = wish.given;
            person.consent_changed_at = Some(ask.now.trunc_subsecs(0));
            person.proofs.retain(|proof| proof.used_at.is_some());
            person.marks.revision += 1;
            let about = if wish.given { "given" } else { "withdrawn" };
            self.log(whose, AccessKind::Consent, BY, Some(about), None, ask.now);
        }
        self.answer_consent(whose)
    }

    fn answer_consent(&self, whose: usize) -> Result<Response, Refused> {
        let consent = Consent {
            voluntary: self.rulebook.data().voluntary,
            given: self.is_scored(whose),
            changed_at: self.person(whose)?.consent_changed_at,
        };
        Response::json(200, &consent)
    }
}
