//! The check of a record that was taken along: a file goes in, and what is right or wrong with it
//! comes out, on this device alone.

mod checker;
mod verdict;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::api::use_api;
use crate::components::element::{none, p};
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::reactive::part;
use checker::check;
use verdict::Verdict;

/// Bytes that a file may have; a record of 100,000 entries has 60 million.
const MOST_BYTES: f64 = 200_000_000.0;

/// How far the check is.
#[derive(Clone)]
enum State {
    Waiting,
    Checking(String),
    TooLarge(String),
    Done(String, Option<Verdict>),
}

/// A file to choose or to drop, and the verdict.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let state = RwSignal::new(State::Waiting);
    let keys = RwSignal::new(None::<String>);
    // Asked for at once, so that the check itself needs no server.
    spawn_local(async move {
        if let Ok(found) = api.keys().await {
            let _ = keys.try_set(Some(found));
        }
    });
    let take = move |file: File| {
        let name = file.name();
        if file.size() > MOST_BYTES {
            state.set(State::TooLarge(name));
            return;
        }
        state.set(State::Checking(name.clone()));
        spawn_local(async move {
            let keys = keys.get_untracked().unwrap_or_default();
            let verdict = check(&file, &keys).await;
            let _ = state.try_set(State::Done(name, verdict));
        });
    };
    let choose = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again after it was changed.
        input.set_value("");
        if let Some(file) = file {
            take(file);
        }
    };
    let choose_keys = move |event| {
        let input = event_target::<HtmlInputElement>(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            if let Some(text) = text.ok().and_then(|text| text.as_string()) {
                let _ = keys.try_set(Some(text));
            }
        });
    };
    let over = RwSignal::new(false);
    let drop_file = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|it| it.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            take(file);
        }
    };
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let result = move || match state.get() {
        State::Waiting => none(),
        State::Checking(name) => p(
            "loading",
            i18n.fill(Key::VerifyChecking, &[("file", &name)]),
        ),
        State::TooLarge(name) => p("alarm", i18n.fill(Key::VerifyTooLarge, &[("file", &name)])),
        State::Done(name, verdict) => verdict::show(i18n, &name, verdict),
    };
    let known = move || {
        let key = if keys.with(Option::is_some) {
            Key::VerifyKeysKnown
        } else {
            Key::VerifyKeysUnknown
        };
        p("quiet", i18n.text(key))
    };
    view! {
        {page_heading(Key::VerifyTitle)}
        <p class="lead">{i18n.say(Key::VerifyIntro)}</p>
        <section
            class="panel drop"
            class:drop-over=over
            on:drop=drop_file
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
        >
            <label class="drop-label">
                <span>{i18n.say(Key::VerifyChoose)}</span>
                <input
                    type="file"
                    class="input"
                    accept=".json,application/json"
                    on:change=choose
                />
            </label>
            <p class="quiet">{i18n.say(Key::VerifyDrop)}</p>
        </section>
        <div role="status">{part(result)}</div>
        <section class="panel">
            <h2>{i18n.say(Key::VerifyKeys)}</h2>
            {part(known)}
            <label class="drop-label">
                <span>{i18n.say(Key::VerifyKeysChoose)}</span>
                <input
                    type="file"
                    class="input"
                    accept=".json,application/json"
                    on:change=choose_keys
                />
            </label>
        </section>
    }
}
