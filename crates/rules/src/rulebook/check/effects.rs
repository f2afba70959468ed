//! Effects: named once, each for tiers that exist, with amounts in a currency.

use super::super::error::RulebookError;
use super::super::{Effect, RulebookData};
use super::{not_blank, unique};

pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    unique(
        "effects",
        "code",
        data.effects.iter().map(|effect| effect.code.as_str()),
    )?;
    for (index, effect) in data.effects.iter().enumerate() {
        let path = format!("effects[{index}]");
        not_blank(&format!("{path}.domain"), &effect.domain)?;
        for (field, key) in [("authority", &effect.authority), ("basis", &effect.basis)] {
            key.iter()
                .try_for_each(|key| not_blank(&format!("{path}.{field}"), key))?;
        }
        tiers(&path, data, effect)?;
        currency(&path, effect)?;
    }
    Ok(())
}

fn tiers(path: &str, data: &RulebookData, effect: &Effect) -> Result<(), RulebookError> {
    if effect.tiers.is_empty() {
        return Err(RulebookError::at(
            format!("{path}.tiers"),
            "is empty; an effect applies to at least one tier",
        ));
    }
    for (at, id) in effect.tiers.iter().enumerate() {
        let path = format!("{path}.tiers[{at}]");
        if !data.tiers.iter().any(|tier| tier.id == *id) {
            let problem = format!("names the tier `{id}`, which does not exist");
            return Err(RulebookError::at(path, problem));
        }
        if effect.tiers.iter().take(at).any(|before| before == id) {
            return Err(RulebookError::at(
                path,
                format!("names the tier `{id}` a second time"),
            ));
        }
    }
    Ok(())
}

fn currency(path: &str, effect: &Effect) -> Result<(), RulebookError> {
    let is_code = |it: &str| it.len() == 3 && it.bytes().all(|byte| byte.is_ascii_uppercase());
    match &effect.value {
        Some(value) if !is_code(&value.currency) => Err(RulebookError::at(
            format!("{path}.value.currency"),
            "is not an ISO 4217 code such as CNY",
        )),
        _ => Ok(()),
    }
}
