//! A term of the app, as a link to where the glossary explains it.

use leptos::prelude::*;

use super::element::{all, li, span, ul};
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;

/// `name` as a link to the term `anchor` of the glossary; see `src/pages/glossary/terms.rs` for the
/// anchors there are.
pub fn term(name: Key, anchor: &'static str) -> AnyView {
    let i18n = use_i18n();
    let address = format!("{}#{anchor}", Route::Glossary.path());
    view! { <a class="term" href=address>{i18n.say(name)}</a> }.into_any()
}

/// The terms that stand in the sentences of a page, as links below it: names and anchors.
pub fn terms_here(terms: &[(Key, &'static str)]) -> AnyView {
    let i18n = use_i18n();
    let items = terms
        .iter()
        .map(|(name, anchor)| li("", term(*name, anchor)));
    view! {
        <nav class="terms-here" aria-label=i18n.say(Key::GlossaryHere)>
            {span("terms-title", i18n.say(Key::GlossaryHere))}
            {ul("terms-list", all(items))}
        </nav>
    }
    .into_any()
}
