//! The desk's page: uses up a proof that somebody shows, and tells the tier alone. No session.

mod answer;
mod found;

use citizen_score_contract::proofs::TierProof;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::api::{ApiError, use_api};
use crate::components::code_form::{CodeWords, code_form};
use crate::components::element::p;
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::reactive::part;
use crate::router::{Router, use_router};
use crate::routes::Route;
use found::{Found, code_in, token_in};

const WORDS: CodeWords = CodeWords {
    label: Key::ProofCheckCode,
    hint: Key::ProofCheckHint,
    wrong: Key::ProofCheckWrong,
    submit: Key::ProofCheckShow,
};

/// What the desk has.
#[derive(Clone, PartialEq)]
enum State {
    /// Nothing yet: an address with a proof, one with something else, or none.
    Waiting(Found),
    Asking,
    Shown(TierProof),
    Refused(ApiError),
}

/// A button that shows the tier of the proof in the address, or a field for the short code.
#[component]
pub fn ProofCheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let router = use_router();
    let state = RwSignal::new(State::Waiting(Found::at(router)));
    let ask = Callback::new(move |token: String| {
        if state.with_untracked(|it| *it == State::Asking) {
            return;
        }
        state.set(State::Asking);
        spawn_local(async move {
            let answer = api.use_tier_proof(&token).await;
            // Used or void, it is of no use in the address or the browser's history any more.
            if answered(&answer) {
                forget_fragment(router);
            }
            let next = match answer {
                Ok(proof) => State::Shown(proof),
                Err(error) => State::Refused(error),
            };
            let _ = state.try_set(next);
            answer::focus();
        });
    });
    let again = Callback::new(move |()| state.set(State::Waiting(Found::at(router))));
    // Another picture scanned into the same tab changes the fragment alone.
    let scanned = window_event_listener(leptos::ev::hashchange, move |_| {
        let found = Found::at(router);
        if found != Found::Nothing {
            state.set(State::Waiting(found));
        }
    });
    on_cleanup(move || scanned.remove());
    let body = move || match state.get() {
        State::Waiting(Found::Token(token)) => ready(ask, token),
        State::Waiting(Found::Broken) => view! {
            <p class="note">{i18n.say(Key::ProofCheckBroken)}</p>
            {by_code(ask)}
        }
        .into_any(),
        State::Waiting(Found::Nothing) => by_code(ask),
        State::Asking => p("loading", i18n.say(Key::StateLoading)),
        State::Shown(proof) => answer::shown(&proof, again),
        State::Refused(error) => answer::refused(error, again),
    };
    view! {
        {page_heading(Key::ProofCheckTitle)}
        <p class="lead">{i18n.say(Key::ProofCheckIntro)}</p>
        <div role="status" class="proof-check">
            {part(body)}
        </div>
    }
}

/// A link preview opens addresses by itself, so the proof is used only when somebody presses.
fn ready(ask: Callback<String>, token: String) -> AnyView {
    let i18n = use_i18n();
    view! {
        <section class="panel">
            <p>{i18n.say(Key::ProofCheckReady)}</p>
            <p>
                <button type="button" class="button" on:click=move |_| ask.run(token.clone())>
                    {i18n.say(Key::ProofCheckShow)}
                </button>
            </p>
        </section>
    }
    .into_any()
}

fn by_code(ask: Callback<String>) -> AnyView {
    let take = move |typed: &str| {
        let code = code_in(typed);
        let found = code.is_some();
        if let Some(code) = code {
            ask.run(code);
        }
        found
    };
    code_form("proof", "panel code-form", WORDS, take)
}

/// Whether the server has said what becomes of the proof; otherwise it may still be good.
fn answered(answer: &Result<TierProof, ApiError>) -> bool {
    matches!(answer, Ok(_) | Err(ApiError::NotFound))
}

fn forget_fragment(router: Router) {
    if token_in(&router.fragment()).is_none() {
        return;
    }
    if let Ok(history) = window().history() {
        let path = Some(Route::ProofCheck.path());
        let _ = history.replace_state_with_url(&JsValue::from_str(""), "", path);
    }
}
