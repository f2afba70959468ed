//! The office, as JavaScript has it. Moments are milliseconds since 1970, as the browser's clock gives them.

use citizen_score_demo::{Demo, Request};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::convert::{answer, moment, random, request};
use crate::stream::Listening;

/// The demo's own office.
#[wasm_bindgen]
pub struct Office {
    pub(crate) demo: Demo,
}

#[wasm_bindgen]
impl Office {
    /// The demo as it is loaded now.
    ///
    /// # Errors
    ///
    /// A demo file is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(now: f64) -> Result<Office, JsError> {
        let mut seed = [0; 32];
        random(&mut seed);
        let demo = Demo::new(moment(now), seed)?;
        Ok(Self { demo })
    }

    /// The demo as it was saved.
    ///
    /// # Errors
    ///
    /// It is of another day or another version, or not what was saved.
    pub fn restore(saved: &str, now: f64) -> Result<Office, JsError> {
        let demo = Demo::restore(saved, moment(now))?;
        Ok(Self { demo })
    }

    /// All that has changed since it was loaded, as text.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn save(&self) -> Result<String, JsError> {
        Ok(self.demo.save()?)
    }

    /// Answers a request with `{ status, headers, body }`. `headers` is a list of pairs.
    pub fn handle(
        &mut self,
        method: &str,
        path: &str,
        headers: &Array,
        body: Vec<u8>,
        now: f64,
    ) -> JsValue {
        let request = request(method, path, headers, body);
        answer(&self.demo.handle(&request, moment(now), &mut random))
    }

    /// Opens a stream of events for whoever is signed in; nothing for anybody else.
    pub fn listen(&mut self, headers: &Array, now: f64) -> Option<Listening> {
        let request = asked("/api/v1/me/events", headers);
        let stream = self.demo.open_stream(&request, moment(now));
        stream.ok().map(Listening::new)
    }

    /// Records an entry for whoever is signed in, as an authority would; whether it did.
    pub fn credit(&mut self, headers: &Array, now: f64) -> bool {
        let (request, now) = (asked("/api/v1/me", headers), moment(now));
        let whose = self.demo.whose(&request, now);
        whose.is_some_and(|whose| self.demo.credit(whose, now).is_ok())
    }

    /// Lets happen what is due; whether anything did.
    pub fn tick(&mut self, now: f64) -> bool {
        self.demo.tick(moment(now))
    }

    /// When something is due next.
    pub fn next_tick(&self) -> Option<f64> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of a clock are far below 2^53"
        )]
        self.demo
            .next_tick()
            .map(|next| next.timestamp_millis() as f64)
    }

    /// The cookie by which a request comes from the display.
    pub fn display_key(&self) -> String {
        self.demo.display_key().to_owned()
    }

    /// Says that the display has loaded its page anew, which ends the visit there.
    pub fn page_loaded(&mut self, headers: &Array, now: f64) {
        self.demo.page_loaded(&asked("/", headers), moment(now));
    }

    /// Says where phones reach the app.
    pub fn set_phone_url(&mut self, url: &str) {
        self.demo.set_phone_url(Some(url.to_owned()));
    }
}

fn asked(path: &str, headers: &Array) -> Request {
    request("GET", path, headers, Vec::new())
}
