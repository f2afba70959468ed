//! What the desk is told: the tier and the day, or that the proof is no good.

use citizen_score_contract::proofs::TierProof;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::api::ApiError;
use crate::components::element::p;
use crate::format;
use crate::i18n::{Key, error_text, use_i18n};
use crate::reactive::text;

/// The tier, the day for which it holds, and that the proof is void from now on.
pub(super) fn shown(proof: &TierProof, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let (tier, day) = (proof.tier.clone(), proof.as_of);
    let as_of = text(move || {
        let day = format::day(i18n.formats(), day);
        i18n.fill(Key::ProofCheckAsOf, &[("date", &day)])
    });
    view! {
        <section class="panel proof-answer">
            <h2 tabindex="-1">{text(move || i18n.fill(Key::ProofCheckTier, &[("tier", &tier)]))}</h2>
            {p("", as_of)}
            {p("", i18n.say(Key::ProofCheckVoid))}
            {p("quiet", i18n.say(Key::ProofCheckOnly))}
            {another(again)}
        </section>
    }
    .into_any()
}

/// Why there is no tier to see, and what to do.
pub(super) fn refused(error: ApiError, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let words = text(move || match &error {
        ApiError::NotFound => i18n.text(Key::ProofCheckUnknown).to_owned(),
        error => error_text(i18n, error),
    });
    view! {
        <section class="panel proof-answer">
            <h2 tabindex="-1">{i18n.say(Key::ProofCheckNo)}</h2>
            {p("", words)}
            {another(again)}
        </section>
    }
    .into_any()
}

/// Puts the focus on what the desk is told, once it is there.
pub(super) fn focus() {
    request_animation_frame(|| {
        let head = document().query_selector(".proof-answer h2").ok().flatten();
        if let Some(head) = head.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = head.focus();
        }
    });
}

fn another(again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <p>
            <button type="button" class="button button-plain" on:click=move |_| again.run(())>
                {i18n.say(Key::ProofCheckAnother)}
            </button>
        </p>
    }
    .into_any()
}
