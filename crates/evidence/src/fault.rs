//! What can be wrong with a file: each cause its own kind and its own sentence.

use serde::{Deserialize, Serialize};

use crate::kind::FileKind;
use crate::{MOST_BYTES, MOST_PIXELS, MOST_SIDE};

/// Why a file cannot be attached. In JSON: an object with the kind as `fault`, and its particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum EvidenceFault {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than may be sent.
    #[error("the file has {bytes} bytes, and may have {MOST_BYTES} at most")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// It is none of the three kinds, whatever its name says.
    #[error("the file is not a PDF, a JPEG or a PNG, whatever its name says")]
    UnknownType,
    /// It begins as one of the kinds, and cannot be read as one.
    #[error("the {kind} is damaged: {what}")]
    Damaged {
        /// What it begins as.
        kind: FileKind,
        /// What is wrong with it.
        what: Damage,
    },
    /// The picture is too large to be shown on a phone.
    #[error(
        "the picture has {width} by {height} pixels, and may have {MOST_PIXELS} in all and {MOST_SIDE} along a side at most"
    )]
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// More is packed into the picture than its size has room for: a mistake, or a trap for the
    /// program that opens it.
    #[error("more is packed into the picture than the {bytes} bytes that its size has room for")]
    TooMuchInside {
        /// Bytes that its size has room for, unpacked.
        bytes: u64,
    },
    /// The picture moves.
    #[error("the picture moves; only a still one can be attached")]
    Animated,
    /// A JPEG of a form that browsers do not show.
    #[error("the picture is a JPEG of a form that browsers cannot show")]
    NotShowable,
    /// A PDF is followed by something else.
    #[error("the PDF is followed by {bytes} bytes that are not part of it")]
    TrailingBytes {
        /// Bytes after its end.
        bytes: u64,
    },
    /// A picture came with more than the picture; only [`accept`](crate::accept) says so.
    #[error("the picture still says more than it shows, such as where it was taken")]
    NotStripped,
}

/// What is wrong with a damaged file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// It ends in the middle.
    #[error("it breaks off")]
    BreaksOff,
    /// Its header says what cannot be.
    #[error("its header cannot be read")]
    Header,
    /// A part of it cannot be read, or is none that such a file may have.
    #[error("a part of it cannot be read")]
    Part,
    /// A part of it does not fit its checksum.
    #[error("a part of it does not fit its checksum")]
    Checksum,
    /// Parts are missing, doubled or out of order.
    #[error("its parts are not all there, or not in their order")]
    Order,
    /// It is in more pieces than any sound file.
    #[error("it is in too many pieces")]
    Pieces,
    /// The packed pixels cannot be unpacked, or are too few.
    #[error("its pixels cannot be unpacked, or some are missing")]
    Pixels,
}

impl Damage {
    /// The fault in a file of this kind.
    pub(crate) const fn of(self, kind: FileKind) -> EvidenceFault {
        EvidenceFault::Damaged { kind, what: self }
    }
}
