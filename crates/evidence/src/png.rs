//! A PNG: its chunks, its header, and its pixels as far as their size goes.
//!
//! Kept are the header, the palette, the pixels, transparency, and what the colours mean. All other
//! chunks that a reader may pass over (texts, times, thumbnails, what programs add) are left out, and
//! packed texts are never unpacked.

mod chunk;
mod header;
mod pixels;
mod written;

use crate::check::PictureSize;
use crate::fault::{Damage, EvidenceFault};
use crate::kind::FileKind;
use crate::reader::Reader;
use crate::{orientation, profile};
use chunk::Chunk;
use header::Header;

/// How a PNG begins.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Most chunks. Encoders that write small ones make about a thousand of 5 MB.
const MOST_CHUNKS: usize = 10_000;

/// Most bytes of a colour profile, unpacked; of a larger one, the picture does without.
const MOST_PROFILE: usize = 1024 * 1024;

/// Chunks of a fixed size that say what the colours mean, in the order in which they are written.
const COLOURS: [(&[u8; 4], usize); 4] = [(b"cICP", 4), (b"sRGB", 1), (b"gAMA", 4), (b"cHRM", 32)];

/// A PNG that was read.
pub(crate) struct Png<'a> {
    /// Its size.
    pub(crate) size: PictureSize,
    header: &'a [u8],
    colours: [Option<&'a [u8]>; COLOURS.len()],
    has_profile: bool,
    profile: Option<Vec<u8>>,
    palette: Option<&'a [u8]>,
    transparency: Option<&'a [u8]>,
    orientation: Option<u8>,
    /// The packed pixels of all chunks together, without what follows them.
    packed: Vec<u8>,
    pixels: Pixels,
}

impl<'a> Png<'a> {
    /// Reads all chunks, and unpacks the pixels to see that there are as many as the header says.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, EvidenceFault> {
        let damaged = |what: Damage| what.of(FileKind::Png);
        let mut reader = Reader::new(bytes.get(SIGNATURE.len()..).unwrap_or_default());
        let first = Chunk::read(&mut reader).map_err(damaged)?;
        let header = Header::read(&first)?;
        let mut png = Self {
            size: header.size,
            header: first.contents,
            colours: [None; COLOURS.len()],
            has_profile: false,
            profile: None,
            palette: None,
            transparency: None,
            orientation: None,
            packed: Vec::new(),
            pixels: Pixels::Ahead,
        };
        for _ in 0..MOST_CHUNKS {
            let chunk = Chunk::read(&mut reader).map_err(damaged)?;
            if png.take(&chunk, &header)? == Pixels::Ended {
                return png.with_pixels(&header);
            }
        }
        Err(damaged(Damage::Pieces))
    }

    /// Takes the next chunk in, and says how far the pixels are then.
    fn take(&mut self, chunk: &Chunk<'a>, header: &Header) -> Result<Pixels, EvidenceFault> {
        let is_pixels = &chunk.kind == b"IDAT";
        if self.pixels == Pixels::Here && !is_pixels {
            self.pixels = Pixels::Behind;
        }
        match (&chunk.kind, self.pixels) {
            (b"IDAT", Pixels::Ahead | Pixels::Here) => {
                self.pixels = Pixels::Here;
                self.packed.extend_from_slice(chunk.contents);
            }
            (b"IEND", Pixels::Behind) if chunk.contents.is_empty() => self.pixels = Pixels::Ended,
            (b"PLTE", Pixels::Ahead) if self.palette.is_none() => {
                let checked = header.check_palette(chunk.contents);
                checked.map_err(|it| it.of(FileKind::Png))?;
                self.palette = Some(chunk.contents);
            }
            (b"IDAT" | b"IEND" | b"PLTE" | b"IHDR", _) => {
                return Err(Damage::Order.of(FileKind::Png));
            }
            (b"acTL", _) => return Err(EvidenceFault::Animated),
            _ if chunk.is_needed() => return Err(Damage::Part.of(FileKind::Png)),
            _ => self.take_what_is_kept(chunk, header),
        }
        Ok(self.pixels)
    }

    /// Keeps of a chunk that may be passed over what a picture needs to look right. Where a chunk
    /// stands twice, or too late to be heeded, or is not sound, it is left out.
    fn take_what_is_kept(&mut self, chunk: &Chunk<'a>, header: &Header) {
        let is_ahead = self.pixels == Pixels::Ahead;
        let is_early = is_ahead && self.palette.is_none();
        match &chunk.kind {
            b"eXIf" if self.orientation.is_none() => {
                self.orientation = orientation::read(chunk.contents);
            }
            b"iCCP" if is_early && !self.has_profile => {
                // Only one is ever unpacked, or thousands of small ones would take a phone a minute.
                self.has_profile = true;
                self.profile = unpacked(chunk.contents).and_then(|it| profile::bare(&it));
            }
            b"tRNS" if is_ahead && self.transparency.is_none() => {
                let is_sound = header.fits_transparency(chunk.contents, self.palette);
                self.transparency = is_sound.then_some(chunk.contents);
            }
            kind if is_early => {
                let places = COLOURS.iter().zip(&mut self.colours);
                for ((name, size), place) in places {
                    if kind == *name && chunk.contents.len() == *size && place.is_none() {
                        *place = Some(chunk.contents);
                    }
                }
            }
            _ => {}
        }
    }

    /// The picture, where the packed pixels are as many as the header says. Bytes behind the packed
    /// pixels are nothing that a reader shows, and are cut off.
    fn with_pixels(mut self, header: &Header) -> Result<Self, EvidenceFault> {
        if header.needs_palette() && self.palette.is_none() {
            return Err(Damage::Order.of(FileKind::Png));
        }
        // Beside full colours a palette is only a hint for old displays.
        if !header.needs_palette() {
            self.palette = None;
        }
        let used = pixels::unpack(&self.packed, header.unpacked_bytes())?;
        self.packed.truncate(used);
        Ok(self)
    }
}

/// How far a reader is: the chunks of pixels follow each other, with no other between.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pixels {
    Ahead,
    Here,
    Behind,
    /// Behind the last chunk.
    Ended,
}

/// The colour profile in a chunk: a name, how it is packed (there is one way), and it, packed.
fn unpacked(chunk: &[u8]) -> Option<Vec<u8>> {
    let end = chunk.iter().position(|it| *it == 0)?;
    let packed = chunk.get(end + 1..)?.strip_prefix(&[0])?;
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MOST_PROFILE).ok()
}
