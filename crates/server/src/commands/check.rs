//! `citizen-score rulebook check FILE`.

use super::No;
use super::files::read_rulebook;
use super::options::{RulebookCommand, RulebookOptions};

/// Says whether a rulebook is valid.
pub fn run(options: &RulebookOptions) -> Result<(), No> {
    let RulebookCommand::Check { file } = &options.command;
    let (rulebook, _) = read_rulebook(file)?;
    let data = rulebook.data();
    println!(
        "{}: valid: {} {}, with {} tiers, {} factors and {} effects",
        file.display(),
        data.id,
        data.version,
        data.tiers.len(),
        data.factors.len(),
        data.effects.len()
    );
    Ok(())
}
