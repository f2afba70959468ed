//! Values of JavaScript as those of the office, and back.

use chrono::{DateTime, Utc};
use citizen_score_demo::{Event, Request, Response};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &mut [u8]);
}

/// Fills bytes with the browser's randomness.
pub(crate) fn random(into: &mut [u8]) {
    // The browser gives at most 65,536 bytes at once, more than is ever asked for.
    get_random_values(into);
}

/// A moment, from milliseconds since 1970; the beginning of 1970 for one that no calendar has.
pub(crate) fn moment(milliseconds: f64) -> DateTime<Utc> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a clock's milliseconds are whole, and what does not fit is no moment"
    )]
    let milliseconds = milliseconds as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// A request. `headers` is a list of pairs.
pub(crate) fn request(method: &str, path: &str, headers: &Array, body: Vec<u8>) -> Request {
    let pair = |it: JsValue| {
        let pair = Array::from(&it);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Request {
        method: method.to_owned(),
        path_and_query: path.to_owned(),
        headers: headers.iter().filter_map(pair).collect(),
        body,
    }
}

/// An answer: `{ status, headers, body }`.
pub(crate) fn answer(response: &Response) -> JsValue {
    let pair = |(name, value): &(String, String)| -> JsValue {
        Array::of2(&name.into(), &value.into()).into()
    };
    let headers: Array = response.headers.iter().map(pair).collect();
    object(&[
        ("status", response.status.into()),
        ("headers", headers.into()),
        ("body", Uint8Array::from(response.body.as_slice()).into()),
    ])
}

/// What a stream says: `{ kind, data, last }`.
pub(crate) fn event(event: &Event) -> JsValue {
    object(&[
        ("kind", event.name.into()),
        ("data", event.data.as_str().into()),
        ("last", event.id.map(|id| id.to_string()).into()),
    ])
}

fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
