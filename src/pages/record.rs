//! The record, to take along: as a signed file, as a table, and as a statement on paper.

mod statement;

use citizen_score_device::ask::MAX_ROWS;
use citizen_score_device::{Ask, Filter};
use leptos::prelude::*;

use crate::api::use_api;
use crate::components::element::{all, div, none, p};
use crate::components::page_heading::page_heading;
use crate::desk::asked;
use crate::i18n::{Key, use_i18n};
use crate::kiosk::hand_over::{can_print, print_button, ways};
use crate::kiosk::is_display;
use crate::record::use_record;
use crate::routes::Route;
use crate::rules_book::RulesBook;
use statement::statement;

/// Downloads, and the statement that is printed.
#[component]
pub fn RecordPage() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let book = expect_context::<RulesBook>();
    let signed = use_api().record_address();
    let table = format!("{signed}?format=csv");
    let ask = move || Ask::List {
        filter: Filter::default(),
        offset: 0,
        limit: MAX_ROWS,
        language: i18n.tag().to_owned(),
    };
    // The statement comes with the ledger.
    let ready = RwSignal::new(false);
    let show = move |page| match (book.get(), record.known()) {
        (Ok(book), Some(known)) => {
            ready.set(true);
            statement(i18n, &book, &known.me, page)
        }
        _ => none(),
    };
    if is_display() {
        return all([
            page_heading(Key::RecordTitle),
            on_display(ready),
            // What is to be printed has to be there.
            if can_print() {
                asked(ask, show).into_any()
            } else {
                none()
            },
        ]);
    }
    view! {
        {page_heading(Key::RecordTitle)}
        <p class="lead">{i18n.say(Key::RecordIntro)}</p>
        <section class="panel takeaway">
            <h2>{i18n.say(Key::RecordFile)}</h2>
            <p>{i18n.say(Key::RecordFileAbout)}</p>
            <p>{i18n.say(Key::RecordFileCheck)}</p>
            <p>{i18n.say(Key::RecordTableAbout)}</p>
            <p class="takeaway-ways">
                <a class="button" href=signed download="">
                    {i18n.say(Key::RecordJson)}
                </a>
                <a class="button button-plain" href=table download="">
                    {i18n.say(Key::RecordCsv)}
                </a>
                {print_button(Key::RecordPrint, Some(ready))}
            </p>
            <p>
                <a href=Route::Verify.path()>{i18n.say(Key::RecordVerify)}</a>
            </p>
        </section>
        {asked(ask, show)}
    }
    .into_any()
}

/// On a shared display nothing is downloaded; where it has a printer, the statement can be printed.
fn on_display(ready: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    div(
        "takeaway hand-over-page",
        all([
            p("lead", i18n.say(Key::KioskHandWhyRecord)),
            print_button(Key::RecordPrint, Some(ready)),
            ways(Route::Record.path().to_owned()),
        ]),
    )
}
