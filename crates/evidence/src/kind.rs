//! The three kinds of files that may be attached.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of a file, by its content. In JSON: `pdf`, `jpeg`, `png`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture without loss, such as a screenshot.
    Png,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The media type under which the file is sent and served.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The usual ending of a file's name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Whether it is a picture, which has a size and is freed of its metadata.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }

    /// What the first bytes say. A file that begins so may still be damaged.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(crate::png::SIGNATURE) {
            Some(Self::Png)
        } else if bytes.starts_with(crate::jpeg::SIGNATURE) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(crate::pdf::SIGNATURE) {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        })
    }
}
