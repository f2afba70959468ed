//! PNGs, chunk by chunk.

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::built::{exif, profile};

/// A chunk: its kind and its contents.
pub type Chunk = ([u8; 4], Vec<u8>);

/// CRC-32, bit by bit: slow, and another writing than the one under test.
pub fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 * (sum & 1));
        }
    }
    !sum
}

/// A file of these chunks.
pub fn file(chunks: &[Chunk]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, contents) in chunks {
        let body = [kind.as_slice(), contents].concat();
        out.extend(u32::try_from(contents.len()).unwrap().to_be_bytes());
        out.extend(&body);
        out.extend(crc(&body).to_be_bytes());
    }
    out
}

/// The chunks of a file, as far as they can be read.
pub fn chunks(file: &[u8]) -> Vec<Chunk> {
    let mut rest = &file[8..];
    let mut out = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        if after.len() < length.saturating_add(8) {
            break;
        }
        out.push((
            after[..4].try_into().unwrap(),
            after[4..4 + length].to_vec(),
        ));
        rest = &after[length + 8..];
    }
    out
}

/// The kinds of the chunks of a file, as words.
pub fn kinds(file: &[u8]) -> Vec<String> {
    chunks(file)
        .iter()
        .map(|it| String::from_utf8(it.0.to_vec()).unwrap())
        .collect()
}

/// A header.
pub fn header(width: u32, height: u32, depth: u8, colours: u8, passes: u8) -> Chunk {
    let mut out = width.to_be_bytes().to_vec();
    out.extend(height.to_be_bytes());
    out.extend([depth, colours, 0, 0, passes]);
    (*b"IHDR", out)
}

/// Pixels, packed.
pub fn pixels(unpacked: &[u8]) -> Chunk {
    (*b"IDAT", compress_to_vec_zlib(unpacked, 6))
}

/// The last chunk.
pub fn end() -> Chunk {
    (*b"IEND", Vec::new())
}

/// A packed profile with a name.
pub fn packed_profile(profile: &[u8]) -> Chunk {
    let mut out = b"PROFILE-SCREEN\0\0".to_vec();
    out.extend(compress_to_vec_zlib(profile, 6));
    (*b"iCCP", out)
}

/// Two by two pixels of full colours, and nothing else.
pub fn plain() -> Vec<Chunk> {
    vec![
        header(2, 2, 8, 2, 0),
        pixels(&[0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12]),
        end(),
    ]
}

/// The same with everything that programs and phones add, orientation 6, and something behind the end.
pub fn full() -> Vec<u8> {
    let text = |it: &str| it.as_bytes().to_vec();
    let mut packed_text = text("Comment\0\0");
    packed_text.extend(compress_to_vec_zlib(b"COMMENT-TWO", 0));
    let [head, pixels, end] = plain().try_into().unwrap();
    let mut out = file(&[
        head,
        (*b"tEXt", text("Author\0TEXT-AUTHOR")),
        (*b"gAMA", vec![0, 0, 0xB1, 0x8F]),
        packed_profile(&profile(2)),
        (*b"zTXt", packed_text),
        (
            *b"iTXt",
            text("XML:com.adobe.xmp\0\0\0\0\0<x>XMP-CREATOR</x>"),
        ),
        (*b"tIME", vec![7, 0xE8, 1, 2, 3, 4, 5]),
        (*b"eXIf", exif(6, true)),
        (*b"prVt", text("THUMBNAIL-FACE")),
        pixels,
        (*b"tEXt", text("Comment\0COMMENT-ONE")),
        end,
    ]);
    out.extend(b"BEHIND-THE-END");
    out
}
