//! JPEGs, segment by segment: 8 by 8 pixels of one grey, in three scans.

use crate::built::{exif, profile};

/// A segment.
pub fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap();
    [&[0xFF, marker], length.to_be_bytes().as_slice(), contents].concat()
}

/// A frame of three components.
pub fn frame(width: u16, height: u16) -> Vec<u8> {
    let mut out = vec![8];
    out.extend(height.to_be_bytes());
    out.extend(width.to_be_bytes());
    out.extend([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
    segment(0xC0, &out)
}

/// Tables: one of quantisation, and two with a single code each.
pub fn tables() -> Vec<u8> {
    let code = |place: u8| [[place, 1].as_slice(), &[0; 16]].concat();
    let huffman = [code(0x00), code(0x10)].concat();
    let quantisation = [[0].as_slice(), &[1; 64]].concat();
    [segment(0xDB, &quantisation), segment(0xC4, &huffman)].concat()
}

/// A scan of one component, with its data.
pub fn scan(component: u8) -> Vec<u8> {
    [segment(0xDA, &[1, component, 0, 0, 63, 0]), vec![0x3F]].concat()
}

/// The three scans.
pub fn scans() -> Vec<u8> {
    [scan(1), scan(2), scan(3)].concat()
}

/// A file of these pieces between first and last marker.
pub fn file(pieces: &[&[u8]]) -> Vec<u8> {
    [b"\xff\xd8".as_slice(), &pieces.concat(), b"\xff\xd9"].concat()
}

/// A picture and nothing else.
pub fn plain() -> Vec<u8> {
    file(&[&tables(), &frame(8, 8), &scans()])
}

/// JFIF, with a thumbnail of one pixel.
pub fn jfif() -> Vec<u8> {
    segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01abc")
}

/// EXIF as a segment.
pub fn exif_segment(orientation: u16) -> Vec<u8> {
    segment(
        0xE1,
        &[b"Exif\0\0".as_slice(), &exif(orientation, false)].concat(),
    )
}

/// Everything that programs and phones add before the first scan.
pub fn additions() -> Vec<u8> {
    [
        jfif(),
        segment(0xE0, b"JFXX\0\x10THUMBNAIL-FACE"),
        exif_segment(6),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>XMP-CREATOR</x>"),
        segment(
            0xE2,
            &[b"ICC_PROFILE\0\x01\x01".as_slice(), &profile(2)].concat(),
        ),
        segment(0xE2, b"MPF\0MPF-SECOND"),
        segment(0xED, b"Photoshop 3.0\0IPTC-CITY"),
        segment(0xEE, b"Adobe\0\x65\x80\0\0\0\x01"),
        segment(0xFE, b"COMMENT-ONE"),
    ]
    .concat()
}

/// The picture with all that, a comment between scans, and something behind the end.
pub fn full() -> Vec<u8> {
    let between = segment(0xFE, b"COMMENT-TWO");
    let mut out = file(&[
        &additions(),
        &tables(),
        &frame(8, 8),
        &scan(1),
        &between,
        &exif_segment(3),
        &scan(2),
        &scan(3),
    ]);
    out.extend(b"BEHIND-THE-END");
    out
}
