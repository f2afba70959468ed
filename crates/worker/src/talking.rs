//! What the page and the worker say to each other: arrays of a word and texts.
//!
//! From the page: `["open", api_base]` or, without a server, `["open-kept", rulebook, announced, bytes]`
//! (`announced` may be null), once, `["ask", number, question]`, and `["verify", bytes, keys]` for a
//! record that was taken along. To the page: `["progress", progress]`,
//! `["held", me, bytes_of_memory]`, `["answer", number, answer]`, `["fault", number, fault]` and `["verdict", verdict]`.
//! Questions that come before the ledger has arrived wait for it.

use std::cell::RefCell;

use citizen_score_device::{Ask, Fault, Held, Reading};
use citizen_score_rules::Rulebook;
use js_sys::{Array, ArrayBuffer, Uint8Array, WebAssembly};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use crate::fetching::{scope, stream, text};
use crate::verifying::verdict;

/// Milliseconds between two words about the progress.
const PROGRESS: f64 = 100.0;

enum State {
    Waiting(Vec<(f64, String)>),
    Ready(Box<Held>),
    Failed(Fault),
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State::Waiting(Vec::new())) };
}

/// Listens to the page for as long as the worker lives.
pub(crate) fn listen() {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let text = |place| message.get(place).as_string().unwrap_or_default();
        match text(0).as_str() {
            "open" => {
                let base = text(1);
                spawn_local(async move { opened(read(&base).await) });
            }
            "open-kept" => {
                let ledger = Uint8Array::new(&message.get(3)).to_vec();
                opened(kept(
                    &text(1),
                    message.get(2).as_string().as_deref(),
                    &ledger,
                ));
            }
            "ask" => ask(message.get(1).as_f64().unwrap_or_default(), text(2)),
            "verify" => {
                let bytes = Uint8Array::new(&message.get(1)).to_vec();
                let verdict = verdict(&bytes, &text(2));
                say(&["verdict".into(), json(&verdict)]);
            }
            _ => {}
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    say(&["ready".into()]);
}

fn opened(read: Result<Held, Fault>) {
    let next = match read {
        Ok(held) => State::Ready(Box::new(held)),
        Err(fault) => {
            say(&["fault".into(), 0.into(), json(&fault)]);
            State::Failed(fault)
        }
    };
    if let State::Ready(held) = &next {
        say(&["held".into(), json(held.me()), memory()]);
    }
    let before = STATE.with_borrow_mut(|state| std::mem::replace(state, next));
    if let State::Waiting(questions) = before {
        for (number, question) in questions {
            ask(number, question);
        }
    }
}

async fn read(base: &str) -> Result<Held, Fault> {
    let rulebook = text(&format!("{base}/rulebook")).await?;
    let rulebook = rules(&rulebook)?;
    let announced = match text(&format!("{base}/rulebook/upcoming")).await {
        Ok(announced) => Some(rules(&announced)?),
        // Nothing is announced.
        Err(Fault::Refused { .. }) => None,
        Err(fault) => return Err(fault),
    };
    let mut reading = Reading::default();
    let mut said = 0.0;
    let entries = format!("{base}/me/entries");
    stream(&entries, |piece| {
        reading.feed(piece)?;
        let now = js_sys::Date::now();
        if now - said >= PROGRESS {
            said = now;
            say(&["progress".into(), json(&reading.progress())]);
        }
        Ok(())
    })
    .await?;
    Held::new(rulebook, announced, reading.finish()?)
}

/// The ledger as a page hands it over, with the rulebooks that belong to it.
fn kept(rulebook: &str, announced: Option<&str>, ledger: &[u8]) -> Result<Held, Fault> {
    let mut reading = Reading::default();
    reading.feed(ledger)?;
    let announced = announced.map(rules).transpose()?;
    Held::new(rules(rulebook)?, announced, reading.finish()?)
}

fn rules(text: &str) -> Result<Rulebook, Fault> {
    Rulebook::from_json(text).map_err(|error| Fault::Rulebook {
        problem: error.to_string(),
    })
}

fn ask(number: f64, question: String) {
    let answer = STATE.with_borrow_mut(|state| match state {
        State::Waiting(questions) => {
            questions.push((number, question));
            None
        }
        State::Failed(fault) => Some(Err(fault.clone())),
        State::Ready(held) => {
            let ask = serde_json::from_str::<Ask>(&question);
            let ask = ask.map_err(|error| Fault::Question {
                problem: error.to_string(),
            });
            Some(ask.and_then(|ask| held.answer(ask)))
        }
    });
    match answer {
        Some(Ok(answer)) => say(&["answer".into(), number.into(), answer.into()]),
        Some(Err(fault)) => say(&["fault".into(), number.into(), json(&fault)]),
        None => {}
    }
}

/// Bytes of WebAssembly memory that the worker has taken; for measurements.
fn memory() -> JsValue {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: ArrayBuffer = memory.buffer().unchecked_into();
    buffer.byte_length().into()
}

fn json(value: &impl serde::Serialize) -> JsValue {
    serde_json::to_string(value).unwrap_or_default().into()
}

fn say(words: &[JsValue]) {
    let message: Array = words.iter().collect();
    // A page that is gone is told nothing.
    let _ = scope().post_message(&message);
}
