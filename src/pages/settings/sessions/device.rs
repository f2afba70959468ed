//! One device on which the resident is signed in.

use citizen_score_contract::sessions::OpenSession;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::{all, h3, none, p};
use crate::format;
use crate::i18n::{I18n, Key, error_text, use_i18n};
use crate::reactive::{part, text};

/// What it is, since when, until when, and a button that signs it out. The one in use has none: its
/// button is in the header of every page.
pub(super) fn device(i18n: I18n, session: OpenSession, ended: Callback<()>) -> AnyView {
    let name = named(i18n, &session);
    let moment = |at| format::local_moment(i18n.formats(), at);
    let since = moment(session.signed_in_at);
    let time = |key, moment: &str| i18n.fill(key, &[("moment", moment)]);
    let facts = all([
        h3("", name.clone()),
        p("", time(Key::SettingsSignedIn, &since)),
        p(
            "",
            time(Key::SettingsLastSeen, &moment(session.last_seen_at)),
        ),
        p(
            "quiet",
            time(Key::SettingsEnds, &moment(session.expires_at)),
        ),
    ]);
    let act = if session.current {
        p("device-this", i18n.text(Key::SettingsDeviceThis))
    } else {
        end(session.id, name, &since, ended)
    };
    all([facts, act])
}

/// The families of browser and system, as far as they are known.
fn named(i18n: I18n, session: &OpenSession) -> String {
    match (&session.browser, &session.system) {
        (Some(browser), Some(system)) => i18n.fill(
            Key::SettingsDeviceOn,
            &[("browser", browser), ("system", system)],
        ),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => i18n.text(Key::SettingsDeviceUnknown).to_owned(),
    }
}

fn end(id: String, device: String, since: &str, ended: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let label = i18n.fill(
        Key::SettingsEndNamed,
        &[("device", &device), ("moment", since)],
    );
    let end = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let (id, device) = (id.clone(), device.clone());
        spawn_local(async move {
            let answer = api.end_open_session(&id).await;
            // It may have ended, and its button be gone, in the meantime.
            let _ = busy.try_set(false);
            let _ = failed.try_set(answer.clone().err());
            if answer.is_ok() {
                announcer.say(i18n.fill(Key::SettingsEnded, &[("device", &device)]));
                ended.run(());
            }
        });
    };
    let trouble = part(move || match failed.get() {
        None => none(),
        Some(error) => all([
            p("", text(move || error_text(i18n, &error))),
            p("", i18n.text(Key::SettingsEndFailed)),
        ]),
    });
    view! {
        <div role="alert" class="visit-trouble">
            {trouble}
        </div>
        <p>
            <button
                type="button"
                class="button"
                aria-label=label
                prop:disabled=busy
                on:click=end
            >
                {i18n.text(Key::SettingsEnd)}
            </button>
        </p>
    }
    .into_any()
}
