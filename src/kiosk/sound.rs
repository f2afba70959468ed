//! The sound of a warning, for whoever does not look.

use std::slice::from_ref;
use std::time::Duration;

use wasm_bindgen::JsValue;

use crate::by_name::{call, get, make, set};

/// The three tones, in hertz: falling, so that they are not taken for a greeting.
const TONES: [f64; 3] = [784.0, 659.0, 523.0];
/// Seconds from the beginning of one tone to that of the next.
const APART: f64 = 0.32;
/// Seconds that a tone takes to swell.
const SWELL: f64 = 0.03;
/// Seconds that a tone takes until it has faded.
const LENGTH: f64 = 0.28;
const VOLUME: f64 = 0.25;
/// When the last tone is over.
const OVER: Duration = Duration::from_secs(2);

/// Plays three soft tones; a browser that does not is silent.
pub(super) fn warn() {
    let _ = play();
}

fn play() -> Option<()> {
    let context = make("AudioContext", &[])?;
    let speaker = get(&context, "destination");
    let mut at = get(&context, "currentTime").as_f64()? + 0.05;
    for tone in TONES {
        let source = call(&context, "createOscillator", &[])?;
        set(&get(&source, "frequency"), "value", &tone.into());
        let volume = call(&context, "createGain", &[])?;
        let gain = get(&volume, "gain");
        // It swells and fades: a tone that is cut off clicks.
        turn(&gain, "setValueAtTime", 0.0, at)?;
        turn(&gain, "linearRampToValueAtTime", VOLUME, at + SWELL)?;
        turn(&gain, "linearRampToValueAtTime", 0.0, at + LENGTH)?;
        call(&source, "connect", from_ref(&volume))?;
        call(&volume, "connect", from_ref(&speaker))?;
        call(&source, "start", &[at.into()])?;
        call(&source, "stop", &[(at + LENGTH).into()])?;
        at += APART;
    }
    let end = move || {
        call(&context, "close", &[]);
    };
    leptos::prelude::set_timeout(end, OVER);
    Some(())
}

fn turn(gain: &JsValue, how: &str, to: f64, at: f64) -> Option<JsValue> {
    call(gain, how, &[to.into(), at.into()])
}
