//! `citizen-score rulebook check FILE`.

use std::path::Path;

use super::files::read_rulebook;
use super::{No, say};

/// Says whether a rulebook is valid.
pub fn run(file: &Path) -> Result<(), No> {
    let (rulebook, _) = read_rulebook(file)?;
    let data = rulebook.data();
    say(format_args!(
        "{}: valid: {} {}, with {} tiers, {} factors and {} effects",
        file.display(),
        data.id,
        data.version,
        data.tiers.len(),
        data.factors.len(),
        data.effects.len()
    ))?;
    Ok(())
}
