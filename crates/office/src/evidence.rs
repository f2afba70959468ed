//! Files that belong to a case: what they are by their content, and what they are called.

use citizen_score_contract::EvidenceKind;
use citizen_score_evidence::{FileKind, accept, check_name};

/// What a file is, by its content alone. A picture has to be freed of all that it says beside itself.
///
/// # Errors
///
/// A sentence that says why it cannot be attached.
pub fn kind_of(content: &[u8]) -> Result<EvidenceKind, String> {
    match accept(content) {
        Ok(inspected) => Ok(match inspected.kind {
            FileKind::Pdf => EvidenceKind::Pdf,
            FileKind::Jpeg => EvidenceKind::Jpeg,
            FileKind::Png => EvidenceKind::Png,
        }),
        Err(fault) => Err(fault.to_string()),
    }
}

/// The name under which a file is shown: nothing in it is a path, or changes how other text is seen.
#[must_use]
pub fn shown_name(name: &str, kind: EvidenceKind) -> String {
    check_name(name, file_kind(kind))
}

/// The usual ending of a file's name.
#[must_use]
pub const fn extension(kind: EvidenceKind) -> &'static str {
    file_kind(kind).extension()
}

/// The media type under which a file is sent.
#[must_use]
pub const fn media_type(kind: EvidenceKind) -> &'static str {
    file_kind(kind).media_type()
}

const fn file_kind(kind: EvidenceKind) -> FileKind {
    match kind {
        EvidenceKind::Pdf => FileKind::Pdf,
        EvidenceKind::Jpeg => FileKind::Jpeg,
        EvidenceKind::Png => FileKind::Png,
    }
}

/// Whether a text is a digest as this server writes it: SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}
