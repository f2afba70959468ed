//! The course of the score: where it was, where it is, and where it goes by itself.

use chrono::NaiveDate;
use citizen_score_rules::forecast::Forecast;
use citizen_score_rules::timeline::{TimelinePoint, thin, timeline};
use citizen_score_rules::{Ledger, Rulebook, Standing, Text};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::outlook::count;

/// Most points of past and future each.
pub const MOST_POINTS: u32 = 1000;

/// Points for a chart and its table. Thinned out, they keep the highest and the lowest of each stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Today.
    pub as_of: NaiveDate,
    /// The standing today.
    pub today: Standing,
    /// Days of the past on which the score changed, in all.
    pub past_in_all: u32,
    /// These, or some of them, in order.
    pub past: Vec<TimelinePoint>,
    /// Days to come on which an entry lapses or begins to count, in all.
    pub future_in_all: u32,
    /// These, or some of them, in order, assuming nothing new.
    pub future: Vec<TimelinePoint>,
}

pub(crate) fn course(
    rulebook: &Rulebook,
    ledger: &Ledger,
    forecast: &Forecast,
    most: u32,
) -> Result<Course, Fault> {
    let most = most.clamp(2, MOST_POINTS) as usize;
    let past = timeline(rulebook, ledger, forecast.as_of)?;
    let future: Vec<TimelinePoint> = forecast
        .steps
        .iter()
        .map(|step| TimelinePoint {
            on: step.on,
            score: step.standing.score,
            tier: Text::from(step.standing.tier.as_str()),
        })
        .collect();
    Ok(Course {
        as_of: forecast.as_of,
        today: forecast.today.clone(),
        past_in_all: count(past.len()),
        past: thin(&past, most),
        future_in_all: count(future.len()),
        future: thin(&future, most),
    })
}
