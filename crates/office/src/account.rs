//! What is told of a resident and a ledger.

use chrono::NaiveDate;
use citizen_score_contract::{Me, RulebookRef};
use citizen_score_rules::{Ledger, Rulebook, Standing};

/// What is told of a ledger and its standing on a day.
#[must_use]
pub fn me(
    rulebook: &Rulebook,
    (name, number): (&str, &str),
    ledger: &Ledger,
    standing: Standing,
    as_of: NaiveDate,
    revision: i64,
) -> Me {
    let data = rulebook.data();
    Me {
        display_name: name.to_owned(),
        masked_number: mask(number),
        standing,
        as_of,
        last_entry_at: ledger.entries().iter().map(|entry| entry.recorded_at).max(),
        entry_count: ledger.entries().len() as u64,
        revision: revision.unsigned_abs(),
        rulebook: RulebookRef {
            id: data.id.clone(),
            version: data.version.clone(),
        },
    }
}

/// A number with all but its last four characters masked.
#[must_use]
pub fn mask(number: &str) -> String {
    let masked = number.chars().count().saturating_sub(4);
    number
        .chars()
        .enumerate()
        .map(|(at, it)| if at < masked { '•' } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn only_the_last_four_characters_show() {
        assert_eq!(mask("DEMO-0000-1020"), "••••••••••1020");
        assert_eq!(mask("号码一二三四"), "••一二三四");
        assert_eq!(mask("123"), "123");
    }
}
