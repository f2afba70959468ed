//! A button for what cannot be undone: it asks once more.

use std::sync::Arc;

use leptos::html::Button;
use leptos::prelude::*;

use crate::components::element::p;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{Part, effect, part};

/// A button that shows `consequence` and asks before it does it.
pub(in crate::pages) fn twice(
    [label, consequence, sure]: [Key; 3],
    run: impl Fn() + Send + Sync + 'static,
) -> Part {
    let i18n = use_i18n();
    let asked = RwSignal::new(None::<bool>);
    let first = NodeRef::<Button>::new();
    let run = Arc::new(run);
    // The button that was pressed is gone, and the focus goes to the one that takes its place.
    effect(move || {
        if let (Some(_), Some(button)) = (asked.get(), first.get()) {
            let _ = button.focus();
        }
    });
    part(move || {
        if asked.get() == Some(true) {
            let run = Arc::clone(&run);
            view! {
                <div class="twice" role="group" aria-label=i18n.text(label)>
                    {p("", i18n.text(consequence))}
                    <div class="actions">
                        <button
                            type="button"
                            class="button button-plain"
                            on:click=move |_| asked.set(Some(false))
                            node_ref=first
                        >
                            {i18n.text(Key::FormKeep)}
                        </button>
                        <button type="button" class="button" on:click=move |_| run()>
                            {i18n.text(sure)}
                        </button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! {
                <button
                    type="button"
                    class="button button-plain"
                    on:click=move |_| asked.set(Some(true))
                    node_ref=first
                >
                    {i18n.text(label)}
                </button>
            }
            .into_any()
        }
    })
}
