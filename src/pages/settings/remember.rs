//! Whether the last standing and history stay on this device.

use leptos::prelude::*;

use crate::components::element::{all, none, p};
use crate::drafts::Why;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{part, text};
use crate::record::{Holder, use_record};
use crate::remember::{Remember, Remembering, Trouble};

/// The section; nothing where a shared display has the page.
pub(super) fn remember() -> AnyView {
    let i18n = use_i18n();
    let Some(remember) = use_context::<Remember>() else {
        return none();
    };
    let holder = use_record().holder();
    let face = part(move || {
        if holder.with(|it| matches!(it, Holder::Known(_))) {
            choice(i18n, remember)
        } else {
            p("", i18n.say(Key::RememberSignIn))
        }
    });
    view! {
        <section class="panel">
            <h2>{i18n.say(Key::RememberTitle)}</h2>
            {p("", i18n.say(Key::RememberIntro))}
            {p("", i18n.say(Key::RememberShared))}
            {face}
        </section>
    }
    .into_any()
}

/// What there is, and the one button. It stays while its words change, and the focus with it.
fn choice(i18n: I18n, remember: Remember) -> AnyView {
    let state = remember.state();
    let is_kept = move || state.with(|it| matches!(it, Remembering::Kept(_)));
    let press = move |_| {
        if untrack(is_kept) {
            remember.forget();
        } else {
            remember.start();
        }
    };
    let label = text(move || {
        let key = if is_kept() {
            Key::RememberForget
        } else {
            Key::RememberStart
        };
        i18n.text(key).to_owned()
    });
    let busy = move || state.with(|it| *it == Remembering::Working);
    view! {
        <div role="status">{part(move || said(i18n, &state.get()))}</div>
        <button type="button" class="button" on:click=press prop:disabled=busy>
            {label}
        </button>
    }
    .into_any()
}

fn said(i18n: I18n, state: &Remembering) -> AnyView {
    let held = match state {
        Remembering::Off => return p("", i18n.text(Key::RememberOff)),
        Remembering::Working => return p("", i18n.text(Key::RememberWorking)),
        Remembering::Failed(trouble) => return p("field-problem", i18n.text(words(trouble))),
        Remembering::Kept(held) => held,
    };
    let of = format!(
        "{} {}",
        i18n.moment(Key::RememberKept, held.received),
        i18n.moment(Key::RememberUntil, held.expires),
    );
    let short = if held.whole {
        none()
    } else {
        p("", i18n.text(Key::RememberOnlyStanding))
    };
    all([p("", of), short])
}

fn words(trouble: &Trouble) -> Key {
    match trouble {
        Trouble::Device(Why::Full) => Key::RememberFull,
        Trouble::Device(_) => Key::RememberRefused,
        Trouble::Api(_) => Key::RememberNoAnswer,
    }
}
