//! A PDF: its beginning and its end, and nothing between.
//!
//! What is in a PDF (its author, scripts, attached files, whether a password opens it) is not looked
//! at: that takes a reader of PDFs, and a statement of a bank is often locked against changes and
//! still opens. So a PDF is to be served as a download, of its own media type, and never run.

use crate::fault::{Damage, EvidenceFault};
use crate::kind::FileKind;

/// How a PDF begins. Readers also accept it further on; a file that needs that is something else too.
pub(crate) const SIGNATURE: &[u8] = b"%PDF-";

/// How a PDF ends, but for white space.
const END: &[u8] = b"%%EOF";

/// Whether beginning and end are those of a PDF.
pub(crate) fn check(bytes: &[u8]) -> Result<(), EvidenceFault> {
    let version = bytes.strip_prefix(SIGNATURE).unwrap_or_default();
    if !matches!(
        version,
        [b'1', b'.', b'0'..=b'7', ..] | [b'2', b'.', b'0'..=b'9', ..]
    ) {
        return Err(Damage::Header.of(FileKind::Pdf));
    }
    let end = bytes
        .windows(END.len())
        .rposition(|it| it == END)
        .ok_or(Damage::BreaksOff.of(FileKind::Pdf))?;
    let after = bytes.get(end + END.len()..).unwrap_or_default();
    if after
        .iter()
        .all(|it| matches!(it, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' '))
    {
        Ok(())
    } else {
        Err(EvidenceFault::TrailingBytes {
            bytes: after.len() as u64,
        })
    }
}
