//! Numbers and options in words.

use std::fmt::Display;

use citizen_score_rules::Points;

/// A number with its noun.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Where a tier begins.
pub fn floor(from: Option<Points>) -> String {
    from.map_or_else(|| "the bottom".to_owned(), |from| from.to_string())
}

/// A value, or what stands for none.
pub fn or(value: Option<impl Display>, none: &str) -> String {
    value.map_or_else(|| none.to_owned(), |it| it.to_string())
}

/// `to, instead of from`.
pub fn instead(what: &str, from: impl Display, to: impl Display) -> String {
    format!("{what} {to}, instead of {from}")
}

/// A sentence that repeats a file, unable to steer a terminal.
pub fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
