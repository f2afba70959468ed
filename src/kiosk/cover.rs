//! The cover over a record: whoever stands nearby does not read along.
//!
//! While its button is held the record is in sight, and after a tap it stays so until it is hidden
//! again. During the hold the cover is still there, over all and unseen: what lies beneath the finger
//! must not take the end of the touch for a tap on itself.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html::Button;
use leptos::prelude::*;

use super::limits::Moment;
use super::phase::{Phase, focus};
use super::{Kiosk, clock};
use crate::by_name::get;
use crate::components::element::p;
use crate::i18n::Key;
use crate::reactive::{Part, attribute, effect, part_if, text};

/// Milliseconds from which a touch is a hold, and its end hides the record again.
const HOLD: Moment = 500;

/// The cover, while it is needed.
pub fn cover(kiosk: Kiosk) -> Part {
    part_if(
        move || kiosk.phase.get() == Phase::Visit && !kiosk.shown.get(),
        move || covering(kiosk),
    )
}

fn covering(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let button = NodeRef::<Button>::new();
    let since = StoredValue::new(None::<Moment>);
    let was_hold = StoredValue::new(false);
    effect(move || {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });

    let press = move |event: PointerEvent| {
        if event.button() != 0 || get(&event, "isPrimary").is_falsy() {
            return;
        }
        since.set_value(Some(clock::now()));
        was_hold.set_value(false);
        kiosk.held.set(true);
    };
    let release = move || {
        if let Some(Some(since)) = since.try_update_value(Option::take) {
            was_hold.set_value(clock::now().saturating_sub(since) >= HOLD);
            kiosk.held.set(false);
        }
    };
    let click = move |event: MouseEvent| {
        // A press of a key, or of what stands for one, has no place and no length.
        if get(&event, "detail") == 0 || !was_hold.get_value() {
            kiosk.shown.set(true);
            request_animation_frame(|| focus("#content h1"));
        }
    };
    // A hold may end anywhere, and the cover with it.
    let ends = [
        window_event_listener(leptos::ev::pointerup, move |_| release()),
        window_event_listener(leptos::ev::pointercancel, move |_| release()),
    ];
    on_cleanup(move || {
        ends.into_iter().for_each(WindowListenerHandle::remove);
        kiosk.held.set(false);
    });

    let whose = text(move || {
        let initials = kiosk.visiting().initials.get();
        i18n.fill(Key::KioskCoverWhose, &[("initials", &initials)])
    });
    let held = attribute(move || kiosk.held.get().then_some(""));
    view! {
        <main class="kiosk-cover" data-held=held aria-labelledby="cover-title">
            <h1 id="cover-title">{i18n.say(Key::KioskCoverTitle)}</h1>
            {p("kiosk-whose", whose)}
            <button
                type="button"
                class="button kiosk-cover-button"
                node_ref=button
                aria-describedby="cover-text"
                on:pointerdown=press
                on:click=click
            >
                {i18n.say(Key::KioskCoverButton)}
            </button>
            <p class="quiet" id="cover-text">
                {i18n.say(Key::KioskCoverText)}
            </p>
        </main>
    }
    .into_any()
}
