//! The voices of this device, and speaking with them.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use crate::kiosk::dom;

/// Letters in one go: a voice that is told a long text at once may lose its end.
const PIECE: usize = 220;

/// Makes the browser look for its voices.
pub(super) fn wake() {
    if let Some(speech) = synthesis() {
        dom::call(&speech, "getVoices", &[]);
    }
}

/// Whether this device has a voice of its own for a language (BCP 47).
pub(super) fn is_there(tag: &str) -> bool {
    voice(tag).is_some()
}

/// Says a text after what is being said; nothing where there is no voice.
pub(super) fn speak(text: &str, tag: &str) {
    let (Some(speech), Some(voice)) = (synthesis(), voice(tag)) else {
        return;
    };
    for piece in pieces(text) {
        let Some(utterance) = dom::make("SpeechSynthesisUtterance", &[piece.into()]) else {
            return;
        };
        // Without its voice it would be said by the browser's own choice, which may be far away.
        let lang = dom::get(&voice, "lang");
        for (name, value) in [("voice", &voice), ("lang", &lang)] {
            if Reflect::set(&utterance, &name.into(), value) != Ok(true) {
                return;
            }
        }
        dom::call(&speech, "speak", &[utterance]);
    }
}

/// Ends what is being said, and forgets what was to be said.
pub(super) fn stop() {
    if let Some(speech) = synthesis() {
        dom::call(&speech, "cancel", &[]);
    }
}

fn synthesis() -> Option<JsValue> {
    let speech = dom::get(&window(), "speechSynthesis");
    (!speech.is_undefined()).then_some(speech)
}

fn voice(tag: &str) -> Option<JsValue> {
    let voices = dom::members(&dom::call(&synthesis()?, "getVoices", &[]));
    let own = voices.into_iter().filter_map(|voice| {
        let fit = fit(&dom::text(&voice, "lang"), tag)?;
        let local = dom::get(&voice, "localService") == JsValue::TRUE;
        local.then_some((fit, voice))
    });
    // The first of the best.
    own.min_by_key(|(fit, _)| *fit).map(|(_, voice)| voice)
}

/// How well a voice's language fits a wanted one, less is better; none where it is another language.
fn fit(voice: &str, wanted: &str) -> Option<u8> {
    let plain = |tag: &str| tag.replace('_', "-").to_ascii_lowercase();
    let (voice, wanted) = (plain(voice), plain(wanted));
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    if voice == wanted {
        return Some(0);
    }
    // Mandarin has two codes. Cantonese, and what is written otherwise, is not what was chosen.
    let mandarin = ["cmn", "zh-hans", "zh-cmn"]
        .iter()
        .any(|it| voice.starts_with(it));
    if language(&wanted) == "zh" {
        return match voice.as_str() {
            "zh" => Some(1),
            _ if mandarin => Some(1),
            "zh-sg" => Some(2),
            "zh-tw" => Some(3),
            _ => None,
        };
    }
    (language(&voice) == language(&wanted)).then_some(if voice.contains('-') { 2 } else { 1 })
}

/// A text in pieces that end where a sentence or a clause does.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for part in text.split_inclusive([',', '.', ';', '!', '?', '。', '，', '；']) {
        let whole = piece.chars().count() + part.chars().count() <= PIECE;
        // A point between digits ends nothing: 1.020, 2026.1.
        let within = piece.ends_with(|it: char| ".,".contains(it))
            && part.starts_with(|it: char| it.is_ascii_digit());
        if !piece.is_empty() && !whole && !within {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push_str(part);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::{PIECE, fit, pieces};

    #[wasm_bindgen_test]
    fn a_voice_is_taken_by_its_language() {
        for (voice, wanted, expected) in [
            ("nl-NL", "nl", Some(2)),
            ("nl", "nl", Some(0)),
            ("nl_BE", "nl", Some(2)),
            ("en-GB", "nl", None),
            ("zh-CN", "zh-CN", Some(0)),
            ("zh_CN", "zh-CN", Some(0)),
            ("cmn", "zh-CN", Some(1)),
            ("cmn-latn-pinyin", "zh-CN", Some(1)),
            ("zh-HK", "zh-CN", None),
            ("yue", "zh-CN", None),
            ("zh-TW", "zh-CN", Some(3)),
        ] {
            assert_eq!(fit(voice, wanted), expected, "{voice} for {wanted}");
        }
    }

    #[wasm_bindgen_test]
    fn a_long_text_is_cut_between_clauses_and_nothing_is_lost() {
        let clause = "Your score is 1,020 points, and the rules are of version 2026.1. ";
        let text = clause.repeat(12);
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.len() > 2);
        for piece in &pieces {
            assert!(piece.chars().count() <= PIECE + 8, "{piece}");
            assert!(
                !piece.starts_with("020") && !piece.starts_with("1."),
                "{piece}"
            );
        }
    }
}
