//! Sizes: in bytes, in pixels, and unpacked.

use citizen_score_evidence::{
    EvidenceFault, MOST_BYTES, MOST_PIXELS, MOST_SIDE, accept, check_size, inspect, strip,
};

use crate::built;
use crate::built_jpeg::{self, frame, scans, tables};
use crate::built_png::{self, end, header, pixels, plain};

#[test]
fn five_megabytes_pass_and_one_byte_more_does_not() {
    assert_eq!(MOST_BYTES, 5_242_880);
    assert_eq!(check_size(0), Err(EvidenceFault::Empty));
    assert_eq!(check_size(1), Ok(()));
    assert_eq!(check_size(MOST_BYTES), Ok(()));
    let more = MOST_BYTES + 1;
    assert_eq!(
        check_size(more),
        Err(EvidenceFault::TooLarge { bytes: more })
    );
    assert_eq!(
        check_size(u64::MAX),
        Err(EvidenceFault::TooLarge { bytes: u64::MAX })
    );
}

/// A PDF, a JPEG and a PNG that are this long.
fn of_size(bytes: usize) -> [Vec<u8>; 3] {
    let short = built::pdf(b"").len();
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(bytes - short + 9, b'\n');
    pdf.extend(&built::pdf(b"")[9..]);

    let mut jpeg = built_jpeg::plain();
    let end = jpeg.split_off(jpeg.len() - 2);
    jpeg.resize(bytes - 2, 0x55);
    jpeg.extend(end);

    let [head, pixels, end] = plain().try_into().unwrap();
    let short = built_png::file(&plain()).len();
    let text = (*b"tEXt", vec![b' '; bytes - short - 12]);
    let png = built_png::file(&[head, pixels, text, end]);
    [pdf, jpeg, png]
}

#[test]
fn files_of_exactly_five_megabytes_are_read_and_stripped() {
    let most = usize::try_from(MOST_BYTES).unwrap();
    for bytes in of_size(most) {
        assert_eq!(bytes.len(), most);
        let inspected = inspect(&bytes).unwrap();
        let sent = strip(&bytes, &inspected).unwrap();
        assert_eq!(accept(&sent), Ok(inspected));
    }
    for bytes in of_size(most + 1) {
        let fault = EvidenceFault::TooLarge {
            bytes: MOST_BYTES + 1,
        };
        assert_eq!(inspect(&bytes), Err(fault));
    }
    let huge = vec![0; 50 * 1024 * 1024];
    assert_eq!(
        inspect(&huge),
        Err(EvidenceFault::TooLarge {
            bytes: 50 * 1024 * 1024
        })
    );
}

#[test]
fn a_picture_may_have_forty_million_pixels() {
    // The header is judged before the pixels, which are not there.
    let png = |width, height| inspect(&built_png::file(&[header(width, height, 8, 2, 0), end()]));
    let too_many = |width, height| Err(EvidenceFault::TooManyPixels { width, height });
    assert!(!matches!(
        png(8_000, 5_000),
        Err(EvidenceFault::TooManyPixels { .. })
    ));
    assert!(!matches!(
        png(MOST_SIDE, 2_000),
        Err(EvidenceFault::TooManyPixels { .. })
    ));
    assert_eq!(u64::from(MOST_SIDE) * 2_000, MOST_PIXELS);
    for (width, height) in [
        (8_000, 5_001),
        (MOST_SIDE, 2_001),
        (MOST_SIDE + 1, 1),
        (1, MOST_SIDE + 1),
        (65_536, 65_536),
        (u32::MAX, u32::MAX),
    ] {
        assert_eq!(png(width, height), too_many(width, height));
    }
    let jpeg = |width, height| {
        inspect(&built_jpeg::file(&[
            &tables(),
            &frame(width, height),
            &scans(),
        ]))
    };
    assert!(jpeg(8_000, 5_000).is_ok());
    assert_eq!(jpeg(8_000, 5_001), too_many(8_000, 5_001));
    assert_eq!(jpeg(65_535, 65_535), too_many(65_535, 65_535));
}

#[test]
fn a_small_picture_that_unpacks_to_megabytes_is_not_unpacked() {
    let bomb = built_png::file(&[header(8, 8, 8, 0, 0), pixels(&vec![0; 8_000_000]), end()]);
    assert!(bomb.len() < 10_000);
    assert_eq!(
        inspect(&bomb),
        Err(EvidenceFault::TooMuchInside { bytes: 72 })
    );
}

#[test]
fn packed_texts_are_left_out_and_never_unpacked() {
    let [head, pixels_chunk, end] = plain().try_into().unwrap();
    let (_, packed) = pixels(&vec![b'a'; 8_000_000]);
    let text = |kind: [u8; 4], name: &[u8]| (kind, [name, &packed].concat());
    let bytes = built_png::file(&[
        head,
        text(*b"zTXt", b"Comment\0\0"),
        text(*b"iTXt", b"Comment\0\x01\0\0\0"),
        pixels_chunk,
        end,
    ]);
    let inspected = inspect(&bytes).unwrap();
    assert_eq!(
        strip(&bytes, &inspected).unwrap(),
        built_png::file(&plain())
    );
}
