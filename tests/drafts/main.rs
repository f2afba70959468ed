//! Drafts on the device, in a real browser with its real database.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod device;
mod memory;
mod outbox;
mod sealed;
mod tabs;
mod verdict;

use citizen_score_app::api::Api;
use citizen_score_app::drafts::{Draft, Drafts};
use citizen_score_contract::DraftsKey;
use futures::StreamExt;
use futures::channel::mpsc;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const OTHER_KEY: &str = "HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A holder whom no other test knows.
fn key(key: &str) -> DraftsKey {
    DraftsKey {
        holder: Draft::new("").id,
        key: key.to_owned(),
    }
}

/// A tab of its own: a server that cannot be reached, and a database that can.
fn tab(kiosk: bool) -> Drafts {
    Drafts::new(Api::new("http://127.0.0.1:9/api".to_owned()), None, kiosk)
}

async fn opened(key: &DraftsKey) -> Drafts {
    let drafts = tab(false);
    drafts.open(key).await;
    drafts
}

fn draft(text: &str) -> Draft {
    let mut draft = Draft::new("objection");
    draft.fields.insert("words".to_owned(), text.to_owned());
    draft
}

/// Ends once the clock of the browser, which tells whole milliseconds, has moved on: of two drafts
/// of one millisecond none is the newer.
fn tick() {
    let now = js_sys::Date::now();
    while js_sys::Date::now() <= now {}
}

fn words(drafts: Drafts) -> Vec<String> {
    let list = drafts.list().get_untracked();
    list.iter().map(|it| it.field("words").to_owned()).collect()
}

fn first(drafts: Drafts) -> Draft {
    drafts.list().get_untracked().first().cloned().unwrap()
}

/// Waits until a condition holds of the list; it is looked at again at each change.
async fn until(drafts: Drafts, holds: impl Fn(&[Draft]) -> bool + 'static) {
    let (send, mut changes) = mpsc::unbounded();
    let list = drafts.list();
    let _follows = Effect::new(move |_| {
        let _ = send.unbounded_send(list.with(|list| holds(list)));
    });
    while changes.next().await != Some(true) {}
}

macro_rules! in_app {
    ($body:block) => {{
        // Effects need what mounting sets up.
        mount_to_body(|| ());
        let owner = Owner::new();
        owner.set();
        $body
        drop(owner);
    }};
}

/// A refusal, as the server says it.
fn problem(status: u16, code: &str) -> String {
    serde_json::json!({"type": "/problems/x", "title": "No", "status": status, "code": code, "request_id": "r", "field": "words"})
        .to_string()
}

/// Changes what the browser itself does, for a fault that cannot be had otherwise.
fn run(script: &str) {
    js_sys::eval(script).unwrap();
}

use in_app;
