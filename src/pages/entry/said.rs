//! The alarm on the page of an entry of which the server says something else than the rules.

use citizen_score_device::list::Row;
use citizen_score_rules::Outcome;
use leptos::prelude::*;

use crate::components::entry_item::status;
use crate::i18n::{I18n, Key};
use crate::routes::Route;

/// Both outcomes, and the way to the check of all figures.
pub(super) fn said(i18n: I18n, row: &Row, said: &Outcome) -> AnyView {
    let words = |key: Key, outcome: &Outcome| {
        let outcome = status(i18n, &row.entry, outcome);
        i18n.fill(key, &[("outcome", &outcome)])
    };
    view! {
        <section class="alarm" role="alert">
            <h2>{i18n.text(Key::EntrySaidTitle)}</h2>
            <p>{words(Key::EntrySaidServer, said)}</p>
            <p>{words(Key::EntrySaidDevice, &row.outcome)}</p>
            <p>
                <a href=Route::Check.path()>{i18n.text(Key::EntrySaidNext)}</a>
            </p>
        </section>
    }
    .into_any()
}
