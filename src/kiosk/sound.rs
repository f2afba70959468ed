//! The sound of a warning, for whoever does not look.

use web_sys::{AudioContext, OscillatorType};

/// The three tones, in hertz: falling, so that they are not taken for a greeting.
const TONES: [f32; 3] = [784.0, 659.0, 523.0];
/// Seconds from the beginning of one tone to that of the next.
const APART: f64 = 0.32;
/// Seconds that a tone takes to fade.
const LENGTH: f64 = 0.28;
const VOLUME: f32 = 0.25;

/// Plays three soft tones; a browser that does not is silent.
pub(super) fn warn() {
    let _ = play();
}

fn play() -> Option<()> {
    let context = AudioContext::new().ok()?;
    let mut at = context.current_time() + 0.05;
    for tone in TONES {
        let source = context.create_oscillator().ok()?;
        let volume = context.create_gain().ok()?;
        source.set_type(OscillatorType::Sine);
        source.frequency().set_value(tone);
        let gain = volume.gain();
        gain.set_value_at_time(0.0, at).ok()?;
        // It swells and fades: a tone that is cut off clicks.
        gain.linear_ramp_to_value_at_time(VOLUME, at + 0.03).ok()?;
        gain.linear_ramp_to_value_at_time(0.0, at + LENGTH).ok()?;
        source.connect_with_audio_node(&volume).ok()?;
        volume
            .connect_with_audio_node(&context.destination())
            .ok()?;
        source.start_with_when(at).ok()?;
        source.stop_with_when(at + LENGTH).ok()?;
        at += APART;
    }
    leptos::prelude::set_timeout(
        move || {
            let _ = context.close();
        },
        std::time::Duration::from_secs(2),
    );
    Some(())
}
