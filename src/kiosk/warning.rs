//! What is said before a visit ends by itself: a dialog with the seconds that are left, and a notice
//! when the connection is gone.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::limits::{Limit, Now};
use super::{After, Kiosk, sound};
use crate::by_name::call;
use crate::components::element::{none, p};
use crate::i18n::{Key, Plural, error_text};
use crate::reactive::{Part, attribute, effect, memo, part, part_if, text};

/// Seconds left at which they are said aloud; each of them would drown all else.
const SAID_AT: [u32; 3] = [30, 10, 5];
/// Seconds left at which the tones sound once more.
const SOUNDS_AT: u32 = 10;
/// Seconds left from which on the dialog stays.
const LAST: u32 = 20;

/// The dialog, while a limit is near.
pub fn warning(kiosk: Kiosk) -> Part {
    let now = kiosk.visiting().now;
    let limit = memo(move || match now.get() {
        Now::Near { limit, .. } => Some(limit),
        Now::Going | Now::Over(_) => None,
    });
    part(move || limit.get().map_or_else(none, |limit| dialog(kiosk, limit)))
}

fn dialog(kiosk: Kiosk, limit: Limit) -> AnyView {
    let i18n = kiosk.i18n;
    let now = kiosk.visiting().now;
    let dialog = NodeRef::<Dialog>::new();
    let left = memo(move || match now.get() {
        Now::Near { left, .. } => left,
        Now::Going | Now::Over(_) => 0,
    });
    let can_extend = memo(move || {
        now.track();
        limit == Limit::Idle || kiosk.can_extend()
    });

    effect(move || {
        if let Some(dialog) = dialog.get() {
            call(&dialog, "showModal", &[]);
            sound::warn();
        }
    });
    effect(move || {
        if left.get() == SOUNDS_AT {
            sound::warn();
        }
    });
    // Closing gives the focus back to where it was.
    on_cleanup(move || {
        if let Some(dialog) = dialog.get_untracked() {
            call(&dialog, "close", &[]);
        }
    });
    let said = RwSignal::new(String::new());
    effect(move || {
        let left = left.get();
        if SAID_AT.contains(&left) {
            said.set(i18n.plural(Plural::KioskWarningLeft, left.into(), &[]));
        }
    });

    let title = match limit {
        Limit::Idle => Key::KioskWarningIdleTitle,
        Limit::Whole => Key::KioskWarningWholeTitle,
    };
    let about = text(move || {
        let key = match limit {
            Limit::Idle => Key::KioskWarningIdle,
            Limit::Whole if can_extend.get() => Key::KioskWarningWhole,
            Limit::Whole => Key::KioskWarningWholeLast,
        };
        i18n.text(key).to_owned()
    });
    let count = text(move || i18n.plural(Plural::KioskWarningLeft, left.get().into(), &[]));
    let problem = text(move || {
        let problem = kiosk.visiting().problem.get();
        problem.map_or_else(String::new, |error| error_text(i18n, &error))
    });
    view! {
        <dialog
            class="kiosk-warning"
            role="alertdialog"
            aria-labelledby="warning-title"
            aria-describedby="warning-text"
            node_ref=dialog
            on:cancel=move |event: leptos::ev::Event| event.prevent_default()
        >
            <h2 id="warning-title">{i18n.say(title)}</h2>
            <p id="warning-text">{about}</p>
            <p class="kiosk-left" role="timer">
                {count}
            </p>
            <p class="visually-hidden" role="alert">
                {said}
            </p>
            <p class="kiosk-problem" role="alert">
                {problem}
            </p>
            <div class="kiosk-answers">
                {part_if(move || can_extend.get(), move || stay(kiosk, limit))}
                {part_if(
                    move || !can_extend.get() && left.get() > LAST,
                    move || go_on(kiosk),
                )}
                <button
                    type="button"
                    class="kiosk-key kiosk-done"
                    on:click=move |_| kiosk.end(After::Done)
                >
                    {i18n.say(Key::KioskBarDone)}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The answer that gives more time.
fn stay(kiosk: Kiosk, limit: Limit) -> AnyView {
    let asking = kiosk.visiting().asking;
    let key = match limit {
        Limit::Idle => Key::KioskWarningHere,
        Limit::Whole => Key::KioskWarningMore,
    };
    view! {
        <button
            type="button"
            class="kiosk-key kiosk-stay"
            autofocus
            aria-disabled=attribute(move || asking.get().then_some("true"))
            on:click=move |_| kiosk.stay(limit)
        >
            {kiosk.i18n.say(key)}
        </button>
    }
    .into_any()
}

/// The answer where there is no more time.
fn go_on(kiosk: Kiosk) -> AnyView {
    view! {
        <button type="button" class="kiosk-key" on:click=move |_| kiosk.go_on()>
            {kiosk.i18n.say(Key::KioskWarningGoOn)}
        </button>
    }
    .into_any()
}

/// The notice that the connection is gone, with the seconds until the visit ends.
pub fn lost(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let lost = kiosk.visiting().lost;
    let words = move |left: u32| i18n.plural(Plural::KioskWarningLost, left.into(), &[]);
    // Only the first of its words are said, and the last seconds.
    let said = RwSignal::new(String::new());
    effect(move || match lost.get() {
        None => said.set(String::new()),
        Some(left) if SAID_AT.contains(&left) || said.with_untracked(String::is_empty) => {
            said.set(words(left));
        }
        Some(_) => {}
    });
    let shown = text(move || lost.get().map_or_else(String::new, words));
    let notice = move || {
        let shown = p("kiosk-lost-text", shown);
        view! { <div class="kiosk-lost" aria-hidden="true">{shown}</div> }.into_any()
    };
    view! {
        {part_if(move || lost.get().is_some(), notice)}
        <p class="visually-hidden" role="alert">
            {said}
        </p>
    }
    .into_any()
}
