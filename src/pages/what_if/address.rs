//! The address of a simulation: what it supposes, read strictly, and written again.

use chrono::{Months, NaiveDate};
use citizen_score_rules::Rulebook;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::{FactorStatus, Worth};
use citizen_score_rules::simulate::{Hypothetical, MAX_SUPPOSED, MAX_YEARS_AWAY};

use crate::query;

/// What stands between factor, points and day of a supposed entry.
const BETWEEN: char = '*';

/// What the address supposes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Address {
    /// The day for which it is worked out; today if none.
    pub(super) on: Option<NaiveDate>,
    /// The supposed entries, all of which can be.
    pub(super) entries: Vec<Hypothetical>,
    /// The parts that could not be used. The others hold all the same.
    pub(super) unread: Vec<(String, Unread)>,
}

/// Why a part cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unread {
    /// It cannot be read at all.
    Part,
    /// The rulebook has no such factor.
    Kind,
    /// No day, or one that is too far away.
    Day,
    /// The factor is not worth that.
    Points(Worth),
    /// The factor was not in force before this day.
    Early(NaiveDate),
    /// There are enough already.
    Many,
}

impl Address {
    /// Reads a query. `today` is the day for which it is worked out where the query names none.
    pub(super) fn read(text: &str, book: &Rulebook, today: NaiveDate) -> Self {
        let pairs = query::pairs(text);
        // Entries are held against the day, wherever it stands.
        let day = |(name, value): &(String, String)| parse_date(value).filter(|_| name == "on");
        let on = pairs.iter().find_map(day);
        let mut address = Self {
            on,
            ..Self::default()
        };
        for (name, value) in pairs {
            let problem = match name.as_str() {
                "on" => (parse_date(&value) != on || on.is_none()).then_some(Unread::Day),
                "add" => address.add(&value, book, today).err(),
                _ => Some(Unread::Part),
            };
            if let Some(problem) = problem {
                address.unread.push((query::shown(&name, &value), problem));
            }
        }
        address
    }

    fn add(&mut self, value: &str, book: &Rulebook, today: NaiveDate) -> Result<(), Unread> {
        let mut parts = value.split(BETWEEN);
        let (Some(factor), Some(points), Some(on), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Unread::Part);
        };
        let known = book.factor(factor).ok_or(Unread::Kind)?;
        let entry = Hypothetical {
            factor: factor.to_owned(),
            points: points.parse().map_err(|_| Unread::Points(known.points))?,
            on: parse_date(on).ok_or(Unread::Day)?,
        };
        check(book, self.on.unwrap_or(today), &entry)?;
        if self.entries.len() >= MAX_SUPPOSED {
            return Err(Unread::Many);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The query that supposes this.
    pub(super) fn write(&self) -> String {
        let on = ("on", self.on.map(|on| on.to_string()));
        let entries = self.entries.iter().map(|it| {
            let Hypothetical { factor, points, on } = it;
            (
                "add",
                Some(format!("{factor}{BETWEEN}{points}{BETWEEN}{on}")),
            )
        });
        let pairs: Vec<_> = [on].into_iter().chain(entries).collect();
        query::write(&pairs)
    }
}

/// Whether the rules know an entry like this one, when it is looked at from the day `on`.
pub(super) fn check(book: &Rulebook, on: NaiveDate, entry: &Hypothetical) -> Result<(), Unread> {
    let factor = book.factor(&entry.factor).ok_or(Unread::Kind)?;
    if !factor.points.allows(entry.points) || entry.points == 0 {
        return Err(Unread::Points(factor.points));
    }
    let latest = on
        .min(entry.on)
        .checked_add_months(Months::new(12 * MAX_YEARS_AWAY));
    if latest.is_some_and(|latest| on.max(entry.on) > latest) {
        return Err(Unread::Day);
    }
    match factor.from {
        Some(from) if factor.status == FactorStatus::InForce && entry.on < from => {
            Err(Unread::Early(from))
        }
        _ => Ok(()),
    }
}
