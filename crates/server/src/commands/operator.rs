//! Who runs a command, for the access log that residents read.

use std::env;

/// Most characters of a user's name that go into the log.
const MOST: usize = 40;

/// A command and who runs it, such as `citizen-score import (user ledger)`. The name is what the system
/// says in the environment; whoever can write the database can write anything.
#[must_use]
pub fn by(command: &str) -> String {
    let user = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|user| !user.is_empty());
    said(command, user.as_deref())
}

fn said(command: &str, user: Option<&str>) -> String {
    let printable = user.unwrap_or_default().chars();
    let user: String = printable.filter(|it| !it.is_control()).take(MOST).collect();
    if user.is_empty() {
        format!("citizen-score {command}")
    } else {
        format!("citizen-score {command} (user {user})")
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn the_user_is_named_where_the_system_says_who_it_is() {
        assert_eq!(
            said("code", Some("ledger")),
            "citizen-score code (user ledger)"
        );
        for nobody in [None, Some(""), Some("\u{1b}\n")] {
            assert_eq!(said("code", nobody), "citizen-score code");
        }
        assert_eq!(
            said("x", Some(&"u".repeat(99))).chars().count(),
            15 + 7 + 40 + 1
        );
    }
}
