//! Factors in sentences.

use citizen_score_rules::changes::FactorChange;
use citizen_score_rules::rulebook::{
    Cap, CapPeriod, Direction, Factor, FactorStatus, Worth, factor_key,
};

use super::Both;
use super::words::{instead, or};

impl Both {
    /// A factor by the name that residents know, and its code.
    pub(super) fn factor_name(&self, code: &str) -> String {
        match self.text(&factor_key(code)) {
            Some(name) => format!("{name} (`{code}`)"),
            None => format!("`{code}`"),
        }
    }

    pub(super) fn factor_in_full(&self, factor: &Factor) -> String {
        let status = match factor.status {
            FactorStatus::InForce => "in force",
            FactorStatus::Planned => "planned, and worth nothing yet",
        };
        let from = factor.from.map(|day| format!(" from {day}"));
        format!(
            "{}, worth {}, {status}{}",
            self.factor_name(&factor.code),
            worth(factor.points),
            from.unwrap_or_default()
        )
    }

    pub(super) fn factor_part(&self, change: &FactorChange) -> String {
        let text = |group: &str, code: &str| self.named(group, code);
        // A sentence by itself, which becomes a part of another one here.
        let part = |group: &str, code: &str| text(group, code).trim_end_matches('.').to_owned();
        match change {
            FactorChange::Category(it) => instead(
                "is listed under",
                text("category", &it.from),
                text("category", &it.to),
            ),
            FactorChange::Direction(it) => match it.to {
                Direction::Gain => "adds points, instead of taking them".to_owned(),
                Direction::Loss => "takes points, instead of adding them".to_owned(),
            },
            FactorChange::Points(it) => format!(
                "{}; entries that are recorded keep theirs",
                instead("is worth", worth(it.from), worth(it.to))
            ),
            FactorChange::Authority(it) => instead(
                "is reported by",
                text("authority", &it.from),
                text("authority", &it.to),
            ),
            FactorChange::Basis(it) => {
                instead("rests on", text("basis", &it.from), text("basis", &it.to))
            }
            FactorChange::ValidityMonths(it) => format!(
                "{}; entries that are recorded keep their day",
                instead("counts", months(it.from), months(it.to))
            ),
            FactorChange::Cap(it) => instead("moves a score by", cap(it.from), cap(it.to)),
            FactorChange::Status(it) => match it.to {
                FactorStatus::InForce => "is in force, and no longer only planned".to_owned(),
                FactorStatus::Planned => "is only planned, and no longer in force".to_owned(),
            },
            FactorChange::From { from, to } => instead(
                "counts for what happens from",
                or(*from, "any day"),
                or(*to, "any day"),
            ),
            FactorChange::Caution(it) => match &it.to {
                None => "carries no caution any more".to_owned(),
                Some(code) => format!("carries the caution: {}", part("caution", code)),
            },
            FactorChange::WaitMonths(it) => instead("takes", wait(it.from), wait(it.to)),
            FactorChange::Repair(it) => match (&it.from, &it.to) {
                (_, None) => "can no longer be repaired".to_owned(),
                (before, Some(code)) => format!(
                    "can be repaired{} when this is settled: {}",
                    if before.is_some() { "" } else { " from now on" },
                    part("repair", code)
                ),
            },
        }
    }
}

fn worth(worth: Worth) -> String {
    match worth {
        Worth::Fixed(points) => format!("{points:+} points"),
        Worth::Between(range) => format!("{:+} to {:+} points", range.min, range.max),
    }
}

fn months(months: Option<u32>) -> String {
    months.map_or_else(|| "for good".to_owned(), |it| format!("for {it} months"))
}

fn wait(months: Option<u32>) -> String {
    months.map_or_else(
        || "no wait between two times".to_owned(),
        |it| format!("{it} months between two times"),
    )
}

fn cap(cap: Option<Cap>) -> String {
    cap.map_or_else(
        || "any number of points".to_owned(),
        |it| match it.per {
            CapPeriod::Year => format!("at most {} points a year", it.points),
        },
    )
}
