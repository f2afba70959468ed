//! Who runs a command, for the log that residents read.

use std::os::unix::fs::MetadataExt as _;

/// Most characters of a name.
const MOST: usize = 64;

/// A command and who runs it, such as `citizen-score import (user ledger)`: the user of this machine who
/// does. Whoever can write the database can write anything.
#[must_use]
pub fn by(command: &str) -> String {
    by_named(command, None)
}

/// The same, where the operator may be named otherwise.
#[must_use]
pub fn by_named(command: &str, operator: Option<&str>) -> String {
    let name = operator.map_or_else(user, str::to_owned);
    let name: String = name
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .take(MOST)
        .collect();
    let name = match name.trim() {
        "" => "unknown",
        name => name,
    };
    format!("citizen-score {command} (user {name})")
}

/// The user who runs this process; the number where it has no name.
fn user() -> String {
    let Ok(process) = std::fs::metadata("/proc/self") else {
        return std::env::var("USER").unwrap_or_default();
    };
    let number = process.uid().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    named(&users, &number).map_or(number, str::to_owned)
}

/// The name of a user's number in the system's list, `name:password:number:…`.
fn named<'a>(users: &'a str, number: &str) -> Option<&'a str> {
    users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == number && !name.is_empty()).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operator_is_named_in_short() {
        let expected = "citizen-score cases show (user Mei)";
        assert_eq!(by_named("cases show", Some("Mei")), expected);
        assert_eq!(
            by_named("x", Some("a\u{1b}[2J")),
            "citizen-score x (user a [2J)"
        );
        assert_eq!(by_named("x", Some(" \n")), "citizen-score x (user unknown)");
        let long = by_named("x", Some(&"字".repeat(1_000)));
        assert_eq!(long.chars().count(), "citizen-score x (user )".len() + MOST);
        assert!(!by("x").contains("(user )"));
    }

    #[test]
    fn a_user_is_found_by_number() {
        let users = "root:x:0:0::/root:/bin/sh\nbad\n:x:7:\nledger:x:1000:1000::/:/bin/sh\n";
        assert_eq!(named(users, "1000"), Some("ledger"));
        assert_eq!(named(users, "0"), Some("root"));
        assert_eq!(named(users, "7"), None);
        assert_eq!(named(users, "100"), None);
    }
}
