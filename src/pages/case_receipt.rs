//! The receipt of a case: what was received, until when an answer is due, what comes next. It is also
//! made for paper.

use citizen_score_contract::cases::Case;
use leptos::prelude::*;

use super::case_evidence::evidence_names;
use super::case_words::{countdown_text, kind_key};
use crate::components::element::{all, dd, div, dl, dt, h2, li, p};
use crate::components::page_heading::page_heading;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::kiosk::hand_over::print_button;
use crate::reactive::part;
use crate::record::use_record;
use crate::routes::{Route, case_path};
use crate::rules_book::{RulesBook, rule_text};

/// The page of a receipt.
pub(super) fn receipt(case: Case) -> AnyView {
    let i18n = use_i18n();
    let address = case_path(&case.id);
    view! {
        {page_heading(Key::SentArrived)}
        {part(move || document(i18n, &case))}
        <div class="actions">
            <a class="button" href=address>
                {i18n.say(Key::ReceiptCase)}
            </a>
            {print_button(Key::ReceiptPrint, None)}
        </div>
        <p>
            <a href=Route::Cases.path()>{i18n.say(Key::CasesTitle)}</a>
        </p>
    }
    .into_any()
}

fn document(i18n: I18n, case: &Case) -> AnyView {
    let known = use_record().known();
    let book = expect_context::<RulesBook>().get().ok();
    let day = |day| format::day(i18n.formats(), day);
    let name = |group: &str, code: &str| match &book {
        Some(book) => rule_text(i18n, book, group, code),
        None => code.to_owned(),
    };
    let received = case.steps.first().map(|step| step.at);
    let received = received.map(|at| format::local_moment(i18n.formats(), at));
    let due = match &known {
        Some(known) => {
            let left = countdown_text(i18n, case.due_on, known.me.as_of);
            let values = [("date", day(case.due_on)), ("left", left)];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            i18n.fill(Key::ReceiptDueLeft, &values)
        }
        None => day(case.due_on),
    };
    let holder =
        known.map(|known| format!("{}, {}", known.me.display_name, known.me.masked_number));
    let facts = [
        (
            Key::CaseKind,
            Some(i18n.text(kind_key(case.kind)).to_owned()),
        ),
        (Key::CaseAbout, Some(name("factor", &case.factor))),
        (Key::CaseEntry, case.entry.clone()),
        (Key::ReceiptFrom, holder),
        (Key::ReceiptReceived, received),
        (Key::CaseAuthority, Some(name("authority", &case.authority))),
        (Key::ReceiptDue, Some(due)),
        (Key::CaseEvidence, evidence_names(case)),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| {
        let parts = [dt("", i18n.text(key)), dd("", value?)];
        Some(div("facts-row", all(parts)))
    });
    let date = day(case.due_on);
    let next = [
        i18n.text(Key::ReceiptNextExamined).to_owned(),
        i18n.text(Key::ReceiptNextQuestion).to_owned(),
        i18n.fill(Key::ReceiptNextDecision, &[("date", &date)]),
    ];
    let city = book.as_ref().and_then(|book| {
        let city = book.text(i18n.tag(), &book.data().city);
        city.map(|city| p("statement-city", city.to_owned()))
    });
    view! {
        <article class="statement receipt">
            <header class="statement-head">
                {city} {h2("statement-title", i18n.text(Key::ReceiptTitle))}
            </header>
            <div>
                {p("quiet", i18n.text(Key::CaseNumber))} {p("receipt-number", case.id.clone())}
            </div>
            {dl("facts statement-facts", all(facts))}
            {h2("", i18n.text(Key::ReceiptNext))}
            <ol class="plain-list">{next.map(|words| li("", words)).collect_view()}</ol>
            {p("quiet", i18n.text(Key::ReceiptKeep))}
        </article>
    }
    .into_any()
}
