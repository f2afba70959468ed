//! The check: the server's figures against what this device makes of the same entries and rules.

mod arithmetic;
mod differences;
mod evidence;
mod figures;
mod sentence;

use citizen_score_device::Ask;
use citizen_score_device::report::Report;
use leptos::prelude::*;

use crate::components::element::{all, h2, none, p, section};
use crate::components::page_heading::page_heading;
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::rules_book::RulesBook;

/// The city's arithmetic, done again.
#[component]
pub fn CheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let show = move |report: Report| match book.get() {
        Ok(book) => {
            let verdict = if report.agrees() {
                agrees(i18n, &report)
            } else {
                differences::differences(i18n, &book, report)
            };
            all([verdict, arithmetic::arithmetic()])
        }
        Err(_) => none(),
    };
    view! {
        {page_heading(Key::CheckTitle)}
        <p class="lead">{i18n.say(Key::CheckLead)}</p>
        {asked(|| Ask::Audit, show)}
    }
}

fn agrees(i18n: I18n, report: &Report) -> AnyView {
    let day = format::day(i18n.formats(), report.as_of);
    let day = [("date", day.as_str())];
    let words = match i64::try_from(report.entries) {
        Ok(0) => i18n.fill(Key::CheckAgreesNone, &day),
        count => i18n.plural(Plural::CheckAgrees, count.unwrap_or(i64::MAX), &day),
    };
    section(
        "panel",
        all([
            h2("", i18n.text(Key::CheckAgreesTitle)),
            p("", words),
            figures::figures(i18n, report),
        ]),
    )
}
