//! The tools of the bar: how the app looks and sounds to this visitor. Nothing of it is kept: the next
//! visitor has a fresh document.

use leptos::prelude::*;

use super::speech::{Speech, use_speech};
use crate::by_name::call;
use crate::components::element::{all, none, p};
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{part, text};

/// What style sheets go by, as attributes of the root of the page.
const LOOKS: [(&str, Key); 3] = [
    ("data-large", Key::KioskLooksLarge),
    ("data-contrast", Key::KioskLooksContrast),
    ("data-low", Key::KioskLooksLow),
];

/// The tools, for their place in the bar.
pub fn tools() -> AnyView {
    let i18n = use_i18n();
    let speech = use_speech();
    let looks = LOOKS.map(|(name, key)| look(i18n, name, key));
    view! {
        <div class="looks" role="group" aria-label=i18n.say(Key::KioskLooksTitle)>
            {speech.map(|speech| read_aloud(i18n, speech))}
            {all(looks)}
        </div>
        <div class="looks-problem" role="status">
            {speech.map(|speech| voiceless(i18n, speech))}
        </div>
    }
    .into_any()
}

/// Switches reading aloud on and off.
fn read_aloud(i18n: I18n, speech: Speech) -> AnyView {
    view! {
        <button
            type="button"
            class="kiosk-tool"
            aria-pressed=text(move || speech.is_on().to_string())
            aria-keyshortcuts="* F8"
            on:click=move |_| speech.toggle()
        >
            {i18n.say(Key::KioskLooksSpeech)}
        </button>
    }
    .into_any()
}

fn voiceless(i18n: I18n, speech: Speech) -> AnyView {
    part(move || {
        if speech.is_voiceless() {
            p("note", i18n.text(Key::KioskSpeechVoiceless))
        } else {
            none()
        }
    })
    .into_any()
}

/// Switches a look on and off, which is an attribute of the root.
fn look(i18n: I18n, name: &'static str, key: Key) -> AnyView {
    let root = document().document_element();
    // A bar that is made anew finds what was chosen.
    let on = RwSignal::new(root.is_some_and(|root| root.has_attribute(name)));
    let toggle = move |_| {
        on.update(|on| *on = !*on);
        if let Some(root) = document().document_element() {
            let with = [name.into(), on.get_untracked().into()];
            let _ = call(&root, "toggleAttribute", &with);
        }
    };
    view! {
        <button
            type="button"
            class="kiosk-tool"
            aria-pressed=text(move || on.get().to_string())
            on:click=toggle
        >
            {i18n.say(key)}
        </button>
    }
    .into_any()
}
