//! One live region for the whole app: what changed by itself is said to screen readers.

use leptos::prelude::*;

use crate::kiosk::is_masked;

/// The sentence that is to be said, as a context.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

/// Provides the context.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer(RwSignal::new(String::new()));
    provide_context(announcer);
    announcer
}

/// The context; a silent one where none was provided.
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(provide_announcer)
}

impl Announcer {
    /// Says a sentence, politely: after what is being read. On a shared display nothing is said of a record
    /// that is hidden from others.
    pub fn say(self, sentence: String) {
        if !is_masked() {
            self.0.set(sentence);
        }
    }
}

/// The live region. It is in the page from the start, since screen readers watch only those.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer(sentence) = use_announcer();
    view! { <p class="visually-hidden" role="status" data-live>{sentence}</p> }
}
