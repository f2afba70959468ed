//! Where an entry stands that a ledger complains about.

use citizen_score_rules::LedgerError;

/// The last place of the entry that an error names, which it may name in short.
pub fn place_of<'a>(
    error: &LedgerError,
    places: impl IntoIterator<Item = (&'a str, usize)>,
) -> Option<usize> {
    let named = places
        .into_iter()
        .filter(|(id, _)| is_named(&error.entry, id));
    named.map(|(_, line)| line).max()
}

/// Whether a name, which may be cut at its end and cleaned of control characters, is of this id.
fn is_named(name: &str, id: &str) -> bool {
    if name == id {
        return true;
    }
    let (start, cut) = match name.strip_suffix('…') {
        Some(start) => (start, true),
        None => (name, false),
    };
    let mut rest = id.chars();
    let fits = start.chars().all(|shown| {
        rest.next().is_some_and(|it| {
            it == shown || (shown == char::REPLACEMENT_CHARACTER && it.is_control())
        })
    });
    fits && rest.next().is_some() == cut
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn a_name_is_of_the_id_that_it_was_made_from() {
        let long = "x".repeat(200);
        let cut = format!("{}…", "x".repeat(80));
        assert!(is_named("one", "one"));
        assert!(is_named(&cut, &long));
        assert!(is_named("a\u{fffd}b", "a\u{9b}b"));
        assert!(is_named("so…", "so…"));
        assert!(!is_named("one", "one-more"));
        assert!(!is_named("one-more", "one"));
        assert!(!is_named(&cut, &"x".repeat(80)));
        assert!(!is_named(&cut, &"y".repeat(200)));
    }
}
