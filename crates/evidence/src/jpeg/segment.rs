//! A segment of a JPEG: a marker, a length, and contents.

use super::tables;
use crate::fault::Damage;
use crate::reader::Reader;

/// A segment, up to the data of a scan.
pub(super) struct Segment<'a> {
    pub(super) marker: Marker,
    pub(super) contents: &'a [u8],
    /// The segment with marker and length.
    pub(super) whole: &'a [u8],
}

/// What a marker stands for (ITU-T T.81, table B.1).
#[derive(Clone, Copy)]
pub(super) enum Marker {
    /// The end of the picture.
    End,
    /// A frame that browsers show: baseline, extended or progressive, by Huffman's way.
    Frame,
    /// A frame of another process, or what only such frames need.
    NotShown,
    /// Tables, and what checks them.
    Tables(fn(&[u8]) -> Result<(), Damage>),
    /// After how many blocks a decoder can begin anew.
    Restarts,
    /// A scan; its data follow.
    Scan,
    /// What a program adds, by its number.
    Added(u8),
    /// A comment.
    Comment,
}

impl Marker {
    fn of(byte: u8) -> Option<Self> {
        Some(match byte {
            0xD9 => Self::End,
            0xC0..=0xC2 => Self::Frame,
            0xC4 => Self::Tables(tables::huffman),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF | 0xDE | 0xDF => Self::NotShown,
            0xDB => Self::Tables(tables::quantisation),
            0xDD => Self::Restarts,
            0xDA => Self::Scan,
            0xE0..=0xEF => Self::Added(byte & 0x0F),
            0xFE => Self::Comment,
            _ => return None,
        })
    }
}

impl<'a> Segment<'a> {
    /// The next segment. A marker may have more than one `FF` before it, and nothing
    /// else.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Damage> {
        let filling = reader.rest().iter().take_while(|it| **it == 0xFF).count();
        if filling == 0 {
            let is_end = reader.rest().is_empty();
            return Err(if is_end {
                Damage::BreaksOff
            } else {
                Damage::Part
            });
        }
        reader.take(filling - 1).ok_or(Damage::BreaksOff)?;
        let from = reader.rest();
        let [_, marker] = reader.array().ok_or(Damage::BreaksOff)?;
        let marker = Marker::of(marker).ok_or(Damage::Part)?;
        if matches!(marker, Marker::End) {
            return Ok(Self {
                marker,
                contents: &[],
                whole: &[],
            });
        }
        let length = reader.u16().ok_or(Damage::BreaksOff)?;
        // The length counts its own two bytes.
        let length = length.checked_sub(2).map(usize::from).ok_or(Damage::Part)?;
        let contents = reader.take(length).ok_or(Damage::BreaksOff)?;
        let whole = from.get(..length + 4).ok_or(Damage::BreaksOff)?;
        Ok(Self {
            marker,
            contents,
            whole,
        })
    }
}
