//! Validation: everything a rulebook file can get wrong beyond its shape.

use std::collections::HashSet;

use super::error::RulebookError;
use super::factor::{Direction, Factor, Worth};
use super::{REQUIRED_LANGUAGES, RulebookData, SCHEMA, texts};

/// Checks all the rules; the first broken one is the answer.
pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    head(data)?;
    tiers(data)?;
    start(data)?;
    factors(data)?;
    effects(data)?;
    translations(data)
}

fn head(data: &RulebookData) -> Result<(), RulebookError> {
    if data.schema != SCHEMA {
        return Err(RulebookError::at(
            "schema",
            format!("is {}; this program reads {SCHEMA}", data.schema),
        ));
    }
    for (path, value) in [("id", &data.id), ("version", &data.version)] {
        not_blank(path, value)?;
    }
    Ok(())
}

fn tiers(data: &RulebookData) -> Result<(), RulebookError> {
    let Some((lowest, rest)) = data.tiers.split_first() else {
        return Err(RulebookError::at("tiers", "is empty; a rulebook needs at least one tier"));
    };
    if lowest.from.is_some() {
        return Err(RulebookError::at(
            "tiers[0].from",
            "must be null; the lowest tier has no floor, or scores below it would have no tier",
        ));
    }
    unique("tiers", "id", data.tiers.iter().map(|tier| tier.id.as_str()))?;
    let mut floor = None;
    for (index, tier) in rest.iter().enumerate() {
        let path = format!("tiers[{}].from", index + 1);
        let Some(from) = tier.from else {
            return Err(RulebookError::at(path, "is null; only the lowest tier has no floor"));
        };
        if floor.is_some_and(|floor| from <= floor) {
            return Err(RulebookError::at(
                path,
                format!("is {from}, not above the tier before it; tiers go from lowest to highest"),
            ));
        }
        if data.range.is_some_and(|range| from <= range.min || from > range.max) {
            return Err(RulebookError::at(
                path,
                format!("is {from}, where no score within the range can reach or fall below it"),
            ));
        }
        floor = Some(from);
    }
    Ok(())
}

fn start(data: &RulebookData) -> Result<(), RulebookError> {
    let Some(range) = data.range else { return Ok(()) };
    if range.min >= range.max {
        return Err(RulebookError::at("range.min", "is not below range.max"));
    }
    if !(range.min..=range.max).contains(&data.start.points) {
        return Err(RulebookError::at(
            "start.points",
            format!("is {}, outside every tier within the range", data.start.points),
        ));
    }
    Ok(())
}

fn factors(data: &RulebookData) -> Result<(), RulebookError> {
    unique("factors", "code", data.factors.iter().map(|factor| factor.code.as_str()))?;
    for (index, factor) in data.factors.iter().enumerate() {
        factor_fields(&format!("factors[{index}]"), factor)?;
    }
    Ok(())
}

fn factor_fields(path: &str, factor: &Factor) -> Result<(), RulebookError> {
    if let Worth::Between(range) = factor.points
        && range.min >= range.max
    {
        return Err(RulebookError::at(format!("{path}.points.min"), "is not below points.max"));
    }
    let fits = match factor.direction {
        Direction::Gain => factor.points.min() > 0,
        Direction::Loss => factor.points.max() < 0,
    };
    if !fits {
        return Err(RulebookError::at(
            format!("{path}.points"),
            "does not fit the direction; a gain is above 0 and a loss below 0",
        ));
    }
    if factor.validity_months == Some(0) {
        return Err(RulebookError::at(
            format!("{path}.validity_months"),
            "is 0; use null for an entry that counts for good",
        ));
    }
    if let Some(cap) = factor.cap {
        let smallest = factor.points.min().unsigned_abs().min(factor.points.max().unsigned_abs());
        if cap.points <= 0 || cap.points.unsigned_abs() < smallest {
            return Err(RulebookError::at(
                format!("{path}.cap.points"),
                "is too small for even one entry to count; it is written without a sign",
            ));
        }
    }
    Ok(())
}

fn effects(data: &RulebookData) -> Result<(), RulebookError> {
    unique("effects", "code", data.effects.iter().map(|effect| effect.code.as_str()))?;
    for (index, effect) in data.effects.iter().enumerate() {
        if effect.tiers.is_empty() {
            return Err(RulebookError::at(
                format!("effects[{index}].tiers"),
                "is empty; an effect applies to at least one tier",
            ));
        }
        for (at, id) in effect.tiers.iter().enumerate() {
            let path = format!("effects[{index}].tiers[{at}]");
            if !data.tiers.iter().any(|tier| tier.id == *id) {
                return Err(RulebookError::at(path, format!("names the tier `{id}`, which does not exist")));
            }
            if effect.tiers.iter().take(at).any(|before| before == id) {
                return Err(RulebookError::at(path, format!("names the tier `{id}` a second time")));
            }
        }
        if let Some(value) = &effect.value
            && !(value.currency.len() == 3 && value.currency.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return Err(RulebookError::at(
                format!("effects[{index}].value.currency"),
                "is not an ISO 4217 code such as CNY",
            ));
        }
    }
    Ok(())
}

fn translations(data: &RulebookData) -> Result<(), RulebookError> {
    let needed = texts::needed(data);
    let mut languages: Vec<&str> = REQUIRED_LANGUAGES.to_vec();
    languages.extend(data.texts.languages().filter(|it| !REQUIRED_LANGUAGES.contains(it)));
    for language in languages {
        if let Some(key) = needed.iter().find(|key| !data.texts.has(language, key)) {
            return Err(RulebookError::at(
                format!("texts.{language}.{key}"),
                "is missing or blank; every text exists in every language",
            ));
        }
        if let Some(key) = data.texts.keys(language).find(|key| !needed.iter().any(|it| it == key)) {
            return Err(RulebookError::at(
                format!("texts.{language}.{key}"),
                "belongs to nothing in this rulebook",
            ));
        }
    }
    Ok(())
}

fn not_blank(path: &str, value: &str) -> Result<(), RulebookError> {
    if value.trim().is_empty() {
        return Err(RulebookError::at(path, "is blank"));
    }
    Ok(())
}

fn unique<'a>(
    list: &str,
    field: &str,
    values: impl Iterator<Item = &'a str>,
) -> Result<(), RulebookError> {
    let mut seen = HashSet::new();
    for (index, value) in values.enumerate() {
        let path = format!("{list}[{index}].{field}");
        not_blank(&path, value)?;
        if !seen.insert(value) {
            return Err(RulebookError::at(path, format!("is `{value}`, which is already taken")));
        }
    }
    Ok(())
}
