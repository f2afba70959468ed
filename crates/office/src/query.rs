//! Reading a query strictly: each parameter at most once, and no other.

use chrono::NaiveDate;

use crate::wrong::Wrong;

/// The pairs of a query, as they stand there; nothing that this server reads needs escaping.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Puts a parameter into its place, which must be empty.
///
/// # Errors
///
/// [`Wrong::Field`] where it is not.
pub fn once<T>(place: &mut Option<T>, name: &str, value: T) -> Result<(), Wrong> {
    if place.replace(value).is_some() {
        return Err(Wrong::field(name, "is given twice"));
    }
    Ok(())
}

/// A parameter that the call does not take.
#[must_use]
pub fn unknown(name: &str) -> Wrong {
    let shown: String = name.chars().take(40).collect();
    Wrong::field(shown, "is not a parameter of this call")
}

/// How many are asked for, from 1 to `most`.
///
/// # Errors
///
/// [`Wrong::Field`].
pub fn limit(value: &str, most: u32) -> Result<u32, Wrong> {
    let digits = !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit());
    let limit = value.parse().ok();
    let limit = limit.filter(|limit| digits && (1..=most).contains(limit));
    limit.ok_or_else(|| Wrong::field("limit", format!("must be a whole number from 1 to {most}")))
}

/// A day, written `2026-11-24`.
///
/// # Errors
///
/// [`Wrong::Field`].
pub fn day(name: &str, value: &str) -> Result<NaiveDate, Wrong> {
    citizen_score_rules::iso::parse_date(value)
        .ok_or_else(|| Wrong::field(name, "must be a day, such as 2026-11-24"))
}
