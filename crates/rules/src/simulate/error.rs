//! Why something cannot be simulated.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::points::{Points, PointsError};
use crate::rulebook::Direction;

/// Why a simulation cannot be made, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SimulationError {
    /// There are more supposed entries than a simulation takes.
    #[error("{given} supposed entries are too many; at most {most} are taken")]
    TooMany {
        /// How many there are.
        given: usize,
        /// How many are taken.
        most: usize,
    },
    /// One of the supposed entries cannot be.
    #[error("supposed entry {}: {problem}", index + 1)]
    At {
        /// Which one, from 0.
        index: usize,
        /// What is wrong with it.
        problem: SupposedProblem,
    },
    /// A sum of points does not fit.
    #[error("{PointsError}")]
    Points,
}

impl From<PointsError> for SimulationError {
    fn from(_: PointsError) -> Self {
        Self::Points
    }
}

/// What can be wrong with a supposed entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SupposedProblem {
    /// No such factor.
    #[error("the rulebook has no factor `{factor}`")]
    UnknownFactor {
        /// The code, shortened where it is too long to show.
        factor: String,
    },
    /// The sign does not fit the factor; 0 fits none.
    #[error("points is {points}, but the factor {}", match direction {
        Direction::Gain => "adds points",
        Direction::Loss => "takes points away",
    })]
    WrongSign {
        /// The points.
        points: Points,
        /// What the factor does.
        direction: Direction,
    },
    /// The factor is not worth that much, or that little.
    #[error("points is {points}, but the factor is worth {min} to {max}")]
    OutOfWorth {
        /// The points.
        points: Points,
        /// Lowest number that the factor allows.
        min: Points,
        /// Highest number that the factor allows.
        max: Points,
    },
    /// The factor was not in force on that day, so nothing could be recorded.
    #[error("on is before {from}, the day from which the factor counts")]
    BeforeInForce {
        /// First day on which it counts.
        #[serde(deserialize_with = "crate::iso::date")]
        from: NaiveDate,
    },
    /// The day is too far from the day of the simulation.
    #[error("on is more than {years} years away from the day that is looked at")]
    TooFar {
        /// How many years away a day may be.
        years: u32,
    },
}
