//! `citizen-score rulebook check FILE`.

use super::files::read_rulebook;
use super::options::{RulebookCommand, RulebookOptions};
use super::{No, say};

/// Says whether a rulebook is valid.
pub fn run(options: &RulebookOptions) -> Result<(), No> {
    let RulebookCommand::Check { file } = &options.command;
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
