//! Which side of a picture is up: the one thing that is kept of its EXIF.
//!
//! Cameras store a picture as the sensor saw it, and say in EXIF how the camera was held. Without
//! that, a picture that was taken upright lies on its side.

use crate::reader::Reader;

const TAG: u16 = 0x0112;
const SHORT: u16 = 3;

/// The orientation in an EXIF block (TIFF), 2 to 8; `None` where it is the ordinary one, is missing
/// or cannot be read. Of the block, only the first list of fields is looked at.
pub(crate) fn read(tiff: &[u8]) -> Option<u8> {
    let mut reader = Reader::new(tiff);
    let short: fn([u8; 2]) -> u16;
    let long: fn([u8; 4]) -> u32;
    match &reader.array::<4>()? {
        b"II*\0" => (short, long) = (u16::from_le_bytes, u32::from_le_bytes),
        b"MM\0*" => (short, long) = (u16::from_be_bytes, u32::from_be_bytes),
        _ => return None,
    }
    let start = usize::try_from(long(reader.array()?)).ok()?;
    let mut fields = Reader::new(tiff.get(start..)?);
    for _ in 0..short(fields.array()?) {
        let mut field = Reader::new(fields.take(12)?);
        if short(field.array()?) != TAG {
            continue;
        }
        let is_one_short = short(field.array()?) == SHORT && long(field.array()?) == 1;
        let value = u8::try_from(short(field.array()?)).ok()?;
        return (is_one_short && (2..=8).contains(&value)).then_some(value);
    }
    None
}

/// An EXIF block with the orientation alone.
pub(crate) const fn written(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0";
    // The value, of two bytes, is behind header (8), count (2), tag (2), type (2) and count (4).
    let (_, value) = block.split_at_mut(19);
    if let Some(low) = value.first_mut() {
        *low = orientation;
    }
    block
}
