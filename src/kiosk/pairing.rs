//! Signing in with a phone: a code is shown, and the server is asked until a phone has approved it.
//!
//! A code that is about to be too old is followed by another on screen, and still asked for until its
//! end: somebody may be reading on their phone what it asks for.

use std::time::Duration;

use citizen_score_contract::{NewPairing, ProblemCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::limits::Moment;
use super::phase::Phase;
use super::{Kiosk, clock};
use crate::api::ApiError;

/// Seconds before the end of a code at which another takes its place.
const RENEWED_BEFORE: u32 = 20;
/// Wait before the first new try after a failure; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// What a phone is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Nothing yet.
    Asking,
    /// A code.
    Code(NewPairing),
    /// The phone has refused; the visitor asks for another code.
    Refused,
    /// A phone has approved, and the record is on its way.
    Entering,
}

/// The pairing with a phone.
#[derive(Clone, Copy)]
pub struct Pairing {
    /// What is shown.
    pub(super) shown: RwSignal<Shown>,
    /// The server cannot be reached, and is tried again.
    pub(super) trouble: RwSignal<bool>,
    /// Grows with every code that is asked for, so that only the last one asks for the next.
    era: StoredValue<u32>,
}

impl Pairing {
    pub(super) fn new() -> Self {
        Self {
            shown: RwSignal::new(Shown::Asking),
            trouble: RwSignal::new(false),
            era: StoredValue::new(0),
        }
    }

    fn is_shown(self, pairing: &NewPairing) -> bool {
        self.shown
            .with_untracked(|shown| matches!(shown, Shown::Code(it) if it == pairing))
    }
}

impl Kiosk {
    /// Asks for a code and shows it, if phones can reach the server.
    pub(super) fn pair(self) {
        if self.config.with_value(|it| it.phone_url.is_none()) {
            return;
        }
        let pairing = self.pairing;
        let era = pairing.era.get_value().wrapping_add(1);
        pairing.era.set_value(era);
        spawn_local(async move {
            let mut wait = FIRST_WAIT;
            while self.is_wanted(era) {
                let asked = clock::now();
                match self.api.new_pairing().await {
                    Ok(code) if self.is_wanted(era) => {
                        pairing.trouble.set(false);
                        pairing.shown.set(Shown::Code(code.clone()));
                        spawn_local(self.follow_code(code.clone(), asked));
                        let good_for = code.expires_in.saturating_sub(RENEWED_BEFORE).max(1);
                        clock::pause(Duration::from_secs(good_for.into())).await;
                        if self.is_wanted(era) && pairing.is_shown(&code) {
                            self.pair();
                        }
                        return;
                    }
                    Ok(_) => return,
                    Err(_) => {
                        // A code that is shown is as good as before.
                        pairing.trouble.set(true);
                        clock::pause(wait).await;
                        wait = longer(wait);
                    }
                }
            }
        });
    }

    /// Asks for another code, after the one before was refused.
    pub(super) fn pair_again(self) {
        self.pairing.shown.set(Shown::Asking);
        self.pair();
    }

    fn is_wanted(self, era: u32) -> bool {
        let entering = self
            .pairing
            .shown
            .with_untracked(|shown| *shown == Shown::Entering);
        !entering
            && self.phase.get_untracked() == Phase::Start
            && self.pairing.era.get_value() == era
    }

    /// Asks for the token of a code until there is an answer for good.
    async fn follow_code(self, code: NewPairing, first: Moment) {
        let ends = first.saturating_add(1000 * Moment::from(code.expires_in));
        let mut wait = FIRST_WAIT;
        while self.phase.get_untracked() == Phase::Start && clock::now() < ends {
            let asked = clock::now();
            match self.api.ask_token(&code.device_code).await {
                Ok(session) => {
                    self.pairing.shown.set(Shown::Entering);
                    self.enter(&session, asked);
                    // A failure is shown by the holder it leaves.
                    let _ = self.record().load().await;
                    return;
                }
                Err(ApiError::Rejected { code: problem, .. }) => {
                    wait = FIRST_WAIT;
                    if !self.goes_on(&code, problem) {
                        return;
                    }
                    // The next question follows at once where the server has held this one.
                    let held = clock::now().saturating_sub(asked) >= 1000;
                    if problem == ProblemCode::SlowDown || !held {
                        let interval = code.interval.max(1);
                        clock::pause(Duration::from_secs(interval.into())).await;
                    }
                }
                Err(_) => {
                    if self.pairing.is_shown(&code) {
                        self.pairing.trouble.set(true);
                    }
                    clock::pause(wait).await;
                    wait = longer(wait);
                }
            }
        }
    }

    /// Takes in what the server answers for a code without a token. Returns whether to ask again.
    fn goes_on(self, code: &NewPairing, problem: ProblemCode) -> bool {
        let pairing = self.pairing;
        let shown = pairing.is_shown(code);
        if shown {
            pairing.trouble.set(false);
        }
        match problem {
            ProblemCode::AuthorizationPending | ProblemCode::SlowDown => return true,
            ProblemCode::AccessDenied if shown => pairing.shown.set(Shown::Refused),
            _ if shown => self.pair(),
            _ => {}
        }
        false
    }
}

fn longer(wait: Duration) -> Duration {
    wait.saturating_mul(2).min(LONGEST_WAIT)
}
