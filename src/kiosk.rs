//! How the app behaves on a shared display, such as the one in the city office.
//!
//! A part of WebAssembly of its own, loaded at start on a display and nowhere else. The first download
//! may name [`is_display`] and [`is_masked`], and nothing else of this folder.
//!
//! - [`phase`] is how far a visit is, and what the page says of it to style sheets and guard.
//! - [`start`] is where a visit begins: [`pairing`] lets a phone sign in, [`pad`] takes a code.
//! - [`visit`] keeps the time of a visit, which [`limits`] counts and [`warning`] shows.
//! - [`frame`] is on every screen: the [`bar`] with the tools of [`looks`], and the [`cover`].
//! - [`keypad`] goes through the screen by keys, and [`speech`] reads it aloud, by the names that
//!   [`accessible_name`] finds. [`hand_over`] stands in place of what needs a device of one's own.
//!
//! An open `<dialog>` holds the focus; there is at most one.

pub mod accessible_name;
pub mod bar;
mod clock;
pub mod cover;
mod dom;
pub mod frame;
pub mod hand_over;
mod icon;
pub mod keypad;
pub mod limits;
pub mod looks;
pub mod pad;
pub mod pairing;
pub mod phase;
mod sound;
pub mod speech;
pub mod start;
pub mod visit;
pub mod warning;

use citizen_score_contract::KioskConfig;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::api::{Api, use_api};
use crate::by_name::{call, make, object};
use crate::config::Config;
use crate::i18n::{I18n, use_i18n};
use crate::record::{Record, use_record};
use crate::router::{Router, use_router};
use pairing::Pairing;
use phase::Phase;
use visit::Visiting;

/// What is known of a visit, as a context of the whole app. None on a resident's own device.
#[derive(Clone, Copy)]
pub struct Kiosk {
    config: StoredValue<KioskConfig>,
    phase: RwSignal<Phase>,
    shown: RwSignal<bool>,
    held: RwSignal<bool>,
    pairing: Pairing,
    visiting: StoredValue<Visiting>,
    i18n: I18n,
    api: Api,
    record: StoredValue<Record>,
    router: Router,
}

/// Why a visit ends; whoever comes next reads it on the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The visitor is done.
    Done,
    /// Nobody has touched the display for too long.
    Idle,
    /// The visit has lasted as long as it may.
    Limit,
    /// The visitor leaves quickly, and there is no receipt.
    Quick,
    /// The session was ended from elsewhere.
    Ended,
    /// The connection is gone.
    Connection,
}

/// Whether the app is on a shared display.
pub fn is_display() -> bool {
    use_context::<Config>().is_some_and(|it| it.display)
}

/// Whether what is on screen is hidden from others, so that nothing of it may be said aloud either.
pub fn is_masked() -> bool {
    document()
        .document_element()
        .is_some_and(|it| it.has_attribute("data-masked"))
}

/// The context, on a display.
pub fn use_kiosk() -> Option<Kiosk> {
    use_context()
}

/// Provides the context, and puts what is on every screen of a display into the page, once.
pub fn provide_kiosk() {
    let config = use_context::<Config>().and_then(|it| it.whole()?.kiosk);
    let Some(config) = config.filter(|_| use_kiosk().is_none()) else {
        return;
    };
    let router = use_router();
    let back = Callback::new(move |()| router.back());
    keypad::listen_to_keys(speech::provide_speech(), back);
    let kiosk = Kiosk {
        config: StoredValue::new(config),
        phase: RwSignal::new(Phase::Attract),
        shown: RwSignal::new(false),
        held: RwSignal::new(false),
        pairing: Pairing::new(),
        visiting: StoredValue::new(Visiting::new()),
        i18n: use_i18n(),
        api: use_api(),
        record: StoredValue::new(use_record()),
        router,
    };
    provide_context(kiosk);
    frame::mount(kiosk);
    visit::keep_time(kiosk);
    phase::follow(kiosk);
}

impl Kiosk {
    /// How the display behaves.
    pub fn config(self) -> KioskConfig {
        self.config.get_value()
    }

    /// How far the visit is.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    fn visiting(self) -> Visiting {
        self.visiting.get_value()
    }

    fn record(self) -> Record {
        self.record.get_value()
    }

    /// Whether somebody is signed in, and what they see is hidden from others.
    pub fn masked(self) -> bool {
        self.phase.get() == Phase::Visit && !self.shown.get() && !self.held.get()
    }
}

/// Ends the visit: the guard outside the app empties the page and begins a new document.
pub fn wipe(after: After) {
    let after = match after {
        After::Done => "done",
        After::Idle => "idle",
        After::Limit => "limit",
        After::Quick => "quick",
        After::Ended => "ended",
        After::Connection => "connection",
    };
    tell("kiosk:wipe", &after.into());
}

/// Tells the guard something.
fn tell(name: &str, detail: &JsValue) {
    let about = object(&[("detail", detail.clone())]);
    if let Some(event) = make("CustomEvent", &[name.into(), about]) {
        call(&window(), "dispatchEvent", &[event]);
    }
}
