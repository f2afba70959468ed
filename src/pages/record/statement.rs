//! The statement: the record as a document, for paper and for whoever wants to read it in one piece.

use citizen_score_contract::Me;
use citizen_score_device::list::{Page, Row};
use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::element::{all, dd, div, dl, dt, h2, none, p};
use crate::components::entry_item::status;
use crate::format;
use crate::i18n::{I18n, Key};
use crate::rules_book::rule_text;

/// The statement of a ledger, newest entry first.
pub(super) fn statement(i18n: I18n, book: &Rulebook, me: &Me, page: Page) -> AnyView {
    let number = |points: i64| format::number(i18n.formats(), points);
    let standing = &me.standing;
    let next = standing.next.as_ref().map_or_else(
        || i18n.text(Key::RecordNoNext).to_owned(),
        |next| {
            let points = number(next.points.into());
            i18n.fill(
                Key::RecordNext,
                &[("tier", &next.tier), ("points", &points)],
            )
        },
    );
    let data = book.data();
    let rules = [("id", data.id.as_str()), ("version", data.version.as_str())];
    let facts = [
        (Key::RecordName, me.display_name.clone()),
        (Key::RecordNumber, me.masked_number.clone()),
        (Key::RecordAsOf, format::day(i18n.formats(), me.as_of)),
        (Key::RecordScore, number(standing.score.into())),
        (Key::RecordTier, standing.tier.clone()),
        (Key::RecordToNext, next),
        (Key::RecordStart, number(data.start.points.into())),
        (Key::RecordEntries, number(page.total.into())),
        (Key::RecordRules, i18n.fill(Key::RecordRulesIn, &rules)),
    ];
    let facts =
        facts.map(|(key, value)| div("facts-row", all([dt("", i18n.text(key)), dd("", value)])));
    let city = book
        .text(i18n.tag(), &data.city)
        .unwrap_or_default()
        .to_owned();
    let note = data
        .note
        .as_ref()
        .and_then(|note| book.text(i18n.tag(), note));
    let shown = page.rows.len();
    let left_out = if (shown as u64) < u64::from(page.total) {
        let [shown, total] = [shown as u64, page.total.into()]
            .map(|count| number(i64::try_from(count).unwrap_or(i64::MAX)));
        p(
            "quiet",
            i18n.fill(Key::RecordLeftOut, &[("shown", &shown), ("total", &total)]),
        )
    } else {
        none()
    };
    let rows = page.rows.iter().map(|row| line(i18n, book, row));
    view! {
        <article class="statement">
            <header class="statement-head">
                <p class="statement-city">{city}</p>
                {h2("statement-title", i18n.text(Key::RecordStatement))}
            </header>
            {dl("facts statement-facts", all(facts))}
            {note.map(|note| p("quiet", note.to_owned()))}
            <div class="table-frame" tabindex="0" role="region" aria-label=i18n.text(Key::RecordTable)>
                <table class="table">
                    <caption>{i18n.text(Key::RecordTable)}</caption>
                    <thead>
                        <tr>
                            {[
                                Key::EntryOccurred,
                                Key::EntryKind,
                                Key::EntryAuthority,
                                Key::EntryReference,
                                Key::RecordPoints,
                                Key::RecordCounts,
                            ]
                                .map(|key| view! { <th scope="col">{i18n.text(key)}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{all(rows)}</tbody>
                </table>
            </div>
            {left_out}
            {p("quiet", i18n.text(Key::RecordFoot))}
        </article>
    }
    .into_any()
}

fn line(i18n: I18n, book: &Rulebook, row: &Row) -> AnyView {
    let entry = &row.entry;
    let words = |group: &str, code: &str| rule_text(i18n, book, group, code);
    view! {
        <tr>
            <td class="table-day">{format::day(i18n.formats(), entry.occurred_on)}</td>
            <td>
                {words("factor", &entry.factor)}
                {row
                    .statement
                    .clone()
                    .map(|said| view! { <q class="statement-words" dir="auto">{said}</q> })}
            </td>
            <td>{words("authority", &entry.authority)}</td>
            <td>{entry.reference.to_string()}</td>
            <td class="table-number">{format::signed(i18n.formats(), entry.points.into())}</td>
            <td>{status(i18n, entry, &row.outcome)}</td>
        </tr>
    }
    .into_any()
}
