//! A PNG written anew from what is kept.

use super::{COLOURS, Png, SIGNATURE, chunk};
use crate::orientation;

impl Png<'_> {
    /// The file with what is kept, and nothing else.
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.packed.len() + 1024);
        out.extend_from_slice(SIGNATURE);
        chunk::write(&mut out, *b"IHDR", self.header);
        for ((kind, _), contents) in COLOURS.iter().zip(self.colours) {
            if let Some(contents) = contents {
                chunk::write(&mut out, **kind, contents);
            }
        }
        if let Some(profile) = &self.profile {
            chunk::write(&mut out, *b"iCCP", &named(profile));
        }
        if let Some(palette) = self.palette {
            chunk::write(&mut out, *b"PLTE", palette);
        }
        if let Some(transparency) = self.transparency {
            chunk::write(&mut out, *b"tRNS", transparency);
        }
        if let Some(orientation) = self.orientation {
            chunk::write(&mut out, *b"eXIf", &orientation::written(orientation));
        }
        chunk::write(&mut out, *b"IDAT", &self.packed);
        chunk::write(&mut out, *b"IEND", &[]);
        out
    }
}

/// The contents of a chunk with this profile, in one block as it is: a program that packs would be as
/// large as all the rest here. A bare profile is never longer than such a block can be.
fn named(profile: &[u8]) -> Vec<u8> {
    let length = u16::try_from(profile.len()).unwrap_or(u16::MAX);
    let mut out = b"ICC\0\0\x78\x01\x01".to_vec();
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(profile);
    out.extend_from_slice(&adler(profile).to_be_bytes());
    out
}

/// Adler-32, the checksum of zlib.
fn adler(bytes: &[u8]) -> u32 {
    let step = |(low, high): (u32, u32), byte: &u8| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    };
    let (low, high) = bytes.iter().fold((1, 0), step);
    (high << 16) | low
}
