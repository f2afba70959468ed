//! The score, counting to its new value when it changes.

use leptos::prelude::*;

use crate::format;
use crate::i18n::use_i18n;
use crate::reactive::{effect, text};

/// How long the count takes, in milliseconds.
const DURATION: f64 = 900.0;

/// The score as a number. A change is counted through, unless the device asks for less motion.
#[component]
pub fn CountingScore(
    /// The score, in points.
    #[prop(into)]
    score: Signal<i32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(score.get_untracked());
    let mut before = None;
    effect(move || {
        let target = score.get();
        match before.replace(target) {
            Some(before) if before != target && !less_motion() => {
                count(before, target, js_sys::Date::now(), shown, score);
            }
            _ => shown.set(target),
        }
    });
    view! {
        <span class="counting-score" data-score>
            {text(move || format::number(i18n.formats(), shown.get().into()))}
        </span>
    }
}

/// Shows one frame of the count and asks for the next.
fn count(from: i32, to: i32, began: f64, shown: RwSignal<i32>, score: Signal<i32>) {
    request_animation_frame(move || {
        // Another change began a count of its own.
        if score.try_get_untracked() != Some(to) {
            return;
        }
        let passed = ((js_sys::Date::now() - began) / DURATION).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - passed).powi(3);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "lies between two numbers of points"
        )]
        let now = (f64::from(from) + (f64::from(to) - f64::from(from)) * eased).round() as i32;
        shown.set(now);
        if passed < 1.0 {
            count(from, to, began, shown, score);
        }
    });
}

fn less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
