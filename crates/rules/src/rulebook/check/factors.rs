//! Factors: named once, with a worth that fits the direction and a cap that leaves room for one.

use super::super::RulebookData;
use super::super::error::RulebookError;
use super::super::factor::{Direction, Factor, FactorStatus, Worth};
use super::{not_blank, unique};

pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    unique(
        "factors",
        "code",
        data.factors.iter().map(|factor| factor.code.as_str()),
    )?;
    for (index, factor) in data.factors.iter().enumerate() {
        let path = format!("factors[{index}]");
        names(&path, factor)?;
        worth(&path, factor)?;
        limits(&path, factor)?;
        repair(&path, factor)?;
    }
    Ok(())
}

fn names(path: &str, factor: &Factor) -> Result<(), RulebookError> {
    if factor.code.contains('.') {
        // The text keys of `a.about` and of `a` would be the same.
        return Err(RulebookError::at(
            format!("{path}.code"),
            "holds a dot, which text keys use",
        ));
    }
    not_blank(&format!("{path}.category"), &factor.category)?;
    not_blank(&format!("{path}.authority"), &factor.authority)?;
    not_blank(&format!("{path}.basis"), &factor.basis)?;
    factor
        .caution
        .iter()
        .try_for_each(|caution| not_blank(&format!("{path}.caution"), caution))
}

fn worth(path: &str, factor: &Factor) -> Result<(), RulebookError> {
    if let Worth::Between(range) = factor.points
        && range.min >= range.max
    {
        return Err(RulebookError::at(
            format!("{path}.points.min"),
            "is not below points.max",
        ));
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
    Ok(())
}

fn limits(path: &str, factor: &Factor) -> Result<(), RulebookError> {
    if factor.validity_months == Some(0) {
        return Err(RulebookError::at(
            format!("{path}.validity_months"),
            "is 0; use null for an entry that counts for good",
        ));
    }
    if factor.wait_months == Some(0) {
        return Err(RulebookError::at(
            format!("{path}.wait_months"),
            "is 0; leave it out where there is nothing to wait for",
        ));
    }
    let smallest = factor
        .points
        .min()
        .unsigned_abs()
        .min(factor.points.max().unsigned_abs());
    if factor
        .cap
        .is_some_and(|cap| cap.points <= 0 || cap.points.unsigned_abs() < smallest)
    {
        return Err(RulebookError::at(
            format!("{path}.cap.points"),
            "is too small for even one entry to count; it is written without a sign",
        ));
    }
    Ok(())
}

fn repair(path: &str, factor: &Factor) -> Result<(), RulebookError> {
    let Some(repair) = &factor.repair else {
        return Ok(());
    };
    let path = format!("{path}.repair");
    not_blank(&path, repair)?;
    if factor.direction == Direction::Gain {
        let problem = "is set, but the factor adds points; only what takes points can be repaired";
        return Err(RulebookError::at(path, problem));
    }
    if factor.status == FactorStatus::Planned {
        let problem = "is set, but the factor is only planned; there is nothing to repair yet";
        return Err(RulebookError::at(path, problem));
    }
    Ok(())
}
