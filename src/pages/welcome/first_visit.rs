//! The steps on the sign-in of a first visit: one at a time, before the sign-in and not in its place.

use leptos::html::Button;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::STEPS;
use crate::components::element::{all, h2, none, p};
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::kiosk::is_display;
use crate::reactive::{Part, part, part_if, text};

/// Name in the browser's storage of the word that the steps were seen. It says nothing of anybody.
const SEEN: &str = "welcome";

/// The steps, unless they were seen on this device. Skipping them or reading the last one ends them,
/// and puts the focus on the page's heading, which stands before them.
pub fn first_visit() -> Part {
    let shown = RwSignal::new(!was_seen());
    let end = Callback::new(move |()| {
        keep_seen();
        shown.set(false);
        if let Some(heading) = heading() {
            let _ = heading.focus();
        }
    });
    part_if(move || shown.get(), move || steps(end))
}

/// Remembers that the steps were seen. Where nothing can be stored they come again next time; a shared
/// display stores nothing.
pub fn keep_seen() {
    if is_display() {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(SEEN, "1");
    }
}

fn was_seen() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|it| it.get_item(SEEN).is_ok_and(|it| it.is_some()))
}

/// One step. What it says is a live region, so that the focus can stay on the button that turned it.
fn steps(end: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let next = NodeRef::<Button>::new();
    let at = RwSignal::new(0_usize);
    let last = STEPS.len() - 1;
    let forward = move |_| {
        if at.get_untracked() < last {
            at.update(|at| *at += 1);
        } else {
            end.run(());
        }
    };
    let back = move |_| {
        at.update(|at| *at = at.saturating_sub(1));
        // This button goes away at the first step, and would take the focus with it.
        if let (0, Some(next)) = (at.get_untracked(), next.get_untracked()) {
            let _ = next.focus();
        }
    };
    let name = text(move || {
        let key = if at.get() < last {
            Key::WelcomeNext
        } else {
            Key::WelcomeDone
        };
        i18n.text(key).to_owned()
    });
    view! {
        <section class="welcome panel" aria-label=i18n.say(Key::WelcomeTitle)>
            <div class="welcome-step" aria-live="polite" aria-atomic="true">
                {part(move || step(i18n, at.get()))}
            </div>
            <div class="welcome-buttons">
                <button type="button" class="button" node_ref=next on:click=forward>
                    {name}
                </button>
                {part_if(
                    move || 0 < at.get(),
                    move || view! {
                        <button type="button" class="quiet-button" on:click=back>
                            {i18n.say(Key::WelcomeBack)}
                        </button>
                    }.into_any(),
                )}
                {part_if(
                    move || at.get() < last,
                    move || view! {
                        <button type="button" class="quiet-button" on:click=move |_| end.run(())>
                            {i18n.say(Key::WelcomeSkip)}
                        </button>
                    }.into_any(),
                )}
            </div>
        </section>
    }
    .into_any()
}

fn step(i18n: I18n, at: usize) -> AnyView {
    let Some((title, texts)) = STEPS.get(at) else {
        return none();
    };
    let number = |it: usize| format::number(i18n.formats(), i64::try_from(it).unwrap_or_default());
    let (here, of) = (number(at + 1), number(STEPS.len()));
    let values = [("step", here.as_str()), ("steps", of.as_str())];
    all([
        p("quiet", i18n.fill(Key::WelcomeStep, &values)),
        h2("", i18n.text(*title)),
        all(texts.iter().map(|words| p("", i18n.text(*words)))),
    ])
}

fn heading() -> Option<HtmlElement> {
    let heading = document().query_selector("h1").ok().flatten()?;
    heading.dyn_into().ok()
}
