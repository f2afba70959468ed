//! A worker of its own for one file: it gets the bytes and the keys, and ends with its verdict.

use futures::channel::oneshot;
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::verdict::Verdict;
use crate::desk::Listener;

/// Checks a file; none where the check could not be done at all.
pub(super) async fn check(file: &File, keys: &str) -> Option<Verdict> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes: ArrayBuffer = bytes.dyn_into().ok()?;
    let (send, receive) = oneshot::channel::<Option<String>>();
    let send = std::cell::Cell::new(Some(send));
    let question = Array::of3(&"verify".into(), &bytes, &keys.into());
    // The worker ends when it is dropped, at the end of this function.
    let _worker = Listener::open(question, move |answer| {
        let verdict = answer.and_then(|answer| match answer.get(0).as_string()?.as_str() {
            "verdict" => answer.get(1).as_string(),
            _ => None,
        });
        if let Some(send) = send.take() {
            let _ = send.send(verdict);
        }
    })?;
    let json = receive.await.ok()??;
    serde_json::from_str(&json).ok()
}
