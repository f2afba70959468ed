//! The small parts of a JPEG that are kept, each checked to be exactly as long as it says, so that
//! nothing else rides along in them.

use crate::fault::Damage;
use crate::reader::Reader;

/// A frame: what the picture measures.
pub(super) struct Frame {
    /// Bits of one value.
    pub(super) depth: u8,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: u8,
}

impl Frame {
    /// A frame with a size; one whose height comes later is not read, as browsers do not either.
    pub(super) fn read(contents: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(contents);
        let depth = reader.byte()?;
        let (height, width) = (reader.u16()?, reader.u16()?);
        let components = reader.byte()?;
        let is_sound = height > 0
            && width > 0
            && (1..=4).contains(&components)
            && reader.rest().len() == usize::from(components) * 3;
        is_sound.then_some(Self {
            depth,
            width: u32::from(width),
            height: u32::from(height),
            components,
        })
    }
}

/// The header of a scan: which components, by which tables, and which part of each.
pub(super) fn scan(contents: &[u8], components: u8) -> Result<(), Damage> {
    let mut reader = Reader::new(contents);
    let count = reader.byte().ok_or(Damage::Part)?;
    let fits = (1..=components).contains(&count);
    if fits && reader.rest().len() == usize::from(count) * 2 + 3 {
        Ok(())
    } else {
        Err(Damage::Part)
    }
}

/// Whether decoders can begin anew within a scan.
pub(super) fn restarts(contents: &[u8]) -> Result<bool, Damage> {
    match contents {
        [high, low] => Ok((*high, *low) != (0, 0)),
        _ => Err(Damage::Part),
    }
}

/// Tables of quantisation: for each, its precision and place, and 64 values.
pub(super) fn quantisation(contents: &[u8]) -> Result<(), Damage> {
    all(contents, |reader| {
        let length = match reader.byte()? {
            0x00..=0x03 => 64,
            0x10..=0x13 => 128,
            _ => return None,
        };
        reader.take(length)
    })
}

/// Huffman tables: for each, its class and place, how many codes there are of each length, and what
/// they stand for.
pub(super) fn huffman(contents: &[u8]) -> Result<(), Damage> {
    all(contents, |reader| {
        if !matches!(reader.byte()?, 0x00..=0x03 | 0x10..=0x13) {
            return None;
        }
        let counts: [u8; 16] = reader.array()?;
        let codes: usize = counts.iter().map(|it| usize::from(*it)).sum();
        if codes > 256 {
            return None;
        }
        reader.take(codes)
    })
}

/// One table after another, to the last byte.
fn all<'a>(
    contents: &'a [u8],
    mut one: impl FnMut(&mut Reader<'a>) -> Option<&'a [u8]>,
) -> Result<(), Damage> {
    let mut reader = Reader::new(contents);
    while !reader.rest().is_empty() {
        one(&mut reader).ok_or(Damage::Part)?;
    }
    Ok(())
}
