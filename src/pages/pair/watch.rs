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
    /// Whether the page took the code out of the address while it shows what became of it.
    left_address: StoredValue<bool>,
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
            left_address: StoredValue::new(false),
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
        // The page itself takes the key, and in the end the code, out of the address.
        let left = self.left_address.get_value();
        let same = |now: &Option<Code>| match (now, &code) {
            (Some(now), Some(next)) => {
                !left && now.code == next.code && (next.key.is_none() || now.key == next.key)
            }
            (Some(_), None) => left,
            (now, None) => now.is_none(),
            (None, Some(_)) => false,
        };
        if self.code.with_untracked(same) {
            return;
        }
        self.reset();
        if code.is_some() {
            self.code.set(code);
            self.look();
        }
    }

    /// Looks at none.
    pub(super) fn forget(self) {
        self.reset();
        self.keep("");
    }

    fn reset(self) {
        self.wait(None);
        self.left_address.set_value(false);
        self.answer.set(None);
        self.visited.set(false);
        self.asked.set(0);
        self.failed.set(None);
        self.busy.set(false);
        self.code.set(None);
    }

    /// Asks again where that can tell something new: visits or the connection may have changed. What
    /// is over is not asked about: the server counts questions about unknown codes as guesses.
    pub(super) fn look_again(self) {
        let open = self.answer.with_untracked(|answer| match answer {
            None => false,
            Some(Ok(pairing)) => matches!(
                pairing.status,
                PairingStatus::Waiting | PairingStatus::Approved
            ),
            Some(Err(error)) => !matches!(error, ApiError::NotFound | ApiError::Rejected { .. }),
        });
        if open {
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
        match &answer {
            Ok(pairing) => self.follow(code, pairing),
            Err(ApiError::NotFound) => self.leave_address(""),
            Err(_) => {}
        }
        self.answer.set(Some(answer));
    }

    /// Asks again when it is over, and while the display is about to be in. As long as it can be
    /// approved, code and key have to survive a reload; after the approval the code is enough; and
    /// what is over leaves the address, and the browser's history with it.
    fn follow(self, code: &Code, pairing: &Pairing) {
        if pairing.session.is_some() {
            self.visited.set(true);
        }
        match (pairing.status, &pairing.session) {
            (PairingStatus::Waiting, _) => {
                let left = Duration::from_secs(u64::from(pairing.expires_in) + 1);
                self.wait(Some((left, Self::too_old)));
            }
            (PairingStatus::Approved, None) if !self.visited.get_untracked() => {
                let asked = self.asked.get_untracked();
                self.asked.set(asked.saturating_add(1));
                self.wait((asked < ASKED_AFTER).then_some((ASK_EVERY, Self::look)));
                self.leave_address(&code.query());
            }
            (PairingStatus::Approved, _) => {
                self.wait(None);
                self.leave_address(&code.query());
            }
            _ => {
                self.wait(None);
                self.leave_address("");
            }
        }
    }

    /// Its time is over. With the key the server tells what became of it; without, it would only count
    /// a wrong guess.
    fn too_old(self) {
        let key = |code: &Option<Code>| code.as_ref().is_some_and(|code| code.key.is_some());
        if self.code.with_untracked(key) {
            self.look();
            return;
        }
        self.answer.update(|answer| {
            if let Some(Ok(pairing)) = answer {
                pairing.status = PairingStatus::Expired;
            }
        });
        self.leave_address("");
    }

    /// Leaves only `query` in the address, while the page goes on showing what it shows.
    fn leave_address(self, query: &str) {
        self.left_address.set_value(query.is_empty());
        self.keep(query);
    }

    fn keep(self, query: &str) {
        let now = self.router.query();
        if self.router.route() == Route::Pair && now.with_untracked(|now| now != query) {
            self.router.keep(query, false);
        }
    }

    /// There is one timer: setting it ends the one before.
    fn wait(self, next: Option<(Duration, fn(Self))>) {
        if let Some(before) = self.timer.try_get_value().flatten() {
            before.clear();
        }
        let handle = next.and_then(|(after, run)| {
            let run = move || {
                if !self.code.is_disposed() {
                    run(self);
                }
            };
            set_timeout_with_handle(run, after).ok()
        });
        let _ = self.timer.try_update_value(|timer| *timer = handle);
    }
}
