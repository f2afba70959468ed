//! What can be wrong with a file, in words.

use citizen_score_contract::evidence::MOST_FILES;
use citizen_score_evidence::{EvidenceFault, FileKind};

use super::super::case_words::size_text;
use crate::format;
use crate::i18n::{I18n, Key};

pub(in crate::pages) use super::super::case_form::FILES;

/// Why a file was not taken.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// There are as many as may be.
    TooMany,
    /// The browser could not read it.
    Unreadable,
    /// It is there already.
    Twice,
    /// The browser cannot take digests.
    NoCrypto,
    /// The draft is on its way.
    NotEditable,
    /// The file itself.
    Fault(EvidenceFault),
}

/// One sentence or two: which file, what is wrong, what helps.
pub(super) fn trouble_words(i18n: I18n, file: &str, trouble: &Trouble) -> String {
    let number = |value: u64| {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        format::number(i18n.formats(), value)
    };
    let name: String = file
        .chars()
        .filter(|it| !it.is_control())
        .take(100)
        .collect();
    let named = |key: Key| i18n.fill(key, &[("file", &name)]);
    match trouble {
        Trouble::TooMany => {
            let most = number(MOST_FILES as u64);
            i18n.fill(Key::EvidenceTooMany, &[("file", &name), ("most", &most)])
        }
        Trouble::Unreadable => named(Key::EvidenceUnreadable),
        Trouble::Twice => named(Key::EvidenceTwice),
        Trouble::NoCrypto => named(Key::EvidenceNoCrypto),
        Trouble::NotEditable => named(Key::EvidenceNotEditable),
        Trouble::Fault(EvidenceFault::Empty) => named(Key::EvidenceEmpty),
        Trouble::Fault(EvidenceFault::TooLarge { bytes }) => {
            let size = size_text(i18n, *bytes);
            i18n.fill(Key::EvidenceTooLarge, &[("file", &name), ("size", &size)])
        }
        Trouble::Fault(EvidenceFault::UnknownType) => named(Key::EvidenceUnknownType),
        Trouble::Fault(EvidenceFault::Damaged { kind, .. }) => {
            let kind = kind_name(*kind);
            i18n.fill(Key::EvidenceDamaged, &[("file", &name), ("kind", kind)])
        }
        Trouble::Fault(EvidenceFault::TooManyPixels { width, height }) => {
            let sides = [*width, *height].map(|it| number(it.into()));
            let [across, down] = &sides;
            let values = [("file", name.as_str()), ("width", across), ("height", down)];
            i18n.fill(Key::EvidenceTooManyPixels, &values)
        }
        Trouble::Fault(EvidenceFault::TooMuchInside { .. }) => named(Key::EvidenceTooMuchInside),
        Trouble::Fault(EvidenceFault::Animated) => named(Key::EvidenceAnimated),
        Trouble::Fault(EvidenceFault::NotShowable | EvidenceFault::NotStripped) => {
            named(Key::EvidenceNotShowable)
        }
        Trouble::Fault(EvidenceFault::TrailingBytes { .. }) => named(Key::EvidenceTrailing),
    }
}

const fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "PDF",
        FileKind::Jpeg => "JPEG",
        FileKind::Png => "PNG",
    }
}
