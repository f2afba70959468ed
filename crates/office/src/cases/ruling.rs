//! What a decision appends to a ledger.

use chrono::{DateTime, SubsecRound as _, Utc};
use citizen_score_contract::Case;
use citizen_score_rules::cases::{Decision, NoObjection, correction_of, credit_for, may_object};
use citizen_score_rules::{Entry, LedgerError, Outcome, Points, Rulebook};

/// Why a claim cannot be credited.
#[derive(Debug, thiserror::Error)]
pub enum NoCredit {
    /// The factor is not in the rulebook any more.
    #[error("is about a factor that is no longer in the rulebook")]
    NoFactor,
    /// The authority has to say how much it is worth.
    #[error("`{factor}` is worth {least} to {most}; say how much")]
    HowMuch {
        /// The factor.
        factor: String,
        /// The least that it is worth.
        least: Points,
        /// The most.
        most: Points,
    },
    /// The case names no day.
    #[error("names no day")]
    NoDay,
    /// The entry would not be valid.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// The correction of the entry that is objected to, by its outcome today; none where it was undone
/// meanwhile.
///
/// # Errors
///
/// [`LedgerError`] where the correction is not valid.
pub fn correction(
    rulebook: &Rulebook,
    case: &Case,
    entry: &Entry,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<Option<Entry>, LedgerError> {
    if matches!(may_object(outcome), Err(NoObjection::Corrected { .. })) {
        return Ok(None);
    }
    let decision = decision(case, entry.basis.as_str(), now);
    correction_of(rulebook, entry, decision).map(Some)
}

/// The entry that a claim becomes.
///
/// # Errors
///
/// [`NoCredit`].
pub fn credit(
    rulebook: &Rulebook,
    case: &Case,
    points: Option<Points>,
    now: DateTime<Utc>,
) -> Result<Entry, NoCredit> {
    let factor = rulebook.factor(&case.factor).ok_or(NoCredit::NoFactor)?;
    let (least, most) = (factor.points.min(), factor.points.max());
    let points = match points {
        Some(points) => points,
        None if least == most => least,
        None => {
            return Err(NoCredit::HowMuch {
                factor: factor.code.clone(),
                least,
                most,
            });
        }
    };
    let on = case.on.ok_or(NoCredit::NoDay)?;
    let decision = decision(case, &factor.basis, now);
    Ok(credit_for(rulebook, &factor.code, points, on, decision)?)
}

fn decision(case: &Case, basis: &str, now: DateTime<Utc>) -> Decision {
    Decision {
        id: format!("case-{}", case.id).into(),
        recorded_at: now.trunc_subsecs(0),
        authority: case.authority.as_str().into(),
        reference: case.id.as_str().into(),
        basis: basis.into(),
    }
}
