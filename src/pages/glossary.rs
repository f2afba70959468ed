//! The glossary: every term of the app with one sentence, in the alphabet of the language.

mod terms;

use leptos::html::{Dt, dt};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::by_name::{call, get};
use crate::components::element::{all, dd, div, dl};
use crate::components::page_heading::page_heading;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{effect, part};
use crate::router::use_router;
use terms::{TERMS, Term};

/// All terms. An address with a fragment leads to its term.
#[component]
pub fn GlossaryPage() -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    effect(move || {
        let to_the_term = move || to_the_term(&router.fragment());
        // The heading takes the focus as soon as it is there; after that it goes to the term.
        request_animation_frame(move || request_animation_frame(to_the_term));
    });
    view! {
        {page_heading(Key::GlossaryTitle)}
        <p class="lead">{i18n.say(Key::GlossaryIntro)}</p>
        {part(move || dl("panel glossary", all(sorted(i18n).into_iter().map(|it| entry(i18n, it)))))}
    }
}

/// The terms in the order in which a dictionary of the language has them.
fn sorted(i18n: I18n) -> Vec<Term> {
    let mut terms = TERMS.to_vec();
    let collator = call(&get(&window(), "Intl"), "Collator", &[i18n.tag().into()]);
    let collator = collator.unwrap_or_default();
    terms.sort_by(|a, b| {
        let names = [a, b].map(|term| i18n.text(term.name).into());
        let order = call(&collator, "compare", &names).and_then(|it| it.as_f64());
        order.unwrap_or_default().total_cmp(&0.0)
    });
    terms
}

fn entry(i18n: I18n, term: Term) -> AnyView {
    let name: HtmlElementOf = dt();
    let name = name
        .id(term.anchor)
        .attr("tabindex", "-1")
        .child(i18n.text(term.name));
    div(
        "glossary-term",
        all([name.into_any(), dd("", i18n.text(term.text))]),
    )
}

type HtmlElementOf = leptos::html::HtmlElement<Dt, (), ()>;

/// Puts the term that the address names in sight, and the focus on it.
fn to_the_term(anchor: &str) {
    let known = TERMS.iter().any(|term| term.anchor == anchor);
    let place = document().get_element_by_id(anchor).filter(|_| known);
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = call(&place, "scrollIntoView", &[]);
        let _ = place.focus();
    }
}
