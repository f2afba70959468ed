//! Changed copies: every byte changed in several ways, every length, and bytes by chance. Nothing may
//! panic, and what is accepted must be free of all that was beside the picture.

use citizen_score_evidence::{accept, check_name, inspect, prepare, strip};
use proptest::prelude::*;

use crate::built::{pdf, secret_in};
use crate::{built_jpeg, built_png};

/// What holds for any bytes; gives what would be sent.
fn judge(bytes: &[u8]) -> Option<Vec<u8>> {
    let Ok((inspected, sent)) = prepare(bytes) else {
        assert!(inspect(bytes).is_err());
        return None;
    };
    assert_eq!(inspect(bytes), Ok(inspected));
    assert_eq!(strip(&sent, &inspected).as_ref(), Ok(&sent));
    assert_eq!(accept(&sent), Ok(inspected));
    assert_eq!(accept(bytes).is_ok(), sent == bytes);
    Some(sent)
}

fn free_of_secrets(bytes: &[u8]) {
    if let Some(sent) = judge(bytes) {
        assert_eq!(secret_in(&sent), None, "{}", bytes.escape_ascii());
    }
}

/// Other values for a byte: each bit changed, all of them, and nothing.
fn others(byte: u8) -> impl Iterator<Item = u8> {
    let bits = (0..8).map(move |bit| byte ^ (1 << bit));
    bits.chain([
        byte.wrapping_add(1),
        byte.wrapping_sub(1),
        !byte,
        0x00,
        0xFF,
    ])
}

fn each_change(of: &[u8], mut check: impl FnMut(usize, &[u8])) {
    let mut bytes = of.to_vec();
    for place in 0..bytes.len() {
        let byte = of[place];
        for other in others(byte) {
            bytes[place] = other;
            check(place, &bytes);
        }
        bytes[place] = byte;
    }
}

#[test]
fn a_changed_jpeg_never_keeps_what_was_beside_it() {
    let bytes = built_jpeg::full();
    // A marker between scans that is spoilt makes its segment a part of the scan's data, which only
    // a decoder could tell; so of those two the bytes are left alone.
    let comment = bytes
        .windows(11)
        .position(|it| it == b"COMMENT-TWO")
        .unwrap();
    let exif = comment + 11;
    each_change(&bytes, |place, changed| {
        if [comment - 4, comment - 3, exif, exif + 1].contains(&place) {
            judge(changed);
        } else {
            free_of_secrets(changed);
        }
    });
}

#[test]
fn a_changed_png_never_keeps_what_was_beside_it() {
    let bytes = built_png::full();
    each_change(&bytes, |_, changed| free_of_secrets(changed));
    // The same with every checksum made to fit.
    let mut read = 0;
    each_change(&bytes, |place, changed| {
        if place >= 8 {
            let mended = built_png::file(&built_png::chunks(changed));
            free_of_secrets(&mended);
            read += u32::from(inspect(&mended).is_ok());
        }
    });
    assert!(read > 1_000, "only {read} were read at all");
}

#[test]
fn a_changed_pdf_is_judged() {
    each_change(&pdf(b"\n"), |_, changed| {
        judge(changed);
    });
}

#[test]
fn a_file_that_breaks_off_is_refused() {
    for (whole, end) in [
        (built_jpeg::full(), b"BEHIND-THE-END".len()),
        (built_png::full(), b"BEHIND-THE-END".len()),
        (pdf(b"\n"), 1),
    ] {
        for length in 0..whole.len() {
            let read = judge(&whole[..length]).is_some();
            assert_eq!(
                read,
                length >= whole.len() - end,
                "{length} of {}",
                whole.len()
            );
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        judge(&bytes);
    }

    #[test]
    fn any_bytes_behind_a_beginning_are_judged(
        start in prop_oneof![
            Just(b"\xff\xd8\xff".to_vec()), Just(b"\x89PNG\r\n\x1a\n".to_vec()),
            Just(b"%PDF-1.7".to_vec()), Just(built_jpeg::full()), Just(built_png::full()),
        ],
        keep in 0_usize..2_000,
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let whole = [&start[..keep.min(start.len())], &bytes].concat();
        judge(&whole);
    }

    #[test]
    fn any_segments_are_judged(
        segments in proptest::collection::vec(
            (0xC0_u8..=0xFE, proptest::collection::vec(any::<u8>(), 0..40)), 0..12),
    ) {
        let pieces: Vec<Vec<u8>> =
            segments.iter().map(|(marker, it)| built_jpeg::segment(*marker, it)).collect();
        judge(&built_jpeg::file(&[
            &pieces.concat(), &built_jpeg::tables(), &built_jpeg::frame(8, 8), &built_jpeg::scans(),
        ]));
    }

    #[test]
    fn any_chunks_are_judged(
        chunks in proptest::collection::vec(
            (prop_oneof![
                Just(*b"PLTE"), Just(*b"tRNS"), Just(*b"iCCP"), Just(*b"eXIf"), Just(*b"gAMA"),
                Just(*b"sRGB"), Just(*b"IDAT"), Just(*b"cICP"), Just(*b"tEXt"),
            ], proptest::collection::vec(any::<u8>(), 0..40)), 0..6),
        colours in prop_oneof![Just(0_u8), Just(2), Just(3), Just(4), Just(6)],
        pixels in 0_usize..30,
    ) {
        let mut all = vec![built_png::header(2, 2, 8, colours, 0)];
        all.extend(chunks);
        all.push(built_png::pixels(&vec![0; pixels]));
        all.push(built_png::end());
        judge(&built_png::file(&all));
    }

    #[test]
    fn any_name_becomes_one_that_can_be_shown(name in any::<String>()) {
        for kind in citizen_score_evidence::FileKind::ALL {
            let shown = check_name(&name, kind);
            prop_assert!(shown.chars().count() <= 100);
            prop_assert!(!shown.chars().any(char::is_control));
            let bad = ['/', '\\', '\u{202e}', '\u{2066}', '\u{200f}'];
            prop_assert!(!shown.contains(bad));
            prop_assert!(!shown.starts_with(['.', ' ']));
            prop_assert_eq!(check_name(&shown, kind), shown);
        }
    }
}
