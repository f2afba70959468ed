//! Where the resident is signed in on displays, and ending that from afar.

use citizen_score_contract::pairing::{DisplaySession, DisplaySessions};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::focus;
use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::{all, h3, li, none, p, ul};
use crate::components::failure::failure;
use crate::components::load_view::Load;
use crate::format;
use crate::i18n::{I18n, Key, error_text, use_i18n};
use crate::reactive::{effect, part, text};
use crate::record::use_record;

/// The section. The visit `above` is shown by the page already; `again` grows when visits may have
/// changed.
pub(in crate::pages) fn list(above: Memo<Option<String>>, again: RwSignal<u32>) -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let load = RwSignal::new(Load::<DisplaySessions>::Loading);
    let changes = use_record().changes();
    let fetch = Callback::new(move |()| {
        spawn_local(async move {
            let answer = api.display_sessions().await;
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
        });
    });
    effect(move || {
        changes.track();
        again.track();
        fetch.run(());
    });
    let ended = Callback::new(move |()| {
        again.update(|count| *count = count.wrapping_add(1));
        focus(".visits-head");
    });
    let rows = move || match load.get() {
        Load::Loading => p("loading", i18n.say(Key::StateLoading)),
        Load::Failed(error) => failure(error, fetch),
        Load::Ready(DisplaySessions { sessions }) => {
            let above = above.get();
            let others = sessions
                .into_iter()
                .filter(|it| Some(&it.id) != above.as_ref());
            let rows: Vec<AnyView> = others
                .map(|it| {
                    let name = h3("", it.display.clone());
                    li("visit", all([name, visit(i18n, it, ended)]))
                })
                .collect();
            match (rows.is_empty(), above.is_some()) {
                (true, true) => p("empty", i18n.text(Key::PairListNoOther)),
                (true, false) => p("empty", i18n.text(Key::PairListNone)),
                _ => ul("visits", all(rows)),
            }
        }
    };
    view! {
        <section class="panel" aria-labelledby="visits">
            <h2 id="visits" class="visits-head" tabindex="-1">
                {i18n.say(Key::PairListTitle)}
            </h2>
            {part(rows)}
        </section>
    }
    .into_any()
}

/// Since when, until when, and a button that ends it.
pub(super) fn visit(i18n: I18n, session: DisplaySession, ended: Callback<()>) -> AnyView {
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let moment = |at| format::local_moment(i18n.formats(), at);
    let times = [
        p(
            "",
            i18n.fill(Key::PairSince, &[("moment", &moment(session.since))]),
        ),
        p(
            "quiet",
            i18n.fill(Key::PairUntil, &[("moment", &moment(session.until))]),
        ),
    ];
    let display = session.display.clone();
    let name = i18n.fill(Key::PairEndAt, &[("display", &display)]);
    let end = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let session = session.clone();
        spawn_local(async move {
            let answer = api.end_display_session(&session.id).await;
            // The visit may have ended, and its button be gone, in the meantime.
            let _ = busy.try_set(false);
            let _ = failed.try_set(answer.clone().err());
            if answer.is_ok() {
                let said = i18n.fill(Key::PairEnded, &[("display", &session.display)]);
                announcer.say(said);
                ended.run(());
            }
        });
    };
    let trouble = part(move || match failed.get() {
        None => none(),
        Some(error) => {
            let words = text(move || error_text(i18n, &error));
            all([p("", words), p("", i18n.text(Key::PairEndFailed))])
        }
    });
    view! {
        {all(times)}
        <div role="alert" class="visit-trouble">
            {trouble}
        </div>
        <p>
            <button
                type="button"
                class="button"
                aria-label=name
                prop:disabled=busy
                on:click=end
            >
                {i18n.text(Key::PairEnd)}
            </button>
        </p>
    }
    .into_any()
}
