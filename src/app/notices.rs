//! What the app says by itself: the connection is gone or back, the score has changed, a newer version waits.

use std::mem;

use leptos::prelude::*;

use crate::announce::use_announcer;
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{effect, part_if, text};
use crate::record::{Connection, use_record};

/// What `service-worker/companion.js` says when a newer build of the app is on the device.
const NEWER: &str = "newer-build";

/// The notices of a lost connection and of a newer version, and the announcements.
#[component]
pub fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let announcer = use_announcer();

    let mut before = None;
    effect(move || {
        let standing = record.known().map(|known| known.me.standing);
        let score = standing.as_ref().map(|standing| standing.score);
        if let (Some(before), Some(standing)) = (mem::replace(&mut before, score), standing)
            && before != standing.score
        {
            let points = format::number(i18n.formats(), standing.score.into());
            let values = [("score", points.as_str()), ("tier", standing.tier.as_str())];
            announcer.say(i18n.fill(Key::OverviewAnnounce, &values));
        }
    });
    effect(move || {
        if record.connection().get() == Connection::Back {
            announcer.say(i18n.text(Key::StateBack).to_owned());
        }
    });
    let online = window_event_listener(leptos::ev::online, move |_| record.reconnect());
    on_cleanup(move || online.remove());

    let newer = RwSignal::new(false);
    // The notices live as long as the document.
    window_event_listener_untyped(NEWER, move |_| newer.set(true));
    // Nothing of what is on the screen is taken away unasked. The companion hears the press.
    let offer = move || {
        view! {
            <p class="notice">
                {i18n.say(Key::StateNewer)} " "
                <button type="button" class="button" data-take="">
                    {i18n.say(Key::StateTake)}
                </button>
            </p>
        }
        .into_any()
    };

    let since = move || {
        let known = record.known();
        known.map_or_else(String::new, |known| {
            i18n.moment(Key::StateLostSince, known.received)
        })
    };
    let notice = move || {
        view! {
            <p class="notice">
                <strong>{i18n.say(Key::StateLost)}</strong>
                " "
                {text(since)}
            </p>
        }
        .into_any()
    };
    view! {
        <div class="notices" role="status">
            {part_if(move || record.connection().get() == Connection::Lost, notice)}
            {part_if(move || newer.get(), offer)}
        </div>
    }
}
