//! How far a visit is, and what the page says of it: `data-kiosk` and `data-masked` of its root.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::{After, Kiosk, tell};
use crate::by_name::{call, get, object};
use crate::i18n::languages;
use crate::reactive::effect;
use crate::record::Holder;

/// The guard takes an app that says nothing for three times as long for dead.
const BEAT: Duration = Duration::from_millis(500);

/// How far a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is here: the screen that attracts, which is not the app's.
    Attract,
    /// Somebody is here, and nobody is signed in.
    Start,
    /// Somebody is signed in.
    Visit,
}

/// Follows whoever comes, signs in and is signed out, for as long as the page lives.
pub(super) fn follow(kiosk: Kiosk) {
    let holder = kiosk.record().holder();
    effect(move || {
        let signed_in = holder.with(Holder::is_signed_in);
        match (kiosk.phase.get_untracked(), signed_in) {
            (Phase::Visit, false) => kiosk.end(After::Ended),
            (Phase::Visit, true) | (_, false) => {}
            (_, true) => {
                kiosk.see_in();
                kiosk.phase.set(Phase::Visit);
            }
        }
    });
    effect(move || {
        let name = match kiosk.phase.get() {
            Phase::Attract => return,
            Phase::Start => "start",
            Phase::Visit => "visit",
        };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-kiosk", name);
        }
    });
    effect(move || mask(kiosk.masked()));
    listen("kiosk:begin", move |event| {
        kiosk.begin(get(&event, "detail").as_string().as_deref());
    });
    listen("click", |event| within_page(&event));
    // A touch that came before the app did.
    let waiting = document().document_element();
    if let Some(tag) = waiting.and_then(|root| root.get_attribute("data-begin")) {
        kiosk.begin(Some(&tag));
    }
    let beat = || tell("kiosk:beat", &JsValue::NULL);
    beat();
    // What waits for the app waits for this part of it.
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-app", "ready");
    }
    let _ = set_interval_with_handle(beat, BEAT);
}

impl Kiosk {
    /// Somebody has touched the screen that attracts, in this language.
    fn begin(self, tag: Option<&str>) {
        if self.phase.get_untracked() != Phase::Attract {
            return;
        }
        let language = languages()
            .iter()
            .position(|language| tag.is_some_and(|tag| tag == language.tag));
        if let Some(language) = language {
            self.i18n.choose(language);
        }
        self.arrive();
        self.phase.set(Phase::Start);
        self.pair();
        // Only after that is the page in sight, and can take the focus.
        request_animation_frame(|| focus("#app h1"));
    }
}

/// Puts the focus on the first of these that is in the page.
pub(super) fn focus(selector: &str) {
    let place = document().query_selector(selector).ok().flatten();
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = place.focus();
    }
}

/// Hides the page from eyes, ears and fingers, or does not.
fn mask(masked: bool) {
    let main = document().get_element_by_id("content");
    for (place, name) in [
        (document().document_element(), "data-masked"),
        (main, "inert"),
    ] {
        if let Some(place) = place {
            let _ = if masked {
                place.set_attribute(name, "")
            } else {
                place.remove_attribute(name)
            };
        }
    }
}

/// A link to a place of the same page leads there without a trace in the browser's history.
fn within_page(event: &Event) {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let link = target.and_then(|it| it.closest("a[href^='#']").ok().flatten());
    let Some(address) = link.and_then(|link| link.get_attribute("href")) else {
        return;
    };
    event.prevent_default();
    let place = document().get_element_by_id(address.trim_start_matches('#'));
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = call(&place, "scrollIntoView", &[]);
        let _ = place.focus();
    }
}

/// Listens for as long as the page lives, before all others.
pub(super) fn listen(name: &str, on_event: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(on_event);
    let passive = name != "click";
    let options = object(&[("capture", true.into()), ("passive", passive.into())]);
    let with = [name.into(), listener.as_ref().clone(), options];
    call(&window(), "addEventListener", &with);
    listener.forget();
}
