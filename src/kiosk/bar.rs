//! The bar at the bottom of every screen: the same things in the same places.

use leptos::prelude::*;

use super::icon::{BACK, DONE, HIDE, LEAVE, SHOW, icon};
use super::looks::tools;
use super::phase::{Phase, focus};
use super::{After, Kiosk};
use crate::components::element::{div, span};
use crate::i18n::{Key, Language, languages as offered};
use crate::reactive::{attribute, part, part_if};

/// The bar.
pub fn bar(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    // Not disabled, which would take the focus away from under the visitor's finger.
    let last = attribute(move || (!kiosk.router.can_go_back()).then_some("true"));
    view! {
        <div class="kiosk-bar" role="region" aria-label=i18n.say(Key::KioskBarLabel)>
            <div class="kiosk-bar-row kiosk-tools">{languages(kiosk)} {tools()}</div>
            <div class="kiosk-bar-row kiosk-ways">
                <button
                    type="button"
                    class="kiosk-key"
                    on:click=move |_| kiosk.router.back()
                    aria-disabled=last
                >
                    {icon(BACK)}
                    <span>{i18n.say(Key::KioskBarBack)}</span>
                </button>
                <div class="kiosk-slot">
                    {part_if(
                        move || kiosk.phase.get() == Phase::Visit,
                        move || show_or_hide(kiosk),
                    )}
                </div>
                <button
                    type="button"
                    class="kiosk-key"
                    on:click=move |_| kiosk.end(After::Quick)
                >
                    {icon(LEAVE)}
                    <span>{i18n.say(Key::KioskBarLeave)}</span>
                </button>
                <button
                    type="button"
                    class="kiosk-key kiosk-done"
                    on:click=move |_| kiosk.end(After::Done)
                >
                    {icon(DONE)}
                    <span>{i18n.say(Key::KioskBarDone)}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// One button that is there throughout, so that the focus stays on it.
fn show_or_hide(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let turn = move |_| {
        let shown = !kiosk.shown.get_untracked();
        kiosk.shown.set(shown);
        if !shown {
            request_animation_frame(|| focus(".kiosk-cover button"));
        }
    };
    let face = move || {
        let (drawing, key) = if kiosk.shown.get() {
            (HIDE, Key::KioskBarHide)
        } else {
            (SHOW, Key::KioskBarShow)
        };
        let name = span("", i18n.text(key));
        crate::components::element::all([icon(drawing), name])
    };
    view! {
        <button type="button" class="kiosk-key" on:click=turn>
            {part(face)}
        </button>
    }
    .into_any()
}

/// The languages, each in its own words.
fn languages(kiosk: Kiosk) -> AnyView {
    let i18n = kiosk.i18n;
    let choice = move |(index, language): (usize, &'static Language)| {
        let chosen = attribute(move || {
            Some(if i18n.tag() == language.tag {
                "true"
            } else {
                "false"
            })
        });
        view! {
            <button
                type="button"
                class="kiosk-tool"
                lang=language.tag
                aria-pressed=chosen
                on:click=move |_| i18n.choose(index)
            >
                {language.name}
            </button>
        }
    };
    let choices = offered().iter().enumerate().map(choice).collect_view();
    let group = div("kiosk-languages", choices);
    view! {
        <div role="group" aria-label=i18n.say(Key::KioskBarLanguages)>
            {group}
        </div>
    }
    .into_any()
}
