//! The golden vectors: cases with a known answer, which every build of the rules has to give.
//!
//! Each file beside this one holds a rulebook (or the word `shared`, for `rulebook.json`), a ledger,
//! a day, and what has to come out. The expected values were worked out by hand from the
//! definition, and `how` shows the sum; they are never copied from a program's output. Where a
//! change of the code changes an answer, the code is wrong, or the definition was changed on
//! purpose, and then `how` is worked out anew.
//!
//! The file is mounted with `#[path]` by a native test and by one that runs as WebAssembly in a
//! browser; so it panics nowhere, reads no file at run time, and compares JSON with JSON: the
//! numbers and their wire format at once.

use citizen_score_rules::{Assessment, Entry, Ledger, Rulebook, assess};
use serde::Deserialize;
use serde_json::{Value, json};

macro_rules! vector {
    ($name:literal) => {
        ($name, include_str!(concat!($name, ".json")))
    };
}

/// Name and content of every vector.
pub const VECTORS: &[(&str, &str)] = &[
    vector!("new-resident"),
    vector!("morning-of-the-donation"),
    vector!("evening-before-the-donation"),
    vector!("exactly-on-a-threshold"),
    vector!("top-tier"),
    vector!("lowest-tier"),
    vector!("lapse-and-repair"),
    vector!("cap-and-kept-room"),
    vector!("cap-where-a-smaller-one-fits"),
    vector!("corrections"),
    vector!("contested-suspended"),
    vector!("contested-counts"),
    vector!("kept-within-the-range"),
    vector!("not-in-force-and-unknown"),
    vector!("midnight-in-another-zone"),
    vector!("beyond-the-type"),
    vector!("largest-score"),
];

const SHARED_RULEBOOK: &str = include_str!("rulebook.json");

/// One vector, as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    /// How the expected values were worked out, for the reader.
    #[serde(rename = "how")]
    _how: String,
    rulebook: Value,
    entries: Vec<Entry>,
    as_of: chrono::NaiveDate,
    expected: Value,
}

/// Checks every vector; one sentence for each that fails.
pub fn failures() -> Vec<String> {
    VECTORS
        .iter()
        .filter_map(|(name, file)| {
            check(file)
                .err()
                .map(|problem| format!("{name}: {problem}"))
        })
        .collect()
}

/// Checks one vector, forwards and with its entries in reverse.
///
/// # Errors
///
/// A sentence that says what is wrong with the file, or what came out instead.
pub fn check(file: &str) -> Result<(), String> {
    let vector: Vector = serde_json::from_str(file).map_err(|error| error.to_string())?;
    let rulebook = match &vector.rulebook {
        Value::String(name) if name == "shared" => SHARED_RULEBOOK.to_owned(),
        inline => inline.to_string(),
    };
    let rulebook = Rulebook::from_json(&rulebook).map_err(|error| error.to_string())?;
    let mut entries = vector.entries;
    for _ in 0..2 {
        let found = answer(&rulebook, &entries, vector.as_of)?;
        if found != vector.expected {
            return Err(format!("expected {}, found {found}", vector.expected));
        }
        entries.reverse();
    }
    Ok(())
}

/// What the rules say, as JSON.
fn answer(
    rulebook: &Rulebook,
    entries: &[Entry],
    as_of: chrono::NaiveDate,
) -> Result<Value, String> {
    let ledger = Ledger::new(entries.to_vec()).map_err(|error| error.to_string())?;
    match assess(rulebook, &ledger, as_of) {
        Ok(assessment) => described(&ledger, &assessment),
        Err(error) => Ok(json!({ "error": error.to_string() })),
    }
}

fn described(ledger: &Ledger, assessment: &Assessment) -> Result<Value, String> {
    let mut outcomes = Vec::new();
    for (entry, outcome) in ledger.entries().iter().zip(&assessment.outcomes) {
        let mut outcome = serde_json::to_value(outcome).map_err(|error| error.to_string())?;
        if let Some(fields) = outcome.as_object_mut() {
            fields.insert("entry".to_owned(), json!(entry.id));
        }
        outcomes.push(outcome);
    }
    Ok(json!({ "standing": assessment.standing, "outcomes": outcomes }))
}
