//! Who looked: every access to the record that is not the resident's own screen, and each sign-in.

mod address;
mod filters;
mod rows;
mod words;

use citizen_score_contract::ProblemCode;
use citizen_score_contract::access::AccessPage;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, use_api};
use crate::components::element::{none, p};
use crate::components::failure::failure;
use crate::components::load_view::Load;
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::i18n::{Key, use_i18n};
use crate::kiosk::hand_over::folded;
use crate::kiosk::is_display;
use crate::query;
use crate::reactive::{effect, memo, part};
use crate::record::use_record;
use crate::router::use_router;
use address::Address;

/// The log, filtered and by pages as the address says.
#[component]
pub fn AccessLogPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let query = use_router().query();
    let wanted = memo(move || query.with(|query| Address::read(query)));
    let load = RwSignal::new(Load::<(AccessPage, Address)>::Loading);
    let again = RwSignal::new(0_u32);
    // A cursor that the server did not give out is another part that could not be used.
    let stale = RwSignal::new(None::<String>);
    let changes = use_record().changes();
    let round = StoredValue::new(0_u32);
    effect(move || {
        let mut address = wanted.get();
        again.track();
        changes.track();
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        spawn_local(async move {
            let mut answer = api.access_log(&address.for_server()).await;
            let mut unread = None;
            if is_stale(&answer)
                && let Some(cursor) = address.cursor.take()
            {
                unread = Some(query::shown("cursor", &cursor));
                answer = api.access_log(&address.for_server()).await;
            }
            // The page may be gone, or another part of the log wanted by now.
            if round.try_get_value() == Some(mine) {
                stale.set(unread);
                load.update(|load| match (answer, &load) {
                    // Rows that somebody filtered away do not stand for those that could not be had.
                    (Err(error), Load::Ready((_, shown))) if *shown != address => {
                        *load = Load::Failed(error);
                    }
                    (answer, _) => load.accept(answer.map(|page| (page, address))),
                });
            }
        });
    });
    let shown = StoredValue::new(None::<Option<String>>);
    let list = move || match load.get() {
        Load::Loading => p("loading", i18n.text(Key::StateLoading)),
        Load::Failed(error) => {
            let retry = Callback::new(move |()| {
                load.set(Load::Loading);
                again.update(|again| *again = again.wrapping_add(1));
            });
            failure(error, retry)
        }
        Load::Ready((page, address)) => {
            let before = shown.get_value().replace(address.cursor.clone());
            shown.set_value(Some(address.cursor.clone()));
            if before.is_some_and(|before| before != address.cursor) {
                rows::focus_head();
            }
            rows::page(i18n, page, &address)
        }
    };
    let broken = move || {
        let mut unread = wanted.with(|wanted| wanted.unread.clone());
        unread.extend(stale.get());
        if unread.is_empty() {
            none()
        } else {
            let parts = unread.join(", ");
            p(
                "notice",
                i18n.fill(Key::HistoryUnread, &[("parts", &parts)]),
            )
        }
    };
    let whole = if is_display() {
        folded(Key::AccessLogCsv)
    } else {
        let link = view! {
            <a class="button button-plain" href=api.access_log_address() download="">
                {i18n.say(Key::AccessLogCsv)}
            </a>
        };
        p("", link.into_any())
    };
    view! {
        {page_heading(Key::AccessLogTitle)}
        <p class="lead">{i18n.say(Key::AccessLogIntro)}</p>
        <p>{i18n.say(Key::AccessLogLogged)}</p>
        <div role="status">{part(broken)}</div>
        {filters::filters(wanted)}
        {part(list)}
        {whole}
        {terms_here(
            &[
                (Key::GlossaryAccessLog, "access-log"),
                (Key::GlossaryTierProof, "tier-proof"),
                (Key::GlossaryConsent, "consent"),
            ],
        )}
    }
}

fn is_stale(answer: &Result<AccessPage, ApiError>) -> bool {
    matches!(
        answer,
        Err(ApiError::Rejected {
            code: ProblemCode::InvalidCursor,
            ..
        })
    )
}
