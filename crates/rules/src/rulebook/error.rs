//! What can be wrong with a rulebook file, and where.

use serde::de::DeserializeOwned;

use crate::shown::shown;

/// Characters of a path and of a problem that an error holds; both may repeat a hostile file.
const SHOWN: usize = 300;

/// A rulebook that cannot be used: the path of the offending field, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct RulebookError {
    /// Path of the field, such as `tiers[3].from`; `rulebook` for the file as a whole.
    pub path: String,
    /// What is wrong with it, for the person who edits the file.
    pub problem: String,
}

impl RulebookError {
    /// An error at a path.
    pub(super) fn at(path: impl AsRef<str>, problem: impl AsRef<str>) -> Self {
        Self {
            path: shown(path.as_ref(), SHOWN),
            problem: shown(problem.as_ref(), SHOWN),
        }
    }
}

/// Reads JSON and says at which field it went wrong.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T, RulebookError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = read_value(&mut reader)?;
    reader
        .end()
        .map_err(|error| RulebookError::at("rulebook", error.to_string()))?;
    Ok(value)
}

type Reader<'json> = serde_json::Deserializer<serde_json::de::StrRead<'json>>;

#[cfg(feature = "field-paths")]
fn read_value<T: DeserializeOwned>(reader: &mut Reader) -> Result<T, RulebookError> {
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        // A path that ends in what could not be read ends in `?`, and the empty path is a dot.
        let known = path.trim_end_matches(['?', '.']);
        let path = if known.is_empty() { "rulebook" } else { known };
        RulebookError::at(path, error.inner().to_string())
    })
}

/// Whoever leaves out the paths leaves out the sentences too, and their code.
#[cfg(not(feature = "field-paths"))]
fn read_value<T: DeserializeOwned>(reader: &mut Reader) -> Result<T, RulebookError> {
    T::deserialize(reader).map_err(|_| RulebookError::at("rulebook", "cannot be read"))
}
