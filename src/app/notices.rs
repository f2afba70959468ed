//! What the app says by itself: the connection is gone or back, the score has changed.

use leptos::prelude::*;

use crate::announce::use_announcer;
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::record::{Connection, use_record};

/// The notice of a lost connection, and the announcements.
#[component]
pub fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let announcer = use_announcer();

    Effect::new(move |before: Option<Option<i32>>| {
        let standing = record.known().map(|known| known.me.standing);
        let score = standing.as_ref().map(|standing| standing.score);
        if let (Some(Some(before)), Some(standing)) = (before, standing)
            && before != standing.score
        {
            let points = format::number(i18n.tag(), standing.score.into());
            let values = [("score", points.as_str()), ("tier", standing.tier.as_str())];
            announcer.say(i18n.fill(Key::OverviewAnnounce, &values));
        }
        score
    });
    Effect::new(move |_| {
        if record.connection().get() == Connection::Back {
            announcer.say(i18n.text(Key::StateBack).to_owned());
        }
    });
    let online = window_event_listener(leptos::ev::online, move |_| record.reconnect());
    on_cleanup(move || online.remove());

    let lost = Memo::new(move |_| record.connection().get() == Connection::Lost);
    let since = move || {
        record.known().map(|known| {
            let date = format::local_day(i18n.tag(), known.received);
            let time = format::local_time(i18n.tag(), known.received);
            i18n.fill(Key::StateLostSince, &[("date", &date), ("time", &time)])
        })
    };
    view! {
        <div class="notices" role="status">
            <Show when=move || lost.get()>
                <p class="notice">
                    <strong>{i18n.say(Key::StateLost)}</strong>
                    " "
                    {since}
                </p>
            </Show>
        </div>
    }
}
