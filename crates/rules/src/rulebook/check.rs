//! Validation: everything a rulebook file can get wrong beyond its shape.

mod effects;
mod factors;
mod related;
mod tiers;
mod translations;

use std::collections::BTreeSet;

use super::error::RulebookError;
use super::{MOST_ANSWER_DAYS, RulebookData, SCHEMA};

/// Checks all the rules; the first broken one is the answer.
pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    head(data)?;
    range(data)?;
    tiers::check(data)?;
    start(data)?;
    factors::check(data)?;
    effects::check(data)?;
    cases(data)?;
    related::check(data)?;
    translations::check(data)
}

fn head(data: &RulebookData) -> Result<(), RulebookError> {
    if data.schema != SCHEMA {
        let problem = format!("is {}; this program reads {SCHEMA}", data.schema);
        return Err(RulebookError::at("schema", problem));
    }
    not_blank("id", &data.id)?;
    not_blank("version", &data.version)?;
    not_blank("city", &data.city)?;
    data.note
        .iter()
        .try_for_each(|note| not_blank("note", note))
}

fn range(data: &RulebookData) -> Result<(), RulebookError> {
    if data.range.is_some_and(|range| range.min >= range.max) {
        return Err(RulebookError::at("range.min", "is not below range.max"));
    }
    Ok(())
}

fn start(data: &RulebookData) -> Result<(), RulebookError> {
    let points = data.start.points;
    if data
        .range
        .is_some_and(|range| !(range.min..=range.max).contains(&points))
    {
        let problem = format!("is {points}, outside every tier within the range");
        return Err(RulebookError::at("start.points", problem));
    }
    Ok(())
}

fn cases(data: &RulebookData) -> Result<(), RulebookError> {
    let days = data.cases.answer_days;
    if !(1..=MOST_ANSWER_DAYS).contains(&days) {
        let problem = format!("is {days}; an answer is due within 1 to {MOST_ANSWER_DAYS} days");
        return Err(RulebookError::at("cases.answer_days", problem));
    }
    Ok(())
}

fn not_blank(path: &str, value: &str) -> Result<(), RulebookError> {
    if value.trim().is_empty() {
        return Err(RulebookError::at(path, "is blank"));
    }
    Ok(())
}

/// Refuses a blank value and one that another member of the list has already.
fn unique<'a>(
    list: &str,
    field: &str,
    values: impl Iterator<Item = &'a str>,
) -> Result<(), RulebookError> {
    let mut seen = BTreeSet::new();
    for (index, value) in values.enumerate() {
        let path = format!("{list}[{index}].{field}");
        not_blank(&path, value)?;
        if !seen.insert(value) {
            return Err(RulebookError::at(
                path,
                format!("is `{value}`, which is already taken"),
            ));
        }
    }
    Ok(())
}
