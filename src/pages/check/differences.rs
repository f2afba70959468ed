//! The alarm: every difference in words, what to do next, and the evidence.

use citizen_score_device::report::Report;
use citizen_score_rules::{Difference, Rulebook};
use leptos::prelude::*;

use super::evidence::save;
use super::figures::figures;
use super::sentence::{entry_of, sentence};
use crate::components::element::{all, div, h2, li, none, ol, p, section};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::pages::entry_link::{MOST_NAMED, entry_link};

/// What differs between the server and this device.
pub(super) fn differences(i18n: I18n, book: &Rulebook, report: Report) -> AnyView {
    let day = format::day(i18n.formats(), report.as_of);
    let in_all = i64::try_from(report.differences_in_all).unwrap_or(i64::MAX);
    let count = i18n.plural(Plural::CheckDiffers, in_all, &[("date", &day)]);
    let named = i64::try_from(report.differences.len()).unwrap_or(i64::MAX);
    let first = if named < in_all {
        p("", i18n.plural(Plural::CheckDiffersFirst, named, &[]))
    } else {
        none()
    };
    let items = report.differences.iter().enumerate();
    let items = items.map(|(place, it)| item(i18n, it, place < MOST_NAMED));
    let list = section(
        "panel",
        all([
            h2("", i18n.text(Key::CheckDiffersList)),
            first,
            ol("differences", all(items)),
            figures(i18n, &report),
        ]),
    );
    let alarm = view! {
        <section class="alarm" role="alert">
            <h2>{i18n.text(Key::CheckDiffersTitle)}</h2>
            <p>{count}</p>
        </section>
    };
    let steps = section(
        "panel",
        all([
            h2("", i18n.text(Key::CheckSteps)),
            p("", i18n.text(Key::CheckStepsText)),
            save(i18n, book, report),
        ]),
    );
    all([alarm.into_any(), list, steps])
}

fn item(i18n: I18n, difference: &Difference, named: bool) -> AnyView {
    let about = match entry_of(difference) {
        Some(entry) => div("difference-entry", entry_link(entry, named)),
        None => none(),
    };
    li(
        "difference",
        all([about, p("", sentence(i18n, difference))]),
    )
}
