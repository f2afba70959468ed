//! Texts from outside in error messages: of bounded length, and unable to steer a terminal.

/// The start of a text, up to so many characters, with control characters replaced.
pub(crate) fn shown(text: &str, most: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn is_cut_at_the_length_and_marked() {
        assert_eq!(shown("ééé", 3), "ééé");
        assert_eq!(shown("éééé", 3), "ééé…");
        assert_eq!(shown("", 0), "");
    }

    #[test]
    fn holds_no_control_characters() {
        assert_eq!(
            shown("a\u{1b}[2J\nb\u{9b}", 80),
            "a\u{fffd}[2J\u{fffd}b\u{fffd}"
        );
    }
}
