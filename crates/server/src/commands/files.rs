//! The files that an operator names, and the rulebook where none is named.

use std::fs::File;
use std::io::{BufReader, Error, ErrorKind, Read as _};
use std::path::Path;

use citizen_score_rules::Rulebook;

use super::No;
use crate::store::Store;

/// Opens a file to be read piece by piece.
pub fn open_file(path: &Path) -> Result<BufReader<File>, No> {
    // Opening a folder works, and only reading it fails.
    if path.is_dir() {
        return Err(unreadable(path, &Error::from(ErrorKind::IsADirectory)));
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(BufReader::new(file))
}

/// Reads a rulebook file: what it says, and its text.
pub fn read_rulebook(path: &Path) -> Result<(Rulebook, String), No> {
    let mut text = String::new();
    open_file(path)?
        .read_to_string(&mut text)
        .map_err(|error| unreadable(path, &error))?;
    // Some editors begin a file with a byte order mark.
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let rulebook = Rulebook::from_json(&text)
        .map_err(|error| No::new(format!("{}: {error}", path.display())))?;
    Ok((rulebook, text))
}

/// The rulebook that was last applied to a database.
pub async fn rulebook_in_use(store: &Store) -> Result<Rulebook, No> {
    let text = store.rulebook_in_use().await?;
    let text = text.ok_or_else(|| {
        No::new("no rulebook was applied to this database yet; name one with --rulebook")
    })?;
    Ok(Rulebook::from_json(&text)?)
}

/// Opens a database, which must be there: whoever only looks makes nothing.
pub async fn open_existing(address: &str) -> Result<Store, No> {
    if !Store::is_there(address)? {
        return Err(No::new(format!("there is no database {address}")));
    }
    Ok(Store::open(address).await?)
}

/// Why a file cannot be read.
pub fn unreadable(path: &Path, error: &Error) -> No {
    let why = match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; name a file".to_owned(),
        ErrorKind::PermissionDenied => "this user may not read it".to_owned(),
        ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    No::new(format!("{}: cannot be read: {why}", path.display()))
}
