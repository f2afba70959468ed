//! The history: every entry, newest first, filtered, by year and by page, under the months.
//!
//! The device holds the whole ledger and shows a page of it at a time; see
//! `docs/decisions/0017-history-by-pages.md`. Until it has arrived, the newest entries come from the
//! server.

mod address;
mod filters;
mod rows;

use citizen_score_contract::EntryView;
use citizen_score_contract::entries::DEFAULT_LIMIT;
use citizen_score_device::Ask;
use citizen_score_device::list::Row;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::use_api;
use crate::components::element::{none, p};
use crate::components::page_heading::page_heading;
use crate::desk::asked_with;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{effect, memo, part};
use crate::record::use_record;
use crate::router::use_router;
use address::Address;
use filters::Filters;

/// Entries that are asked of the server, to be shown before the ledger is here: a screen full.
const FIRST_ROWS: u32 = 10;

/// All entries.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_router().query();
    let wanted = memo(move || query.with(|query| Address::read(query)));
    let ask = move || {
        let Address { filter, page, .. } = wanted.get();
        Ask::List {
            filter,
            offset: page.saturating_mul(DEFAULT_LIMIT),
            limit: DEFAULT_LIMIT,
            language: i18n.tag().to_owned(),
        }
    };
    let shown = StoredValue::new(None::<u32>);
    let to_year = StoredValue::new(None::<i32>);
    let show = move |page| {
        let wanted = wanted.get_untracked();
        // The link that was pressed is gone; reading goes on at the head of the new page.
        let before = shown.get_value().replace(wanted.page);
        shown.set_value(Some(wanted.page));
        if before.is_some_and(|before| before != wanted.page) {
            rows::focus_head(to_year);
        }
        rows::page(i18n, page, wanted, to_year)
    };
    let broken = move || {
        let unread = wanted.with(|wanted| wanted.unread.join(", "));
        if unread.is_empty() {
            none()
        } else {
            p(
                "notice",
                i18n.fill(Key::HistoryUnread, &[("parts", &unread)]),
            )
        }
    };
    view! {
        {page_heading(Key::HistoryTitle)}
        <p class="lead">{i18n.say(Key::HistoryIntro)}</p>
        <div role="status">{part(broken)}</div>
        <Filters wanted />
        {asked_with(ask, show, newest(wanted))}
    }
}

/// The newest entries, from the server, while the ledger is still on its way.
fn newest(wanted: Memo<Address>) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let api = use_api();
    let record = use_record();
    let entries = RwSignal::new(Vec::<EntryView>::new());
    let first = untrack(|| wanted.with(|wanted| wanted.page == 0 && wanted.filter.is_empty()));
    effect(move || {
        record.changes().track();
        spawn_local(async move {
            if !first {
                return;
            }
            // Where it fails, the ledger itself says why.
            if let Ok(page) = api.entries(FIRST_ROWS, None).await {
                let _ = entries.try_set(page.entries);
            }
        });
    });
    move || {
        part(move || {
            let rows = entries.get().into_iter().map(Row::from);
            let same = wanted.with(|wanted| wanted.page == 0 && wanted.filter.is_empty());
            if same {
                rows::months(rows.collect())
            } else {
                none()
            }
        })
        .into_any()
    }
}
