//! Something on its way: why it has not arrived yet, and what can be done.

use leptos::prelude::*;

use crate::components::element::{all, div, none, p};
use crate::drafts::{Outbox, State, use_drafts};
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{memo, part};

/// What the outbox is at, a try at once, and the way back to writing.
pub(super) fn waiting(id: &str) -> AnyView {
    let i18n = use_i18n();
    let drafts = use_drafts();
    let state = memo(move || drafts.outbox().get());
    let words = move || match state.get() {
        Outbox::Idle | Outbox::Sending => p("", i18n.text(Key::OutboxSending)),
        Outbox::Retry(at) => {
            let time = format::local_time(i18n.formats(), at);
            all([
                p("", i18n.text(Key::OutboxWaits)),
                p("quiet", i18n.fill(Key::OutboxRetry, &[("time", &time)])),
            ])
        }
        Outbox::SignIn => p("", i18n.text(Key::OutboxSignIn)),
    };
    let of = id.to_owned();
    let waits = memo(move || {
        drafts.list().with(|list| {
            let mine = list.iter().find(|it| it.id == of);
            mine.is_some_and(|draft| matches!(draft.state, State::Waiting { .. }))
        })
    });
    let id = id.to_owned();
    let actions = move || {
        // What is being sent at this moment may have arrived.
        if !waits.get() {
            return none();
        }
        let id = id.clone();
        let take_back = move |_| {
            drafts.hold_back(&id);
        };
        view! {
            <button type="button" class="button" on:click=move |_| drafts.try_now()>
                {i18n.text(Key::OutboxTryNow)}
            </button>
            <button type="button" class="button button-plain" on:click=take_back>
                {i18n.text(Key::OutboxHoldBack)}
            </button>
        }
        .into_any()
    };
    all([
        view! { <div role="status">{part(words)}</div> }.into_any(),
        div("actions", part(actions)),
    ])
}
