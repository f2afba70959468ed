//! `citizen-score standing`: the rules at work on two files, without a database.

use chrono::NaiveDate;
use citizen_score_contract::RulebookRef;
use citizen_score_rules::{Entry, EntryId, Ledger, Outcome, Points, Standing, assess};
use serde::Serialize;

use super::files::{open_file, read_rulebook};
use super::options::StandingOptions;
use super::{No, say};
use crate::import::{Line, LineError, Lines, place_of, read_line};

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

/// Entries in the order of the file, and the line of each by its id.
type Read = (Vec<Entry>, Vec<(EntryId, usize)>);

/// Computes and prints a standing.
pub fn run(options: &StandingOptions) -> Result<(), No> {
    let (rulebook, _) = read_rulebook(&options.rulebook)?;
    let name = options.entries.display().to_string();
    let (entries, places) = read_entries(options, &name)?;
    let ledger = Ledger::new(entries).map_err(|error| {
        // A ledger only complains about an entry of the file.
        let places = places.iter().map(|(id, line)| (id.as_str(), *line));
        let line = place_of(&error, places).unwrap_or_default();
        No::new(format!("{name}:{line}: {}: {}", error.field, error.problem))
    })?;
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

/// All entries of the file, and the line of each.
fn read_entries(options: &StandingOptions, name: &str) -> Result<Read, No> {
    let mut lines = Lines::new(open_file(&options.entries)?);
    let (mut entries, mut places, mut owner) = (Vec::new(), Vec::new(), None);
    loop {
        let next = lines.next_line();
        let next = next.map_err(|(line, error)| No::new(format!("{name}:{line}: {error}")))?;
        let Some((number, text)) = next else {
            return Ok((entries, places));
        };
        let at = |error: LineError| No::new(format!("{name}:{number}: {error}"));
        let (resident, entry) = match read_line(&text).map_err(at)? {
            Line::Registration { resident, .. } => (Some(resident), None),
            Line::Entry { resident, entry } => (resident, Some(entry)),
        };
        if let Some(resident) = resident
            && *owner.get_or_insert_with(|| resident.clone()) != resident
        {
            return Err(at(LineError::new(
                "resident",
                "is another than on the lines before",
            )));
        }
        if let Some(entry) = entry {
            places.push((entry.id.clone(), number));
            entries.push(*entry);
        }
    }
}
