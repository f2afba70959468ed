//! Withdrawing consent, after a look at what follows; and giving it again, in one step.

use leptos::html::H2;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::consequences;
use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::none;
use crate::i18n::{Key, error_text, use_i18n};
use crate::reactive::{effect, part, text};
use crate::record::use_record;

/// What a change of consent is doing.
#[derive(Clone, Copy)]
struct Change {
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
}

impl Change {
    fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// Tells the server, and shows whatever follows from its answer.
    fn send(self, given: bool) {
        if self.busy.get_untracked() {
            return;
        }
        let (api, record, i18n) = (use_api(), use_record(), use_i18n());
        let announcer = use_announcer();
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let answer = match api.change_consent(given).await {
                Ok(_) => record.load().await,
                Err(error) => Err(error),
            };
            if answer.is_ok() {
                let said = if given {
                    Key::ConsentNowGiven
                } else {
                    Key::ConsentNowWithdrawn
                };
                announcer.say(i18n.text(said).to_owned());
            }
            // The page may have become another one with the new state.
            let _ = self.busy.try_set(false);
            let _ = self.failed.try_set(answer.err());
        });
    }

    fn problem(self) -> AnyView {
        let i18n = use_i18n();
        part(move || match self.failed.get() {
            None => none(),
            Some(error) => {
                let words = text(move || error_text(i18n, &error));
                view! { <p class="note" role="alert">{words}</p> }.into_any()
            }
        })
        .into_any()
    }
}

/// What withdrawing does, and the way there by a page that asks once more.
pub(super) fn withdraw() -> AnyView {
    let i18n = use_i18n();
    let change = Change::new();
    let checking = RwSignal::new(false);
    let head = NodeRef::<H2>::new();
    let moved = StoredValue::new(false);
    effect(move || {
        checking.track();
        // The button that was pressed is gone; reading goes on at the heading.
        if let (true, Some(head)) = (moved.get_value(), head.get()) {
            let _ = head.focus();
        }
    });
    let turn = move |to: bool| {
        moved.set_value(true);
        checking.set(to);
    };
    let body = move || {
        if checking.get() {
            view! {
                <section class="panel">
                    <h2 tabindex="-1" node_ref=head>
                        {i18n.say(Key::ConsentCheck)}
                    </h2>
                    <p>{i18n.say(Key::ConsentCheckText)}</p>
                    {consequences(i18n)}
                    {change.problem()}
                    <p class="consent-ways">
                        <button
                            type="button"
                            class="button"
                            prop:disabled=change.busy
                            on:click=move |_| change.send(false)
                        >
                            {i18n.say(Key::ConsentWithdraw)}
                        </button>
                        <button
                            type="button"
                            class="button button-plain"
                            on:click=move |_| turn(false)
                        >
                            {i18n.say(Key::ConsentKeep)}
                        </button>
                    </p>
                </section>
            }
            .into_any()
        } else {
            view! {
                <section class="panel">
                    <h2 tabindex="-1" node_ref=head>
                        {i18n.say(Key::ConsentWhat)}
                    </h2>
                    {consequences(i18n)}
                    <p>
                        <button
                            type="button"
                            class="button button-plain"
                            on:click=move |_| turn(true)
                        >
                            {i18n.say(Key::ConsentBegin)}
                        </button>
                    </p>
                </section>
            }
            .into_any()
        }
    };
    part(body).into_any()
}

/// Giving consent again: undone as easily as it was done.
pub(super) fn give() -> AnyView {
    let i18n = use_i18n();
    let change = Change::new();
    view! {
        <section class="panel">
            <h2>{i18n.say(Key::ConsentGiveTitle)}</h2>
            <p>{i18n.say(Key::ConsentGiveText)}</p>
            {change.problem()}
            <p>
                <button
                    type="button"
                    class="button"
                    prop:disabled=change.busy
                    on:click=move |_| change.send(true)
                >
                    {i18n.say(Key::ConsentGive)}
                </button>
            </p>
        </section>
    }
    .into_any()
}
