//! Texts of a file from outside in the sentences about it: of bounded length, and unable to steer a
//! terminal.

/// Most characters that a sentence repeats.
const MOST: usize = 80;

/// The start of a text, with control characters replaced.
pub(crate) fn shown(text: &str) -> String {
    bounded(text, MOST)
}

/// The start of a text, up to so many characters, with control characters replaced.
pub(crate) fn bounded(text: &str, most: usize) -> String {
    let clean = |it: char| {
        if it.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            it
        }
    };
    let mut start: String = text.chars().take(most).map(clean).collect();
    if text.chars().nth(most).is_some() {
        start.push('…');
    }
    start
}
