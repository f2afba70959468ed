//! A factor: one kind of deed or fact, and what it is worth.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

use crate::points::Points;

/// One kind of deed or fact that adds or takes points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Stable code; entries name it, and texts are found by it.
    pub code: String,
    /// Group for listings, such as `traffic`; key of a text.
    pub category: String,
    /// Whether it adds or takes points.
    pub direction: Direction,
    /// What one occurrence is worth, in points; negative for a loss.
    pub points: Worth,
    /// Who reports it; key of a text.
    pub authority: String,
    /// The rule it rests on; key of a text.
    pub basis: String,
    /// Calendar months after which an entry lapses; none if it counts for good.
    pub validity_months: Option<u32>,
    /// The most it can move the score in a period; none if unlimited.
    pub cap: Option<Cap>,
    /// Whether it counts yet.
    pub status: FactorStatus,
    /// First day of occurrence from which it counts, or is planned to; none where not announced.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub from: Option<NaiveDate>,
    /// What to bear in mind before doing it, such as `health`; key of a text; none for most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// Least calendar months between two occurrences, for a reason outside the scheme, such as
    /// health; none if there is none. It never changes what counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_months: Option<u32>,
    /// What must be settled before a repair can be asked for, such as `payment`; key of a text; none
    /// where the rulebook provides for no repair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
}

/// Whether a factor adds or takes points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Adds points.
    Gain,
    /// Takes points away.
    Loss,
}

/// What one occurrence is worth, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Worth {
    /// Always the same.
    Fixed(Points),
    /// The authority sets it, within these bounds (inclusive).
    Between(WorthRange),
}

/// Bounds of a worth, inclusive, in points; `min` is the lower number, also for a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorthRange {
    /// Lower bound.
    pub min: Points,
    /// Upper bound.
    pub max: Points,
}

/// Read by hand, since derived code buffers its input first and is many times larger.
impl<'de> Deserialize<'de> for Worth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WorthVisitor)
    }
}

struct WorthVisitor;

impl<'de> Visitor<'de> for WorthVisitor {
    type Value = Worth;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (min, max) = (Points::MIN, Points::MAX);
        write!(
            formatter,
            "whole points (between {min} and {max}), or an object of such `min` and `max`"
        )
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Worth, E> {
        let points = Points::try_from(number);
        points
            .map(Worth::Fixed)
            .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Worth, E> {
        let points = Points::try_from(number);
        points
            .map(Worth::Fixed)
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Worth, M::Error> {
        WorthRange::deserialize(MapAccessDeserializer::new(map)).map(Worth::Between)
    }
}

impl Worth {
    /// The lower bound, in points.
    #[must_use]
    pub fn min(self) -> Points {
        match self {
            Self::Fixed(points) => points,
            Self::Between(range) => range.min,
        }
    }

    /// The upper bound, in points.
    #[must_use]
    pub fn max(self) -> Points {
        match self {
            Self::Fixed(points) => points,
            Self::Between(range) => range.max,
        }
    }

    /// Whether an entry may carry this many points.
    #[must_use]
    pub fn allows(self, points: Points) -> bool {
        (self.min()..=self.max()).contains(&points)
    }
}

/// The most a factor can move the score in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Largest sum in the period, in points, without sign.
    pub points: Points,
    /// The period.
    pub per: CapPeriod,
}

/// The period of a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapPeriod {
    /// The calendar year in which the entry occurred.
    Year,
}

/// Whether a factor counts yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FactorStatus {
    /// It counts.
    InForce,
    /// Announced; shown, labelled, and worth nothing.
    Planned,
}

impl Factor {
    /// Whether something that occurred on this day counts as far as the factor is concerned.
    #[must_use]
    pub fn in_force_on(&self, occurred_on: NaiveDate) -> bool {
        self.status == FactorStatus::InForce && self.from.is_none_or(|from| from <= occurred_on)
    }

    /// First day on which an entry that occurred on this day no longer counts; none if it counts
    /// for good, which a day beyond the end of the calendar comes to as well.
    ///
    /// Months are calendar months: the day of the month stays, or becomes the last one of a month
    /// that is too short (31 August plus 6 months is 28 or 29 February).
    #[must_use]
    pub fn counts_until(&self, occurred_on: NaiveDate) -> Option<NaiveDate> {
        occurred_on.checked_add_months(Months::new(self.validity_months?))
    }
}
