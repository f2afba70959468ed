//! A pairing that the page looks at: asking for it, deciding on it, and asking again when it may have
//! changed.

use std::time::Duration;

use citizen_score_contract::pairing::{Pairing, PairingStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::Code;
use super::face::{ASKED_AFTER, PairingFace, pairing_face};
use crate::api::{Api, ApiError, use_api};
use crate::reactive::memo;
use crate::router::{Router, use_router};
use crate::routes::Route;

/// Wait between two questions whether the display is in. The event stream tells it sooner; this is for
/// when there is none.
const ASK_EVERY: Duration = Duration::from_secs(2);

/// The pairing, and what is being done about it.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    code: RwSignal<Option<Code>>,
    answer: RwSignal<Option<Result<Pairing, ApiError>>>,
    /// Whether a visit was seen.
    visited: RwSignal<bool>,
    /// Questions since it was approved.
    asked: RwSignal<u32>,
    /// Whether a decision is on its way.
    pub(super) busy: RwSignal<bool>,
    /// What a decision met.
    pub(super) failed: RwSignal<Option<ApiError>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    api: Api,
    router: Router,
}

impl Watch {
    pub(super) fn new() -> Self {
        let watch = Self {
            code: RwSignal::new(None),
            answer: RwSignal::new(None),
            visited: RwSignal::new(false),
            asked: RwSignal::new(0),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            timer: StoredValue::new(None),
            api: use_api(),
            router: use_router(),
        };
        on_cleanup(move || watch.wait(None));
        watch
    }

    /// The code that is looked at.
    pub(super) fn code(self) -> Signal<Option<Code>> {
        self.code.into()
    }

    /// What is to be shown.
    pub(super) fn face(self) -> Memo<PairingFace> {
        memo(move || {
            self.answer
                .with(|answer| pairing_face(answer.as_ref(), self.visited.get(), self.asked.get()))
        })
    }

    /// Looks at the pairing of the code that the address holds, or at none.
    pub(super) fn turn_to(self, code: Option<Code>) {
        let same = |now: &Option<Code>| match (now, &code) {
            // The page itself takes the key out of the address.
            (Some(now), Some(next)) => {
                now.code == next.code && (next.key.is_none() || now.key == next.key)
            }
            (now, next) => now.is_none() && next.is_none(),
        };
        if self.code.with_untracked(same) {
            return;
        }
        self.wait(None);
        self.answer.set(None);
        self.visited.set(false);
        self.asked.set(0);
        self.failed.set(None);
        self.busy.set(false);
        let some = code.is_some();
        self.code.set(code);
        if some {
            self.look();
        }
    }

    /// Asks again, once it is known: visits or the connection may have changed.
    pub(super) fn look_again(self) {
        if self.answer.with_untracked(Option::is_some) {
            self.look();
        }
    }

    /// Begins anew with the same code.
    pub(super) fn retry(self) {
        self.answer.set(None);
        self.look();
    }

    /// Asks how far it is.
    fn look(self) {
        let Some(code) = self.code.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let answer = self.api.pairing(&code.code, code.key.as_deref()).await;
            self.accept(&code, answer);
        });
    }

    /// Approves it, or refuses to. A second press while the first is on its way does nothing.
    pub(super) fn decide(self, approve: bool) {
        let Some(code) = self.code.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let key = code.key.as_deref();
            let answer = self.api.decide_pairing(&code.code, key, approve).await;
            if !self.is_about(&code) {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(_) | Err(ApiError::NotFound) => self.accept(&code, answer),
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }

    /// Whether the page is still there, and still about this code.
    fn is_about(self, code: &Code) -> bool {
        let now = self.code.try_get_untracked().flatten();
        now.as_ref() == Some(code)
    }

    fn accept(self, code: &Code, answer: Result<Pairing, ApiError>) {
        if !self.is_about(code) {
            return;
        }
        // What was known stays on screen when the connection goes.
        let known = self.answer.with_untracked(|it| matches!(it, Some(Ok(_))));
        if known && !matches!(answer, Ok(_) | Err(ApiError::NotFound)) {
            return;
        }
        if let Ok(pairing) = &answer {
            self.follow(code, pairing);
        }
        self.answer.set(Some(answer));
    }

    /// Asks again when it is over, and while the display is about to be in.
    fn follow(self, code: &Code, pairing: &Pairing) {
        if pairing.session.is_some() {
            self.visited.set(true);
        }
        let next = match (pairing.status, &pairing.session) {
            (PairingStatus::Waiting, _) => {
                Some(Duration::from_secs(u64::from(pairing.expires_in) + 1))
            }
            (PairingStatus::Approved, None) if !self.visited.get_untracked() => {
                let asked = self.asked.get_untracked();
                self.asked.set(asked.saturating_add(1));
                (asked < ASKED_AFTER).then_some(ASK_EVERY)
            }
            _ => None,
        };
        self.wait(next);
        // As long as it can be approved, the key has to survive a reload. After that it only tells
        // whoever finds the address what became of it, so it leaves the address and the history.
        let over = pairing.status != PairingStatus::Waiting;
        if over && code.key.is_some() && self.router.route() == Route::Pair {
            self.router.keep(&code.query(), false);
        }
    }

    /// There is one timer: setting it ends the one before.
    fn wait(self, next: Option<Duration>) {
        if let Some(before) = self.timer.try_get_value().flatten() {
            before.clear();
        }
        let look = move || {
            if !self.code.is_disposed() {
                self.look();
            }
        };
        let handle = next.and_then(|after| set_timeout_with_handle(look, after).ok());
        let _ = self.timer.try_update_value(|timer| *timer = handle);
    }
}
