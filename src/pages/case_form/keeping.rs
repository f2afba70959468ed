//! Where what is typed is kept, in plain words.

use leptos::prelude::*;

use crate::components::element::none;
use crate::drafts::{Drafts, Keeping, Why};
use crate::i18n::{Key, use_i18n};
use crate::reactive::{Part, memo, part, text};

/// A quiet line where it is kept on the device, and a plain warning where it is not.
pub(in crate::pages) fn keeping_note(drafts: Drafts) -> Part {
    let i18n = use_i18n();
    let keeping = memo(move || drafts.keeping().get());
    part(move || {
        let (class, key) = match keeping.get() {
            Keeping::Opening => return none(),
            Keeping::OnDevice => ("quiet keeping", Key::DraftOnDevice),
            Keeping::InMemory(Why::Kiosk) => ("note keeping", Key::DraftKiosk),
            Keeping::InMemory(Why::Refused) => ("note keeping", Key::DraftRefused),
            Keeping::InMemory(Why::Full) => ("note keeping", Key::DraftFull),
            Keeping::InMemory(Why::NoKey) => ("note keeping", Key::DraftNoKey),
        };
        let words = text(move || i18n.text(key).to_owned());
        view! { <p class=class>{words}</p> }.into_any()
    })
}
