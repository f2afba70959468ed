//! What a visitor answers to a warning, what the server is told of it, and what it says.

use citizen_score_contract::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::kiosk::limits::{Limit, Limits, Moment};
use crate::kiosk::{After, Kiosk, clock, tell};

impl Kiosk {
    /// The visitor has answered that they are there, or that they need more time.
    pub(in crate::kiosk) fn stay(self, limit: Limit) {
        let visiting = self.visiting();
        let asked = clock::now();
        visiting.problem.set(None);
        if limit == Limit::Idle {
            visiting.limits.update_value(|limits| limits.stay(asked));
            self.tick();
            if visiting.entered.get_value() {
                self.extend(Limit::Idle, asked);
            }
        } else if !visiting.asking.get_untracked() {
            visiting.asking.set(true);
            self.extend(Limit::Whole, asked);
        }
    }

    /// The visitor has read that there is no more time, and uses what is left.
    pub(in crate::kiosk) fn go_on(self) {
        let at = clock::now();
        self.visiting()
            .limits
            .update_value(|limits| limits.go_on(at));
        self.tick();
    }

    /// Whether the visitor can have more time.
    pub(in crate::kiosk) fn can_extend(self) -> bool {
        self.visiting().limits.with_value(Limits::can_extend)
    }

    /// Tells the server that the visitor is there, or asks it for more time.
    pub(super) fn extend(self, limit: Limit, asked: Moment) {
        let visiting = self.visiting();
        spawn_local(async move {
            let answer = self.api.extend_visit(limit == Limit::Whole).await;
            match answer {
                Ok(session) => {
                    if let Some(visit) = session.visit {
                        visiting
                            .limits
                            .update_value(|limits| limits.renew(visit, limit, asked));
                        self.tell_limit();
                    }
                }
                Err(ApiError::SignedOut) => self.end(After::Ended),
                Err(ApiError::Rejected {
                    code: ProblemCode::NoMoreExtensions,
                    ..
                }) => {
                    visiting.limits.update_value(Limits::no_more);
                    // What follows the time looks again.
                    visiting.now.notify();
                }
                // That somebody is there is told again with the next sign of them.
                Err(error) if limit == Limit::Whole => visiting.problem.set(Some(error)),
                Err(_) => {}
            }
            if limit == Limit::Whole {
                visiting.asking.set(false);
            }
            self.tick();
        });
    }

    /// Arms the end that the guard holds ready in case the app does not come to it.
    pub(super) fn tell_limit(self) {
        let at = clock::now();
        let left = self.visiting().limits.with_value(|limits| limits.left(at));
        tell("kiosk:limit", &left.into());
    }
}
