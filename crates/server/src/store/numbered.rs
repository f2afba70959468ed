//! Places for values in statements whose number is known only at run time: `$1`, `$2` and so on, which both
//! databases read.

use std::fmt::Write as _;

/// Rows of so many columns: `($1, $2), ($3, $4)`.
pub(super) fn rows(count: usize, columns: usize) -> String {
    let row = |row: usize| {
        let first = row.saturating_mul(columns).saturating_add(1);
        format!("({})", list(first, columns))
    };
    let all: Vec<String> = (0..count).map(row).collect();
    all.join(", ")
}

/// So many places, from a number on: `$2, $3, $4`.
pub(super) fn list(first: usize, count: usize) -> String {
    let mut places = String::new();
    for place in first..first.saturating_add(count) {
        let comma = if places.is_empty() { "" } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(places, "{comma}${place}");
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{list, rows};

    #[test]
    fn places_are_numbered_through() {
        assert_eq!(rows(2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(list(2, 3), "$2, $3, $4");
        assert_eq!(list(2, 0), "");
    }
}
