//! `PUT`, `GET` and `DELETE /me/evidence/{digest}`: files that belong to a case.
//!
//! A file is named by its content, the SHA-256 in hexadecimal, so uploading it twice is the same as
//! once. One that no case names is deleted after a day.

use serde::{Deserialize, Serialize};

/// Largest file, in bytes: 5 MB.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// Most files of a case, and of an answer.
pub const MOST_FILES: usize = 5;

/// Most files of a resident that no case names yet.
pub const MOST_WAITING: usize = 10;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// `application/pdf`
    Pdf,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

/// A file that is attached. `PUT /me/evidence/{digest}` answers with one that has no name yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// SHA-256 of the file, in hexadecimal.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9a-f]{64}$")))]
    pub digest: String,
    /// Name of the file, as the resident has it; empty before a case names it.
    #[serde(default)]
    pub name: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// Its size in bytes.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = MOST_BYTES)))]
    pub bytes: u64,
}
