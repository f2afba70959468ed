//! The overview: score, tier, points to the next tier, margin, what the tier brings, latest entries.

mod hero;

use citizen_score_contract::EntryView;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::use_api;
use crate::components::effect_list::effect_list;
use crate::components::entry_item::EntryItem;
use crate::components::failure::Failure;
use crate::components::load_view::{Load, LoadView};
use crate::components::tier_ladder::tier_ladder;
use crate::i18n::{Key, use_i18n};
use crate::record::use_record;
use crate::routes::Page;
use crate::rules_book::RulesBook;
use hero::Hero;

/// Entries shown as the latest.
const LATEST: u32 = 5;

/// The first page of someone signed in.
#[component]
pub fn OverviewPage() -> impl IntoView {
    view! {
        <Hero />
        <div class="columns">
            <Latest />
            <TierPanel />
        </div>
    }
}

#[component]
fn Latest() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let load = RwSignal::new(Load::<Vec<EntryView>>::Loading);
    let fetch = move || {
        spawn_local(async move {
            let answer = api.entries(LATEST, None).await.map(|page| page.entries);
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
        });
    };
    Effect::new(move |_| {
        record.changes().track();
        fetch();
    });
    view! {
        <section class="panel">
            <h2>{i18n.say(Key::OverviewLatest)}</h2>
            <LoadView load retry=Callback::new(move |()| fetch()) let:entries>
                {if entries.is_empty() {
                    view! { <p class="empty">{i18n.say(Key::HistoryEmpty)}</p> }.into_any()
                } else {
                    view! {
                        <ol class="entries">
                            {entries
                                .into_iter()
                                .map(|view| view! { <EntryItem view details=false /> })
                                .collect_view()}
                        </ol>
                        <p>
                            <a href=Page::History.path()>
                                {i18n.say(Key::OverviewAllEntries)}
                            </a>
                        </p>
                    }
                        .into_any()
                }}
            </LoadView>
        </section>
    }
}

#[component]
fn TierPanel() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let book = expect_context::<RulesBook>();
    let tier = Memo::new(move |_| {
        record.known().map(|known| known.me.standing.tier).unwrap_or_default()
    });
    view! {
        <section class="panel">
            {move || match book.get() {
                Err(error) => {
                    let retry = Callback::new(move |()| book.reload());
                    view! { <Failure error retry /> }.into_any()
                }
                Ok(book) => {
                    let tier = tier.get();
                    let none = book.effects_of(&tier).next().is_none();
                    view! {
                        <h2>{i18n.fill(Key::OverviewBrings, &[("tier", &tier)])}</h2>
                        {none
                            .then(|| {
                                let text = i18n.text(Key::OverviewBringsNothing);
                                view! { <p class="empty">{text}</p> }
                            })}
                        <ul class="effects">{effect_list(i18n, &book, &tier)}</ul>
                        <h2>{i18n.text(Key::OverviewLadder)}</h2>
                        {tier_ladder(i18n, &book, &tier)}
                    }
                        .into_any()
                }
            }}
        </section>
    }
}
