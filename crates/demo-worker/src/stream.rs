//! An open stream of events.

use citizen_score_demo::Stream;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::convert::{event, moment};
use crate::office::Office;

/// What one screen listens to.
#[wasm_bindgen]
pub struct Listening {
    stream: Stream,
}

impl Listening {
    pub(crate) fn new(stream: Stream) -> Self {
        Self { stream }
    }
}

#[wasm_bindgen]
impl Listening {
    /// What there is to say now, as a list of `{ kind, data, last }`.
    pub fn hear(&mut self, office: &mut Office, now: f64) -> Array {
        let said = office.demo.events(&mut self.stream, moment(now));
        said.iter().map(event).collect()
    }
}
