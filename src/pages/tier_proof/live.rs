//! A proof that can be shown: how long it lives, and whether it was used.

use std::time::Duration;

use citizen_score_contract::proofs::{NewProof, SECONDS};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::use_api;
use crate::i18n::{Key, Plural, use_i18n};

/// How far a proof is.
#[derive(Clone, PartialEq)]
pub(super) enum Proof {
    /// None was made.
    None,
    /// It is on its way.
    Making,
    /// It can be shown.
    Live(NewProof),
    /// It was used, at this moment in milliseconds since 1970.
    Used(f64),
    /// Its time is over.
    Expired,
}

/// Seconds at which the time that is left is said aloud; every second would be a torment.
const SAID: [i64; 3] = [60, 30, 10];

/// Seconds between two questions to the server whether the proof was used.
const ASK_EVERY: i64 = 2;

/// Counts down and asks whether the proof was used, until it was, or its time is over, or the page
/// is gone. `begun` is the moment before it was asked for: the server's clock may be another one.
pub(super) fn follow(proof: RwSignal<Proof>, left: RwSignal<i64>, code: String, begun: f64) {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let api = use_api();
    left.set(SECONDS);
    let timer = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_get_value().flatten() {
            timer.clear();
        }
    };
    let tick = move || {
        let now = js_sys::Date::now();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "two minutes have 120 seconds"
        )]
        let gone = ((now - begun) / 1000.0).floor() as i64;
        let now_left = (SECONDS - gone).clamp(0, SECONDS);
        let Some(before) = left.try_get_untracked() else {
            stop();
            return;
        };
        if !proof.with_untracked(|it| matches!(it, Proof::Live(_))) {
            stop();
            return;
        }
        left.set(now_left);
        if now_left == 0 {
            stop();
            proof.set(Proof::Expired);
            announcer.say(i18n.text(Key::TierProofExpired).to_owned());
            return;
        }
        // A page in the background is not woken every second, so a mark may be passed and not met.
        if SAID.iter().any(|mark| now_left <= *mark && *mark < before) {
            announcer.say(i18n.plural(Plural::TierProofLeft, now_left, &[]));
        }
        if now_left % ASK_EVERY == 0 {
            let code = code.clone();
            spawn_local(async move {
                // Where it cannot be asked, the next question may be answered.
                let Ok(state) = api.tier_proof_state(&code).await else {
                    return;
                };
                let live = proof
                    .try_with_untracked(|it| matches!(it, Proof::Live(now) if now.code == code));
                if let (Some(at), Some(true)) = (state.used_at, live) {
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "milliseconds stay exact for 285,000 years"
                    )]
                    let at = at.timestamp_millis() as f64;
                    proof.set(Proof::Used(at));
                    announcer.say(i18n.moment(Key::TierProofUsed, at));
                }
            });
        }
    };
    timer.set_value(set_interval_with_handle(tick, Duration::from_secs(1)).ok());
    on_cleanup(stop);
}
