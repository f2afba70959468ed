//! Files that belong to a case: what they are by their content, and what they are called.

use citizen_score_contract::EvidenceKind;
use citizen_score_contract::evidence::MOST_BYTES;

/// What a file is, by its content alone.
///
/// # Errors
///
/// A sentence that says why it cannot be attached.
pub fn kind_of(content: &[u8]) -> Result<EvidenceKind, String> {
    if content.len() > MOST_BYTES {
        return Err("the file is too large".to_owned());
    }
    if content.starts_with(b"%PDF-") {
        Ok(EvidenceKind::Pdf)
    } else if content.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Ok(EvidenceKind::Jpeg)
    } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(EvidenceKind::Png)
    } else {
        Err("the file is not a PDF, a JPEG or a PNG, whatever its name says".to_owned())
    }
}

/// The name under which a file is shown: nothing in it is a path, or changes how other text is seen.
#[must_use]
pub fn shown_name(name: &str, kind: EvidenceKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .filter(|it| !it.is_control())
        .take(100)
        .collect();
    if visible.trim().is_empty() {
        format!("file.{}", extension(kind))
    } else {
        visible
    }
}

/// The usual ending of a file's name.
#[must_use]
pub const fn extension(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Pdf => "pdf",
        EvidenceKind::Jpeg => "jpg",
        EvidenceKind::Png => "png",
    }
}

/// The media type under which a file is sent.
#[must_use]
pub const fn media_type(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Pdf => "application/pdf",
        EvidenceKind::Jpeg => "image/jpeg",
        EvidenceKind::Png => "image/png",
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
