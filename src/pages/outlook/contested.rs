//! Where the resident objects to something: the standing with it and without it, side by side.

use citizen_score_device::Ask;
use citizen_score_rules::Standing;
use citizen_score_rules::contested::{InForce, Views};
use leptos::prelude::*;

use super::here::stand;
use crate::components::element::{all, div, h2, h3, li, none, p, section, ul};
use crate::desk::asked;
use crate::i18n::{I18n, Key, use_i18n};
use crate::pages::entry_link::{MOST_NAMED, entry_link};

/// The section; nothing where no objection makes a difference.
pub(super) fn contested() -> AnyView {
    let i18n = use_i18n();
    let show = move |views: Option<Views>| match views {
        Some(views) => both(i18n, &views),
        None => none(),
    };
    asked(|| Ask::Contested, show).into_any()
}

fn both(i18n: I18n, views: &Views) -> AnyView {
    let why = match views.in_force {
        InForce::Suspended => Key::OutlookWhySuspended,
        InForce::Counting => Key::OutlookWhyCounting,
    };
    let sides = [
        (Key::OutlookSuspended, &views.suspended, InForce::Suspended),
        (Key::OutlookCounting, &views.counting, InForce::Counting),
    ];
    let sides =
        sides.map(|(title, standing, it)| side(i18n, title, standing, views.in_force == it));
    let entries = views.entries.iter().enumerate();
    let entries = entries.map(|(place, id)| li("", entry_link(id, place < MOST_NAMED)));
    section(
        "panel",
        all([
            h2("", i18n.text(Key::OutlookContested)),
            div("outlook-sides", all(sides)),
            p("", i18n.text(why)),
            h3("", i18n.text(Key::OutlookContestedEntries)),
            ul("outlook-contested", all(entries)),
        ]),
    )
}

fn side(i18n: I18n, title: Key, standing: &Standing, in_force: bool) -> AnyView {
    let (class, mark) = if in_force {
        ("outlook-side outlook-side-in-force", Key::OutlookInForce)
    } else {
        ("outlook-side", Key::OutlookNotInForce)
    };
    div(
        class,
        all([
            h3("", i18n.text(title)),
            p("outlook-stand", stand(i18n, Key::OutlookStand, standing)),
            p("outlook-mark", i18n.text(mark)),
        ]),
    )
}
