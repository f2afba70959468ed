//! The header of a PNG, and what follows from it.

use super::chunk::Chunk;
use crate::check::PictureSize;
use crate::fault::{Damage, EvidenceFault};
use crate::kind::FileKind;
use crate::reader::Reader;

/// Pixels of a picture that comes in passes: where each pass begins and how far its pixels are apart,
/// across and down (PNG, section 8.1).
const PASSES: [(u32, u32, u32, u32); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

/// A header that can be.
pub(super) struct Header {
    pub(super) size: PictureSize,
    colours: Colours,
    /// Bits of one value.
    depth: u8,
    in_passes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    Grey,
    Full,
    Palette,
    GreyWithAlpha,
    FullWithAlpha,
}

impl Header {
    /// Reads the first chunk. The size is checked before anything else of the file is looked at.
    pub(super) fn read(first: &Chunk<'_>) -> Result<Self, EvidenceFault> {
        let (width, height, kind) = parts(first).ok_or(Damage::Header.of(FileKind::Png))?;
        let size = PictureSize::checked(width, height)?;
        let (colours, depth, in_passes) = kind;
        Ok(Self {
            size,
            colours,
            depth,
            in_passes,
        })
    }

    pub(super) fn needs_palette(&self) -> bool {
        self.colours == Colours::Palette
    }

    /// Whether these can be the colours of a palette: one at least, three bytes each, and no more
    /// than the pixels can name.
    pub(super) fn check_palette(&self, contents: &[u8]) -> Result<(), Damage> {
        let most = if self.needs_palette() {
            1 << self.depth
        } else {
            256
        };
        let (colours, rest) = contents.as_chunks::<3>();
        if rest.is_empty() && (1..=most).contains(&colours.len()) {
            Ok(())
        } else {
            Err(Damage::Part)
        }
    }

    /// Whether this can say which colours are not opaque.
    pub(super) fn fits_transparency(&self, contents: &[u8], palette: Option<&[u8]>) -> bool {
        match self.colours {
            Colours::Grey => contents.len() == 2,
            Colours::Full => contents.len() == 6,
            Colours::Palette => {
                let most = palette.map_or(0, <[u8]>::len) / 3;
                (1..=most).contains(&contents.len())
            }
            Colours::GreyWithAlpha | Colours::FullWithAlpha => false,
        }
    }

    /// Bytes of all pixels, unpacked: for each row, a byte that says how it is written, and its
    /// pixels in whole bytes. At most about 320 MB, by the most pixels that there may be.
    pub(super) fn unpacked_bytes(&self) -> u64 {
        let PictureSize { width, height } = self.size;
        if !self.in_passes {
            return self.rows(width, height);
        }
        let along = |side: u32, start: u32, step: u32| side.saturating_sub(start).div_ceil(step);
        PASSES
            .iter()
            .map(|(x, y, dx, dy)| self.rows(along(width, *x, *dx), along(height, *y, *dy)))
            .sum()
    }

    fn rows(&self, width: u32, height: u32) -> u64 {
        let values = match self.colours {
            Colours::Grey | Colours::Palette => 1,
            Colours::GreyWithAlpha => 2,
            Colours::Full => 3,
            Colours::FullWithAlpha => 4,
        };
        if width == 0 {
            return 0;
        }
        let row = (u64::from(width) * values * u64::from(self.depth)).div_ceil(8) + 1;
        row * u64::from(height)
    }
}

/// Width, height, and colours, depth and whether it comes in passes.
fn parts(first: &Chunk<'_>) -> Option<(u32, u32, (Colours, u8, bool))> {
    if &first.kind != b"IHDR" {
        return None;
    }
    let mut reader = Reader::new(first.contents);
    let (width, height) = (reader.u32()?, reader.u32()?);
    let [depth, colours, packed, filter, passes] = reader.array()?;
    let colours = match (colours, depth) {
        (0, 1 | 2 | 4 | 8 | 16) => Colours::Grey,
        (2, 8 | 16) => Colours::Full,
        (3, 1 | 2 | 4 | 8) => Colours::Palette,
        (4, 8 | 16) => Colours::GreyWithAlpha,
        (6, 8 | 16) => Colours::FullWithAlpha,
        _ => return None,
    };
    let is_sound = reader.rest().is_empty()
        && width > 0
        && height > 0
        && (packed, filter) == (0, 0)
        && passes <= 1;
    is_sound.then_some((width, height, (colours, depth, passes == 1)))
}
