//! A chunk of a PNG: length, kind, contents and checksum.

use crate::fault::Damage;
use crate::reader::Reader;

/// A chunk that fits its checksum.
pub(super) struct Chunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) contents: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// The next chunk.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Damage> {
        let length = reader.u32().ok_or(Damage::BreaksOff)?;
        let kind: [u8; 4] = reader.array().ok_or(Damage::BreaksOff)?;
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(Damage::Part);
        }
        let length = usize::try_from(length).map_err(|_| Damage::BreaksOff)?;
        let contents = reader.take(length).ok_or(Damage::BreaksOff)?;
        let stated = reader.u32().ok_or(Damage::BreaksOff)?;
        if stated != checksum(kind, contents) {
            return Err(Damage::Checksum);
        }
        Ok(Self { kind, contents })
    }

    /// Whether a reader that does not know this chunk must give up: the first letter is a capital.
    pub(super) fn is_needed(&self) -> bool {
        self.kind.first().is_some_and(u8::is_ascii_uppercase)
    }
}

/// Writes a chunk at the end of `to`.
pub(super) fn write(to: &mut Vec<u8>, kind: [u8; 4], contents: &[u8]) {
    // What is written was read, or is small, so it fits four bytes.
    let length = u32::try_from(contents.len()).unwrap_or(u32::MAX);
    to.extend_from_slice(&length.to_be_bytes());
    to.extend_from_slice(&kind);
    to.extend_from_slice(contents);
    to.extend_from_slice(&checksum(kind, contents).to_be_bytes());
}

/// CRC-32 as in ISO 3309, over kind and contents. Our own, since the quick ones bring tables of 16 KB.
fn checksum(kind: [u8; 4], contents: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        let [low, ..] = sum.to_le_bytes();
        let known = TABLE.get(usize::from(low ^ byte)).copied();
        known.unwrap_or_default() ^ (sum >> 8)
    };
    !contents.iter().fold(kind.iter().fold(!0, step), step)
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut rest: &mut [u32] = &mut table;
    let mut number = 0;
    while let Some((place, others)) = rest.split_first_mut() {
        let mut value: u32 = number;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                0xEDB8_8320 ^ (value >> 1)
            } else {
                value >> 1
            };
            bit += 1;
        }
        *place = value;
        number += 1;
        rest = others;
    }
    table
}
