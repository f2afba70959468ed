//! Putting the app on the home screen, where the browser offers that.

use leptos::prelude::*;

use crate::i18n::{Key, use_i18n};
use crate::reactive::part_if;

/// How `service-worker/companion.js` says that what it knows has changed.
const TOLD: &str = "companion";

/// The attribute of the root element while the browser would install the app.
const OFFERED: &str = "data-installable";

/// The section; nothing while the browser has no offer. The companion hears the press.
pub(super) fn install() -> AnyView {
    let i18n = use_i18n();
    let is_offered = || {
        let root = document().document_element();
        root.is_some_and(|root| root.has_attribute(OFFERED))
    };
    let offered = RwSignal::new(is_offered());
    let told = window_event_listener_untyped(TOLD, move |_| offered.set(is_offered()));
    on_cleanup(move || told.remove());
    let panel = move || {
        view! {
            <section class="panel">
                <h2>{i18n.say(Key::InstallTitle)}</h2>
                <p>{i18n.say(Key::InstallText)}</p>
                <p>
                    <button type="button" class="button" data-install="">
                        {i18n.say(Key::InstallButton)}
                    </button>
                </p>
            </section>
        }
        .into_any()
    };
    part_if(move || offered.get(), panel).into_any()
}
