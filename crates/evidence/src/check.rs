//! From bytes to a verdict, and to the bytes that are sent.

use serde::{Deserialize, Serialize};

use crate::fault::{Damage, EvidenceFault};
use crate::jpeg::Jpeg;
use crate::kind::FileKind;
use crate::png::Png;
use crate::{MOST_BYTES, MOST_PIXELS, MOST_SIDE, pdf};

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    /// Its kind.
    pub kind: FileKind,
    /// For a picture, its size as stored, before it is turned the way the camera was held.
    pub size: Option<PictureSize>,
}

impl Inspected {
    /// Whether the file keeps what it says about its author and its making, so that the resident has
    /// to be told: true for a PDF, which is sent as it is.
    pub const fn keeps_metadata(&self) -> bool {
        !self.kind.is_picture()
    }
}

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl PictureSize {
    /// A size that can be shown.
    pub(crate) fn checked(width: u32, height: u32) -> Result<Self, EvidenceFault> {
        let fits = width <= MOST_SIDE
            && height <= MOST_SIDE
            && u64::from(width) * u64::from(height) <= MOST_PIXELS;
        if fits {
            Ok(Self { width, height })
        } else {
            Err(EvidenceFault::TooManyPixels { width, height })
        }
    }
}

/// A file that was read.
enum File<'a> {
    Pdf(&'a [u8]),
    Jpeg(Jpeg<'a>),
    Png(Png<'a>),
}

impl<'a> File<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, EvidenceFault> {
        check_size(bytes.len() as u64)?;
        match FileKind::of(bytes).ok_or(EvidenceFault::UnknownType)? {
            FileKind::Pdf => pdf::check(bytes).map(|()| Self::Pdf(bytes)),
            FileKind::Jpeg => Jpeg::read(bytes).map(Self::Jpeg),
            FileKind::Png => Png::read(bytes).map(Self::Png),
        }
    }

    const fn inspected(&self) -> Inspected {
        let (kind, size) = match self {
            Self::Pdf(_) => (FileKind::Pdf, None),
            Self::Jpeg(it) => (FileKind::Jpeg, Some(it.size)),
            Self::Png(it) => (FileKind::Png, Some(it.size)),
        };
        Inspected { kind, size }
    }

    fn stripped(&self) -> Result<Vec<u8>, EvidenceFault> {
        let bytes = match self {
            Self::Pdf(bytes) => bytes.to_vec(),
            Self::Jpeg(it) => it.written(),
            Self::Png(it) => it.written(),
        };
        // A colour profile that was packed is written unpacked, so a file at the limit can grow.
        check_size(bytes.len() as u64)?;
        Ok(bytes)
    }
}

/// Whether a file of this size may be sent; for asking before it is read.
///
/// # Errors
/// [`EvidenceFault::Empty`] and [`EvidenceFault::TooLarge`].
pub const fn check_size(bytes: u64) -> Result<(), EvidenceFault> {
    match bytes {
        0 => Err(EvidenceFault::Empty),
        1..=MOST_BYTES => Ok(()),
        _ => Err(EvidenceFault::TooLarge { bytes }),
    }
}

/// What the file is, by its content.
///
/// A picture is looked through to its end, and the packed pixels of a PNG are unpacked, into a window
/// and not into memory, up to what its size has room for. What follows a picture's end is no fault,
/// since many phones add something there: [`strip`] cuts it off. Of a PDF, only beginning and end are
/// looked at.
///
/// # Errors
/// The first [`EvidenceFault`] that was found.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, EvidenceFault> {
    File::read(bytes).map(|it| it.inspected())
}

/// The file as it is sent: a picture with its pixels, the colours they mean and the side that is up,
/// and nothing else; a PDF unchanged.
///
/// A stripped picture is the same when it is stripped again.
///
/// # Errors
/// As [`inspect`], and [`EvidenceFault::Damaged`] where `inspected` is of another file.
pub fn strip(bytes: &[u8], inspected: &Inspected) -> Result<Vec<u8>, EvidenceFault> {
    let file = File::read(bytes)?;
    if file.inspected() != *inspected {
        return Err(Damage::Header.of(inspected.kind));
    }
    file.stripped()
}

/// [`inspect`] and [`strip`] in one, reading the file only once.
///
/// # Errors
/// As [`inspect`].
pub fn prepare(bytes: &[u8]) -> Result<(Inspected, Vec<u8>), EvidenceFault> {
    let file = File::read(bytes)?;
    Ok((file.inspected(), file.stripped()?))
}

/// As [`inspect`], for whoever receives a file: a picture has to be as [`strip`] leaves it.
///
/// # Errors
/// As [`inspect`], and [`EvidenceFault::NotStripped`].
pub fn accept(bytes: &[u8]) -> Result<Inspected, EvidenceFault> {
    let file = File::read(bytes)?;
    let inspected = file.inspected();
    if inspected.kind.is_picture() && file.stripped()? != bytes {
        return Err(EvidenceFault::NotStripped);
    }
    Ok(inspected)
}
