//! What a rulebook says to an entry that someone wants to record under it.

use super::{Direction, Factor, FactorStatus, Rulebook};
use crate::ledger::{Entry, LedgerError};

impl Rulebook {
    /// Checks a new entry against the rules, before it is stored.
    ///
    /// A correction only needs a factor that the rulebook knows: what was once recorded can always
    /// be undone, whatever became of the factor since. Its points are the ledger's business.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for a factor that the rulebook does not know or only plans, for points whose
    /// sign does not fit the factor (0 fits none), for points beyond what the factor is worth where
    /// this very version of the rulebook priced them, and for a day of occurrence before the factor
    /// was in force.
    pub fn check_entry(&self, entry: &Entry) -> Result<(), LedgerError> {
        let Some(factor) = self.factor(&entry.factor) else {
            return Err(entry.error("factor", "is not in the rulebook"));
        };
        if entry.corrects.is_some() {
            return Ok(());
        }
        in_force(factor, entry)?;
        fitting_sign(factor, entry)?;
        if entry.rulebook_version == self.data().version {
            within_worth(factor, entry)?;
        }
        Ok(())
    }
}

fn in_force(factor: &Factor, entry: &Entry) -> Result<(), LedgerError> {
    if factor.status == FactorStatus::Planned {
        let problem = "is only planned; nothing can be recorded under it until it is in force";
        return Err(entry.error("factor", problem));
    }
    match factor.from {
        Some(from) if entry.occurred_on < from => {
            let problem = format!(
                "is before {from}, the day from which `{}` counts",
                factor.code
            );
            Err(entry.error("occurred_on", problem))
        }
        _ => Ok(()),
    }
}

fn fitting_sign(factor: &Factor, entry: &Entry) -> Result<(), LedgerError> {
    let (fits, rule) = match factor.direction {
        Direction::Gain => (entry.points > 0, "adds points"),
        Direction::Loss => (entry.points < 0, "takes points away"),
    };
    if fits {
        return Ok(());
    }
    Err(entry.error(
        "points",
        format!("is {}, but `{}` {rule}", entry.points, factor.code),
    ))
}

fn within_worth(factor: &Factor, entry: &Entry) -> Result<(), LedgerError> {
    let worth = factor.points;
    if worth.allows(entry.points) {
        return Ok(());
    }
    let allowed = if worth.min() == worth.max() {
        format!("exactly {}", worth.min())
    } else {
        format!("{} to {}", worth.min(), worth.max())
    };
    let problem = format!(
        "is {}, but `{}` is worth {allowed}",
        entry.points, factor.code
    );
    Err(entry.error("points", problem))
}
