//! A case through the days, each assessed anew.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use citizen_score_rules::{EntryId, Outcome, PointsError, Standing, assess};

use crate::cases::Case;

/// Every day on which anything happens in a case, with the days before and after it.
pub fn days_of(case: &Case) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::from([case.as_of]);
    for entry in &case.entries {
        days.insert(entry.recorded_on());
        days.extend(entry.counts_until);
        days.extend(entry.repaired_on);
    }
    let around = |day: NaiveDate| [day.pred_opt(), Some(day), day.succ_opt()];
    days.into_iter().flat_map(around).flatten().collect()
}

/// The standing on a day.
pub fn standing_on(case: &Case, on: NaiveDate) -> Result<Standing, PointsError> {
    assess(&case.rulebook, &case.ledger(), on).map(|it| it.standing)
}

/// The outcome of every entry on a day.
pub fn outcomes_on(case: &Case, on: NaiveDate) -> BTreeMap<EntryId, Outcome> {
    let as_of = on;
    Case {
        as_of,
        ..case.clone()
    }
    .outcomes()
}
