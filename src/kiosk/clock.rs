//! Time as it passes: never set back, and no matter what day the display believes it is.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{set_timeout, window};
use wasm_bindgen_futures::JsFuture;

use super::limits::Moment;
use crate::by_name::{call, get};

/// Milliseconds since the page began.
pub(super) fn now() -> Moment {
    let clock = get(&window(), "performance");
    let now = call(&clock, "now", &[]).and_then(|now| now.as_f64());
    let now = now.unwrap_or(0.0).max(0.0);
    // Whole milliseconds, far from the end of the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = now as Moment;
    now
}

/// Ends after this time.
pub(super) async fn pause(time: Duration) {
    let over = Promise::new(&mut |done, _| {
        set_timeout(
            move || {
                let _ = done.call0(&wasm_bindgen::JsValue::UNDEFINED);
            },
            time,
        );
    });
    let _ = JsFuture::from(over).await;
}
