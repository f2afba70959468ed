//! The entries of one resident in a file that an operator names.

use std::path::Path;

use citizen_score_rules::{Entry, Ledger};

use super::No;
use super::files::open_file;
use crate::import::{Line, LineError, Lines, place_of, read_line};

/// Entries in the order of the file, and the line of each by its id.
type Read = (Vec<Entry>, Vec<(String, usize)>);

/// Reads a ledger: one JSON object a line.
pub fn read_ledger(path: &Path) -> Result<Ledger, No> {
    let name = path.display().to_string();
    let (entries, places) = read_entries(path, &name)?;
    Ledger::new(entries).map_err(|error| {
        // A ledger only complains about an entry of the file.
        let places = places.iter().map(|(id, line)| (id.as_str(), *line));
        let line = place_of(&error, places).unwrap_or_default();
        No::new(format!("{name}:{line}: {}: {}", error.field, error.problem))
    })
}

/// All entries of the file, and the line of each.
fn read_entries(path: &Path, name: &str) -> Result<Read, No> {
    let mut lines = Lines::new(open_file(path)?);
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
            places.push((entry.id.to_string(), number));
            entries.push(*entry);
        }
    }
}
