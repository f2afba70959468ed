//! A page of the access log: each access, and the way to older ones.

use citizen_score_contract::access::{Access, AccessKind, AccessPage};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::address::Address;
use super::words::{name, purpose};
use crate::components::element::{a, all, dd, div, dl, dt, li, none, ol, p, section};
use crate::format;
use crate::i18n::{I18n, Key};
use crate::routes::{Route, case_path};

/// The rows, newest first, under what they are.
pub(super) fn page(i18n: I18n, page: AccessPage, wanted: &Address) -> AnyView {
    let rows = if page.accesses.is_empty() {
        let empty = if wanted.is_all() {
            Key::AccessLogEmpty
        } else {
            Key::AccessLogNone
        };
        p("empty", i18n.text(empty))
    } else {
        let items = page.accesses.into_iter().map(|access| item(i18n, access));
        ol("accesses", all(items))
    };
    let head = view! {
        <h2 class="accesses-head" tabindex="-1">
            {i18n.text(Key::AccessLogRows)}
        </h2>
    };
    all([
        section("panel", all([head.into_any(), rows])),
        pages(i18n, wanted, page.next_cursor),
    ])
}

/// Puts the focus on the heading of the rows, once it is there: the link that was pressed is gone.
pub(super) fn focus_head() {
    request_animation_frame(|| {
        let head = document().query_selector(".accesses-head").ok().flatten();
        if let Some(head) = head.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = head.focus();
        }
    });
}

fn item(i18n: I18n, access: Access) -> AnyView {
    let number =
        |count: u64| format::number(i18n.formats(), i64::try_from(count).unwrap_or(i64::MAX));
    let fact = |key: Key, value: AnyView| div("", all([dt("", i18n.text(key)), dd("", value)]));
    let is_case = matches!(
        access.kind,
        AccessKind::CaseSeen | AccessKind::CaseAsked | AccessKind::CaseDecided
    );
    let about = access.about.map(|about| {
        let value = match (access.kind, about.as_str()) {
            _ if is_case => a(case_path(&about), about),
            (AccessKind::Consent, "given") => i18n.text(Key::AccessLogConsentGiven).into_any(),
            (AccessKind::Consent, "withdrawn") => {
                i18n.text(Key::AccessLogConsentWithdrawn).into_any()
            }
            _ => about.into_any(),
        };
        fact(Key::AccessLogAbout, value)
    });
    let entries = access
        .entries
        .map(|count| fact(Key::AccessLogEntries, number(count).into_any()));
    let facts = [
        Some(fact(Key::AccessLogBy, access.by.into_any())),
        about,
        entries,
        Some(fact(Key::AccessLogNumber, number(access.number).into_any())),
    ];
    let when = format::local_moment(i18n.formats(), access.at);
    let when = view! { <time datetime=format!("{:?}", access.at)>{when}</time> };
    li(
        "access",
        all([
            p("access-name", i18n.text(name(access.kind))),
            p("access-when", when.into_any()),
            p("", i18n.text(purpose(access.kind))),
            dl("access-facts", all(facts.into_iter().flatten())),
        ]),
    )
}

/// Older ones, and back to the newest; what lies between, the browser goes back to.
fn pages(i18n: I18n, wanted: &Address, next: Option<String>) -> AnyView {
    let first = wanted.cursor.is_none();
    if first && next.is_none() {
        return none();
    }
    let link = |key: Key, cursor: Option<String>| {
        let query = Address {
            cursor,
            unread: Vec::new(),
            ..wanted.clone()
        }
        .write();
        let path = Route::AccessLog.path();
        let address = match query.as_str() {
            "" => path.to_owned(),
            query => format!("{path}?{query}"),
        };
        view! { <a class="button button-plain" href=address>{i18n.text(key)}</a> }.into_any()
    };
    let newest = if first {
        none()
    } else {
        link(Key::HistoryNewest, None)
    };
    let older = next.map_or_else(none, |next| link(Key::HistoryOlder, Some(next)));
    view! {
        <nav class="pages" aria-label=i18n.text(Key::AccessLogPages)>
            {newest}
            {older}
        </nav>
    }
    .into_any()
}
