//! One entry of the ledger: what, who, when, how many points, and whether it counts.

use citizen_score_contract::EntryView;
use citizen_score_rules::{Entry, Outcome};
use leptos::prelude::*;

use super::amount::Amount;
use crate::format;
use crate::i18n::{I18n, Key, reason_text, use_i18n};
use crate::reactive::text;
use crate::rules_book::{RulesBook, rule_text};

/// An entry as an item of a list.
#[component]
pub fn EntryItem(
    /// The entry, and whether it counts.
    view: EntryView,
    /// Whether reference, basis and rulebook version can be opened.
    #[prop(default = true)]
    details: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let EntryView { entry, outcome } = view;
    let counts = outcome == Outcome::Counts;
    let words = {
        let entry = entry.clone();
        move |group: &'static str| {
            let code = match group {
                "factor" => &entry.factor,
                "authority" => &entry.authority,
                _ => &entry.basis,
            };
            book.get()
                .map_or_else(|_| code.clone(), |book| rule_text(i18n, &book, group, code))
        }
    };
    let (name, authority) = (words.clone(), words.clone());
    let occurred_on = entry.occurred_on;
    let contested = entry.contested;
    let status = {
        let entry = entry.clone();
        text(move || status(i18n, &entry, &outcome))
    };
    view! {
        <li class="entry" data-counts=if counts { "yes" } else { "no" }>
            <div class="entry-points">
                <Amount points=entry.points />
            </div>
            <div class="entry-body">
                <p class="entry-name">{text(move || name("factor"))}</p>
                <p class="entry-meta">
                    <time datetime=occurred_on.to_string()>
                        {text(move || format::day(i18n.formats(), occurred_on))}
                    </time>
                    <span class="entry-authority">{text(move || authority("authority"))}</span>
                </p>
                <p class="entry-status">{status}</p>
                {(contested && counts)
                    .then(|| {
                        view! {
                            <p class="entry-status">{i18n.say(Key::EntryContested)}</p>
                        }
                    })}
                {details.then(|| view! { <EntryDetails entry words /> })}
            </div>
        </li>
    }
}

fn status(i18n: I18n, entry: &Entry, outcome: &Outcome) -> String {
    match (outcome.reason(), entry.counts_until) {
        (Some(reason), _) => {
            // Joined in the language's own way: Chinese takes no space between sentences.
            let gap = if i18n.tag().starts_with("zh") {
                "："
            } else {
                ". "
            };
            format!(
                "{}{gap}{}",
                i18n.text(Key::EntryCountsNot),
                reason_text(i18n, reason)
            )
        }
        (None, Some(until)) => i18n.fill(
            Key::EntryCountsUntil,
            &[("date", &format::day(i18n.formats(), until))],
        ),
        (None, None) => i18n.text(Key::EntryCounts).to_owned(),
    }
}

#[component]
fn EntryDetails(
    entry: Entry,
    words: impl Fn(&'static str) -> String + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let recorded_at = entry.recorded_at;
    let row = move |key: Key, value: AnyView| {
        view! {
            <div class="facts-row">
                <dt>{move || i18n.text(key)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let recorded = text(move || format::local_moment(i18n.formats(), recorded_at));
    let basis = text(move || words("basis"));
    view! {
        <details class="entry-details">
            <summary>{i18n.say(Key::EntryDetails)}</summary>
            <dl class="facts">
                {row(Key::EntryRecorded, recorded.into_any())}
                {row(Key::EntryReference, entry.reference.into_any())}
                {row(Key::EntryBasis, basis.into_any())}
                {row(Key::EntryVersion, entry.rulebook_version.into_any())}
                {row(Key::EntryId, entry.id.into_any())}
            </dl>
        </details>
    }
}
