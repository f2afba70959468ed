//! Saving what is attached to a case.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use crate::cases::office::SavedFile;
use crate::commands::{No, say};

/// Saves files into a folder, which is made where it is missing. No file that is there is written over.
pub fn save(folder: &Path, files: &[SavedFile]) -> Result<(), No> {
    std::fs::create_dir_all(folder)
        .map_err(|error| No::new(format!("{}: cannot be made: {error}", folder.display())))?;
    for file in files {
        let path = folder.join(&file.name);
        let wrong = |error| No::new(format!("{}: cannot be saved: {error}", path.display()));
        // For this user alone: it is about a person.
        let mut to = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(wrong)?;
        to.write_all(&file.content).map_err(wrong)?;
    }
    if files.is_empty() {
        say(format_args!("nothing is attached"))?;
    }
    Ok(())
}
