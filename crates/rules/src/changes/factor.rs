//! Factors compared, field by field.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Change, Moved, by_name, moved};
use crate::rulebook::{Cap, Direction, Factor, FactorStatus, Worth};

/// A field of a factor that is other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorChange {
    /// The group in listings.
    Category(Moved<String>),
    /// Whether it adds or takes points.
    Direction(Moved<Direction>),
    /// What one occurrence is worth; what is recorded keeps its points.
    Points(Moved<Worth>),
    /// Who reports it.
    Authority(Moved<String>),
    /// The rule it rests on.
    Basis(Moved<String>),
    /// Calendar months after which an entry lapses; what is recorded keeps its day.
    ValidityMonths(Moved<Option<u32>>),
    /// The most it can move the score in a period.
    Cap(Moved<Option<Cap>>),
    /// Whether it counts yet.
    Status(Moved<FactorStatus>),
    /// First day of occurrence from which it counts, or is planned to.
    From {
        /// In the old rulebook.
        #[serde(default, deserialize_with = "crate::iso::optional_date")]
        from: Option<NaiveDate>,
        /// In the new one.
        #[serde(default, deserialize_with = "crate::iso::optional_date")]
        to: Option<NaiveDate>,
    },
    /// What to bear in mind before doing it.
    Caution(Moved<Option<String>>),
    /// Least calendar months between two occurrences.
    WaitMonths(Moved<Option<u32>>),
    /// What must be settled before a repair; none where the rulebook provides for none.
    Repair(Moved<Option<String>>),
}

pub(super) fn compare(old: &[Factor], new: &[Factor]) -> Vec<Change> {
    by_name(
        old,
        new,
        |it| &it.code,
        |it| Change::FactorAdded(it.clone()),
        |it| Change::FactorRemoved(it.clone()),
        |before, after| {
            let changes = fields(before, after);
            (!changes.is_empty()).then(|| Change::FactorChanged {
                factor: after.code.clone(),
                changes,
            })
        },
    )
}

fn fields(old: &Factor, new: &Factor) -> Vec<FactorChange> {
    // Taken apart by name, so that a field that is added to a factor cannot be forgotten here.
    let Factor {
        code: _,
        category,
        direction,
        points,
        authority,
        basis,
        validity_months,
        cap,
        status,
        from,
        caution,
        wait_months,
        repair,
    } = new;
    let from_other = (old.from != *from).then_some(FactorChange::From {
        from: old.from,
        to: *from,
    });
    [
        moved(&old.category, category).map(FactorChange::Category),
        moved(&old.direction, direction).map(FactorChange::Direction),
        moved(&old.points, points).map(FactorChange::Points),
        moved(&old.authority, authority).map(FactorChange::Authority),
        moved(&old.basis, basis).map(FactorChange::Basis),
        moved(&old.validity_months, validity_months).map(FactorChange::ValidityMonths),
        moved(&old.cap, cap).map(FactorChange::Cap),
        moved(&old.status, status).map(FactorChange::Status),
        from_other,
        moved(&old.caution, caution).map(FactorChange::Caution),
        moved(&old.wait_months, wait_months).map(FactorChange::WaitMonths),
        moved(&old.repair, repair).map(FactorChange::Repair),
    ]
    .into_iter()
    .flatten()
    .collect()
}
