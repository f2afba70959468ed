//! `citizen-score standing`: the rules at work on two files, without a database.

use chrono::NaiveDate;
use citizen_score_contract::RulebookRef;
use citizen_score_rules::{Outcome, Points, Standing, assess};
use serde::Serialize;

use super::entries::read_ledger;
use super::files::read_rulebook;
use super::options::StandingOptions;
use super::{No, say};

/// What is printed.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    standing: Standing,
    as_of: NaiveDate,
    rulebook: RulebookRef,
    entries: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    factor: &'a str,
    points: Points,
    #[serde(flatten)]
    outcome: Outcome,
}

/// Computes and prints a standing.
pub fn run(options: &StandingOptions) -> Result<(), No> {
    let (rulebook, _) = read_rulebook(&options.rulebook)?;
    let name = options.entries.display().to_string();
    let ledger = read_ledger(&options.entries)?;
    let assessment = assess(&rulebook, &ledger, options.as_of)
        .map_err(|error| No::new(format!("{name}: points: {error}")))?;
    let rows = ledger
        .entries()
        .iter()
        .zip(assessment.outcomes)
        .map(|(entry, outcome)| Row {
            id: &entry.id,
            factor: &entry.factor,
            points: entry.points,
            outcome,
        });
    let data = rulebook.data();
    let report = Report {
        standing: assessment.standing,
        as_of: options.as_of,
        rulebook: RulebookRef {
            id: data.id.clone(),
            version: data.version.clone(),
        },
        entries: rows.collect(),
    };
    say(format_args!("{}", serde_json::to_string_pretty(&report)?))?;
    Ok(())
}
