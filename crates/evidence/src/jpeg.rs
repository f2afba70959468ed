//! A JPEG: its segments, from the first marker to the last, and nothing behind that.
//!
//! Kept are the frame, the tables, the scans, and what the colours mean; from what cameras and
//! programs add, only the side that is up. Comments and additions between scans go as those before
//! them do, and so does all that follows the end: thumbnails, second pictures, films, archives.
//! Whether the scans can be decoded is not looked at; the preview shows that.

mod scan;
mod segment;
mod tables;
mod written;

use crate::check::PictureSize;
use crate::fault::{Damage, EvidenceFault};
use crate::kind::FileKind;
use crate::reader::Reader;
use crate::{orientation, profile};
use segment::{Marker, Segment};

/// How a JPEG begins: its first marker, and the beginning of the second.
pub(crate) const SIGNATURE: &[u8] = b"\xff\xd8\xff";

/// Most segments: more than 255 parts of a profile and any number of sensible scans.
const MOST_SEGMENTS: usize = 2_000;

/// Most scans. Each can cost a reader as much as the whole picture; encoders write about ten.
const MOST_SCANS: usize = 100;

/// Names that begin what programs add.
const EXIF: &[u8] = b"Exif\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const JFIF: &[u8] = b"JFIF\0";
const ADOBE: &[u8] = b"Adobe";

/// A JPEG that was read.
pub(crate) struct Jpeg<'a> {
    /// Its size.
    pub(crate) size: PictureSize,
    /// Whether it says by JFIF what its colours mean.
    is_jfif: bool,
    /// How it says, in Adobe's way, what its colours mean.
    adobe: Option<u8>,
    orientation: Option<u8>,
    profile: Option<Vec<u8>>,
    /// Frame, tables and scans, in their order.
    kept: Vec<&'a [u8]>,
}

/// What is gathered on the way through the segments.
#[derive(Default)]
struct Found<'a> {
    size: Option<PictureSize>,
    components: u8,
    scans: usize,
    restarts: bool,
    is_jfif: bool,
    adobe: Option<u8>,
    has_exif: bool,
    orientation: Option<u8>,
    profile: Vec<(u8, u8, &'a [u8])>,
    kept: Vec<&'a [u8]>,
}

impl<'a> Jpeg<'a> {
    /// Reads all segments up to the end of the picture.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, EvidenceFault> {
        let damaged = |what: Damage| what.of(FileKind::Jpeg);
        let mut reader = Reader::new(bytes.get(2..).unwrap_or_default());
        let mut found = Found::default();
        for _ in 0..MOST_SEGMENTS {
            let segment = Segment::read(&mut reader).map_err(damaged)?;
            match segment.marker {
                Marker::End => return found.picture().ok_or(damaged(Damage::Order)),
                Marker::NotShown => return Err(EvidenceFault::NotShowable),
                Marker::Frame => found.take_frame(&segment)?,
                Marker::Tables(check) => {
                    check(segment.contents).map_err(damaged)?;
                    found.kept.push(segment.whole);
                }
                Marker::Restarts => {
                    found.restarts = tables::restarts(segment.contents).map_err(damaged)?;
                    found.kept.push(segment.whole);
                }
                Marker::Scan => found.take_scan(&segment, &mut reader).map_err(damaged)?,
                // Readers heed what is added only before the first scan.
                Marker::Added(number) if found.scans == 0 => {
                    found.take_added(number, segment.contents);
                }
                Marker::Added(_) | Marker::Comment => {}
            }
        }
        Err(damaged(Damage::Pieces))
    }
}

impl<'a> Found<'a> {
    fn take_frame(&mut self, segment: &Segment<'a>) -> Result<(), EvidenceFault> {
        let damaged = |what: Damage| what.of(FileKind::Jpeg);
        if self.size.is_some() || self.scans > 0 {
            return Err(damaged(Damage::Order));
        }
        let frame = tables::Frame::read(segment.contents).ok_or(damaged(Damage::Header))?;
        if frame.depth != 8 {
            return Err(EvidenceFault::NotShowable);
        }
        self.size = Some(PictureSize::checked(frame.width, frame.height)?);
        self.components = frame.components;
        self.kept.push(segment.whole);
        Ok(())
    }

    fn take_scan(&mut self, segment: &Segment<'a>, reader: &mut Reader<'a>) -> Result<(), Damage> {
        self.scans += 1;
        if self.size.is_none() {
            return Err(Damage::Order);
        }
        if self.scans > MOST_SCANS {
            return Err(Damage::Pieces);
        }
        tables::scan(segment.contents, self.components)?;
        let length = scan::length(reader.rest(), self.restarts)?;
        let data = reader.take(length).ok_or(Damage::BreaksOff)?;
        self.kept.push(segment.whole);
        self.kept.push(data);
        Ok(())
    }

    fn take_added(&mut self, number: u8, contents: &'a [u8]) {
        match number {
            0 if contents.starts_with(JFIF) && contents.len() >= 14 => self.is_jfif = true,
            1 if contents.starts_with(EXIF) && !self.has_exif => {
                self.has_exif = true;
                // A name, and a byte that fills it up to six.
                self.orientation = contents.get(6..).and_then(orientation::read);
            }
            2 => {
                let mut part = Reader::new(contents.strip_prefix(PROFILE).unwrap_or_default());
                if let Some([number, of]) = part.array() {
                    self.profile.push((number, of, part.rest()));
                }
            }
            14 if contents.starts_with(ADOBE) => {
                if let Some(how) = contents.get(11).filter(|it| **it <= 2) {
                    self.adobe = Some(*how);
                }
            }
            _ => {}
        }
    }

    /// The picture, if it has a frame and a scan.
    fn picture(self) -> Option<Jpeg<'a>> {
        let size = self.size.filter(|_| self.scans > 0)?;
        Some(Jpeg {
            size,
            is_jfif: self.is_jfif,
            adobe: self.adobe,
            orientation: self.orientation,
            profile: joined(&self.profile).and_then(|it| profile::bare(&it)),
            kept: self.kept,
        })
    }
}

/// The parts of a profile in their order, if each is there once. Sought and not sorted: there are 255
/// at most, and sorting would be a tenth of this crate's WebAssembly.
fn joined(parts: &[(u8, u8, &[u8])]) -> Option<Vec<u8>> {
    let count = u8::try_from(parts.len()).ok().filter(|it| *it > 0)?;
    let mut whole = Vec::new();
    for number in 1..=count {
        let (_, _, part) = parts.iter().find(|it| (it.0, it.1) == (number, count))?;
        whole.extend_from_slice(part);
    }
    Some(whole)
}
