//! The record kept on this device, if the resident wants that, for when there is no connection.
//!
//! What the server last sent is packed ([`kept`]), sealed with a key that the browser gives to nobody, and
//! put into a database of its own ([`place`]), bound to the session and with an end. [`keeping`] brings it
//! there and [`recalling`] back. Whatever does not fit is thrown away. See
//! `docs/decisions/0028-remember.md`.
//!
//! The first download names [`word`] and the plain [`Kept`], and nothing else of this.

pub mod keeping;
pub mod kept;
pub mod place;
pub mod recalling;
pub mod word;

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;

pub use kept::{Held, Kept};
pub use recalling::recall;

use crate::api::{Api, ApiError};
use crate::drafts::Why;
use crate::reactive::effect;
use crate::record::{Holder, Record};

/// Least time between two keepings, in milliseconds.
const PAUSE: f64 = 10_000.0;

/// Whether the record is kept on this device.
#[derive(Clone, Debug, PartialEq)]
pub enum Remembering {
    /// The resident has not asked for it.
    Off,
    /// It is on its way there.
    Working,
    /// It is there.
    Kept(Held),
    /// It is not, or not the newest.
    Failed(Trouble),
}

/// Why nothing was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser or the device does not.
    Device(Why),
    /// The server did not give it.
    Api(ApiError),
}

/// Keeping the record, as a context.
#[derive(Clone, Copy)]
pub struct Remember {
    state: RwSignal<Remembering>,
    last: StoredValue<f64>,
    /// Whether the next keeping is arranged already.
    due: StoredValue<bool>,
    api: Api,
    record: Record,
}

/// Provides the context, and keeps the record from now on where that is wished for.
pub fn provide_remember(api: Api, record: Record) -> Remember {
    let state = match record.kept() {
        Some(kept) => Remembering::Kept(kept.held),
        None if word::holder().is_some() => Remembering::Working,
        None => Remembering::Off,
    };
    let remember = Remember {
        state: RwSignal::new(state),
        last: StoredValue::new(0.0),
        due: StoredValue::new(false),
        api,
        record,
    };
    provide_context(remember);
    effect(move || {
        record.changes().track();
        match record.holder().get() {
            // What was recalled is kept already.
            Holder::Known(_) if record.kept().is_none() => remember.soon(),
            Holder::Known(_) | Holder::Unknown(_) => {}
            Holder::SignedOut | Holder::NotScored => remember.state.set(Remembering::Off),
        }
    });
    // Another tab has thrown it away, and may have signed out without a connection.
    let told = window_event_listener(ev::storage, move |_| {
        if word::holder().is_none() {
            remember.state.set(Remembering::Off);
            if word::is_signing_out() {
                record.forget();
            }
        }
    });
    on_cleanup(move || told.remove());
    remember
}

impl Remember {
    /// Whether the record is kept.
    pub fn state(self) -> Signal<Remembering> {
        self.state.into()
    }

    /// Keeps the record from now on: the resident has asked for it.
    pub fn start(self) {
        self.state.set(Remembering::Working);
        spawn_local(async move {
            match self.api.drafts_key().await {
                Ok(key) if word::wish(&key.holder) => self.keep().await,
                Ok(_) => self.failed(Trouble::Device(Why::Refused)),
                Err(error) => self.failed(Trouble::Api(error)),
            }
        });
    }

    /// Throws away what is kept: the resident has asked for it.
    pub fn forget(self) {
        word::forget();
        self.state.set(Remembering::Off);
    }

    /// Keeps the record anew, when there is time for it and not too often.
    fn soon(self) {
        if word::holder().is_none() || self.due.get_value() {
            return;
        }
        self.due.set_value(true);
        if self.state.with_untracked(|it| *it == Remembering::Off) {
            self.state.set(Remembering::Working);
        }
        let since = js_sys::Date::now() - self.last.get_value();
        // A clock that was set back waits no longer than any other.
        let wait = (PAUSE - since).clamp(0.0, PAUSE);
        let wait = Duration::from_secs_f64(wait / 1000.0);
        set_timeout(
            move || {
                at_leisure(move || {
                    self.due.try_set_value(false);
                    spawn_local(async move { self.keep().await });
                });
            },
            wait,
        );
    }

    async fn keep(self) {
        self.last.set_value(js_sys::Date::now());
        let record = self.record;
        let still = move || {
            let there = record
                .holder()
                .try_with_untracked(|it| matches!(it, Holder::Known(_)));
            there == Some(true)
        };
        match keeping::keep(self.api, still).await {
            Ok(Some(held)) => {
                self.state.try_set(Remembering::Kept(held));
            }
            Ok(None) => {
                self.state.try_set(Remembering::Off);
            }
            Err(trouble) => self.failed(trouble),
        }
    }

    fn failed(self, trouble: Trouble) {
        self.state.try_set(Remembering::Failed(trouble));
    }
}

/// Runs something when the browser has nothing better to do; soon, where it cannot say.
fn at_leisure(run: impl FnOnce() + 'static) {
    let run = Closure::once_into_js(run);
    let idle = js_sys::Reflect::get(&window(), &"requestIdleCallback".into());
    match idle.ok().and_then(|it| it.dyn_into().ok()) {
        Some(idle) => {
            let idle: js_sys::Function = idle;
            let _ = idle.call1(&window(), &run);
        }
        None => {
            let _ = window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), 0);
        }
    }
}
