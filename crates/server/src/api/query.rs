//! Reading a query strictly: each parameter at most once, and no other.

use chrono::NaiveDate;

use crate::error::ApiError;

/// The pairs of a query, as they stand there; nothing that this server reads needs escaping.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Puts a parameter into its place, which must be empty.
pub fn once<T>(place: &mut Option<T>, name: &str, value: T) -> Result<(), ApiError> {
    if place.replace(value).is_some() {
        return Err(ApiError::invalid(name, "is given twice"));
    }
    Ok(())
}

/// A parameter that the call does not take.
#[must_use]
pub fn unknown(name: &str) -> ApiError {
    let shown: String = name.chars().take(40).collect();
    ApiError::invalid(shown, "is not a parameter of this call")
}

/// How many are asked for, from 1 to `most`.
pub fn limit(value: &str, most: u32) -> Result<u32, ApiError> {
    let digits = !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit());
    let limit = value.parse().ok();
    let limit = limit.filter(|limit| digits && (1..=most).contains(limit));
    limit.ok_or_else(|| {
        ApiError::invalid("limit", format!("must be a whole number from 1 to {most}"))
    })
}

/// A day, written `2026-11-24`.
pub fn day(name: &str, value: &str) -> Result<NaiveDate, ApiError> {
    citizen_score_rules::iso::parse_date(value)
        .ok_or_else(|| ApiError::invalid(name, "must be a day, such as 2026-11-24"))
}
