//! Writing JSON into a page.

use std::fmt::Write as _;

/// Escapes what could end the script element, or be read as anything but JSON.
#[must_use]
pub fn json_in_html(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + json.len() / 8);
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                // Writing to a text cannot fail.
                let _ = write!(safe, "\\u{:04x}", u32::from(letter));
            }
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::json_in_html;

    #[test]
    fn nothing_in_a_text_can_end_the_element_and_the_text_stays_the_same() {
        let name = "</script><script>alert(1)</script><!-- &amp; \u{2028}\u{2029} \"quoted\" \\ 王";
        let safe = json_in_html(&serde_json::to_string(name).unwrap());
        assert!(
            !safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
            "{safe}"
        );
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), name);
    }
}
