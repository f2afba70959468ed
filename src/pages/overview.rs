//! The overview: score, tier, points to the next tier, margin, what the tier brings, latest entries.

mod added_up;
mod hero;

use citizen_score_contract::EntryView;
use citizen_score_contract::entries::MAX_LIMIT;
use citizen_score_rules::rulebook::Outline;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::use_api;
use crate::components::effect_list::effect_list;
use crate::components::element::{a, all, h2, ol, p};
use crate::components::entry_item::entry_item;
use crate::components::failure::failure;
use crate::components::load_view::{Load, load_view};
use crate::components::tier_ladder::tier_ladder;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{effect, memo, part};
use crate::record::use_record;
use crate::routes::{Route, entry_path};
use crate::rules_book::RulesBook;
use added_up::AddedUp;
use hero::Hero;

/// Entries shown as the latest.
const LATEST: u32 = 5;

/// The first page of someone signed in.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let added_up = RwSignal::new(None);
    view! {
        <Hero added_up />
        <div class="columns">
            <TierPanel />
            <Latest added_up />
        </div>
    }
}

#[component]
fn Latest(
    /// Where the check of the ledger is put.
    added_up: RwSignal<Option<AddedUp>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let load = RwSignal::new(Load::<Vec<EntryView>>::Loading);
    let book = expect_context::<RulesBook>();
    let entries = RwSignal::new(Vec::<EntryView>::new());
    let check = RwSignal::new(None::<added_up::Check>);
    let fetch = move || {
        let known = untrack(|| record.known());
        let all = known.is_some_and(|known| known.me.entry_count <= MAX_LIMIT.into());
        let limit = if all { MAX_LIMIT } else { LATEST };
        spawn_local(async move {
            let mut answer = match record.kept() {
                Some(kept) => Ok(kept.latest.clone()),
                None => api.entries(limit, None).await.map(|page| page.entries),
            };
            if let Ok(found) = &mut answer {
                let _ = entries.try_set(found.clone());
                found.truncate(LATEST as usize);
            }
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
            if check.try_with_untracked(Option::is_none) == Some(true) {
                let loaded = added_up::load().await;
                let _ = check.try_set(loaded);
            }
        });
    };
    // Entries, rules and what adds them up arrive in any order.
    effect(move || {
        let added = record
            .known()
            .zip(check.get())
            .and_then(|(known, check)| entries.with(|entries| check(book, &known.me, entries)));
        added_up.set(added);
    });
    effect(move || {
        record.changes().track();
        fetch();
    });
    view! {
        <section class="panel">
            <h2>{i18n.say(Key::OverviewLatest)}</h2>
            {load_view(load.into(), Callback::new(move |()| fetch()), latest)}
        </section>
    }
}

fn latest(entries: Vec<EntryView>) -> AnyView {
    let i18n = use_i18n();
    // It comes with the entries: what comes before them would move when they do.
    let wrong = p(
        "",
        a(
            Route::NewCase.path().to_owned(),
            i18n.say(Key::OverviewWrong),
        ),
    );
    if entries.is_empty() {
        return all([p("empty", i18n.say(Key::HistoryEmpty)), wrong]);
    }
    let items = entries.into_iter().map(|view| {
        let address = entry_path(&view.entry.id);
        entry_item(&view.entry, &view.outcome, view.statement, address)
    });
    let link = view! { <a href=Route::History.path()>{i18n.say(Key::OverviewAllEntries)}</a> };
    all([ol("entries", all(items)), p("", link), wrong])
}

#[component]
fn TierPanel() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let book = expect_context::<RulesBook>();
    let tier = memo(move || {
        record
            .known()
            .map(|known| known.me.standing.tier)
            .unwrap_or_default()
    });
    view! {
        <section class="panel">
            {part(move || match book.outline() {
                Err(error) => {
                    let retry = Callback::new(move |()| book.reload());
                    failure(error, retry)
                }
                Ok(book) => tier_panel(i18n, &book, &tier.get()),
            })}
        </section>
    }
}

fn tier_panel(i18n: I18n, book: &Outline, tier: &str) -> AnyView {
    let effects: Vec<_> = book.effects_of(tier).collect();
    let effects = if effects.is_empty() {
        p("empty", i18n.text(Key::OverviewBringsNothing))
    } else {
        effect_list(i18n, book, &effects)
    };
    all([
        h2("", i18n.fill(Key::OverviewBrings, &[("tier", tier)])),
        effects,
        h2("", i18n.text(Key::OverviewLadder)),
        tier_ladder(i18n, book, tier),
    ])
}
