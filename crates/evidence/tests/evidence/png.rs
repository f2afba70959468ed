//! PNGs: what is kept, what goes, and what is refused.

use std::collections::BTreeSet;

use citizen_score_evidence::{
    Damage, EvidenceFault, FileKind, PictureSize, accept, inspect, strip,
};

use crate::built::{profile, secret_in};
use crate::built_png::{
    Chunk, chunks, end, file, full, header, kinds, packed_profile, pixels, plain,
};

fn damaged(what: Damage) -> EvidenceFault {
    EvidenceFault::Damaged {
        kind: FileKind::Png,
        what,
    }
}

fn stripped(bytes: &[u8]) -> Vec<u8> {
    let inspected = inspect(bytes).unwrap();
    strip(bytes, &inspected).unwrap()
}

#[test]
fn all_that_is_not_the_picture_goes_and_the_picture_stays() {
    let before = full();
    for secret in [
        "TEXT-AUTHOR",
        "COMMENT-TWO",
        "XMP-CREATOR",
        "GPS-51.9244N",
        "BEHIND-THE-END",
    ] {
        assert!(
            before
                .windows(secret.len())
                .any(|it| it == secret.as_bytes()),
            "{secret}"
        );
    }
    let inspected = inspect(&before).unwrap();
    assert_eq!(inspected.kind, FileKind::Png);
    assert_eq!(
        inspected.size,
        Some(PictureSize {
            width: 2,
            height: 2
        })
    );
    assert!(!inspected.keeps_metadata());

    let after = strip(&before, &inspected).unwrap();
    assert_eq!(secret_in(&after), None);
    assert_eq!(
        kinds(&after),
        ["IHDR", "gAMA", "iCCP", "eXIf", "IDAT", "IEND"]
    );
    assert_eq!(chunks(&after)[4], plain()[1], "the pixels");
    assert_eq!(chunks(&after)[3].1[18..20], [0, 6], "the side that is up");
    assert_eq!(inspect(&after), Ok(inspected));
    assert_eq!(strip(&after, &inspected).unwrap(), after);
    assert_eq!(accept(&before), Err(EvidenceFault::NotStripped));
    assert_eq!(accept(&after), Ok(inspected));
}

#[test]
fn a_bare_picture_stays_byte_for_byte() {
    let bytes = file(&plain());
    assert_eq!(stripped(&bytes), bytes);
    assert_eq!(
        accept(&bytes).unwrap().size,
        Some(PictureSize {
            width: 2,
            height: 2
        })
    );
}

#[test]
fn pixels_in_many_chunks_become_one_without_what_follows_them() {
    let [head, (kind, mut packed), end] = plain().try_into().unwrap();
    packed.extend(b"BEHIND-THE-END");
    let mut many = vec![head];
    many.extend(packed.iter().map(|it| (kind, vec![*it])));
    many.push((kind, Vec::new()));
    many.push(end);
    assert_eq!(stripped(&file(&many)), file(&plain()));
}

#[test]
fn colours_that_a_palette_and_its_transparency_give_are_kept() {
    let picture = file(&[
        header(2, 1, 1, 3, 0),
        (*b"sRGB", vec![0]),
        (*b"PLTE", vec![1, 2, 3, 4, 5, 6]),
        (*b"tRNS", vec![9]),
        pixels(&[0, 0b0100_0000]),
        end(),
    ]);
    assert_eq!(stripped(&picture), picture);
}

#[test]
fn a_part_that_is_kept_has_room_for_nothing_else() {
    let long = |kind: [u8; 4], size: usize| (kind, vec![b'A'; size]);
    for extra in [
        long(*b"sRGB", 20),
        long(*b"gAMA", 20),
        long(*b"cICP", 20),
        long(*b"cHRM", 33),
        long(*b"tRNS", 20),
        long(*b"iCCP", 200),
        long(*b"eXIf", 200),
        long(*b"PLTE", 21),
    ] {
        let [head, pixels, end] = plain().try_into().unwrap();
        let picture = file(&[head, extra.clone(), pixels, end]);
        assert_eq!(stripped(&picture), file(&plain()), "{extra:?}");
    }
}

#[test]
fn a_profile_keeps_its_figures_and_loses_its_words() {
    let [head, pixels, end] = plain().try_into().unwrap();
    let with = |it: Chunk| file(&[head.clone(), it, pixels.clone(), end.clone()]);
    let after = stripped(&with(packed_profile(&profile(4))));
    assert_eq!(kinds(&after), ["IHDR", "iCCP", "IDAT", "IEND"]);
    assert_eq!(secret_in(&after), None);
    assert_eq!(stripped(&after), after);
    // What unpacks to more than a megabyte is no profile, and is not unpacked further.
    let trap = stripped(&with(packed_profile(&vec![0; 3_000_000])));
    assert_eq!(trap, file(&plain()));
    // Only the first is looked at, so thousands of them cost no more than one.
    let [bad, good] = [vec![0; 3_000_000], profile(2)].map(|it| packed_profile(&it));
    let two = file(&[head.clone(), bad, good, pixels.clone(), end.clone()]);
    assert_eq!(stripped(&two), file(&plain()));
}

#[test]
fn the_pixels_are_counted_for_every_kind_of_colours() {
    // Width 5, height 3; bytes of a row are one more than the pixels take.
    let rows = [
        (1, 0, 2),
        (2, 0, 3),
        (4, 0, 4),
        (8, 0, 6),
        (16, 0, 11),
        (8, 2, 16),
        (16, 2, 31),
        (8, 4, 11),
        (16, 4, 21),
        (8, 6, 21),
        (16, 6, 41),
    ];
    for (depth, colours, row) in rows {
        let picture = |size: usize| {
            file(&[
                header(5, 3, depth, colours, 0),
                pixels(&vec![0; size]),
                end(),
            ])
        };
        assert!(inspect(&picture(row * 3)).is_ok(), "{depth} {colours}");
        assert_eq!(inspect(&picture(row * 3 - 1)), Err(damaged(Damage::Pixels)));
        let much = EvidenceFault::TooMuchInside {
            bytes: row as u64 * 3,
        };
        assert_eq!(inspect(&picture(row * 3 + 1)), Err(much));
    }
}

/// In which pass a pixel comes, as the standard draws it; the drawing is repeated over the picture.
const PASS_OF: [&[u8; 8]; 8] = [
    b"16462646",
    b"77777777",
    b"56565656",
    b"77777777",
    b"36463646",
    b"77777777",
    b"56565656",
    b"77777777",
];

#[test]
fn the_pixels_are_counted_for_passes() {
    for (width, height) in (1..=17).flat_map(|width| (1..=9).map(move |height| (width, height))) {
        // One byte for each pixel of grey, and one for each row that a pass has a pixel in.
        let rows: BTreeSet<(u8, usize)> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (PASS_OF[y % 8][x % 8], y)))
            .collect();
        let size = width * height + rows.len();
        let picture = |size: usize| {
            let (width, height) = (
                u32::try_from(width).unwrap(),
                u32::try_from(height).unwrap(),
            );
            file(&[
                header(width, height, 8, 0, 1),
                pixels(&vec![0; size]),
                end(),
            ])
        };
        assert!(inspect(&picture(size)).is_ok(), "{width} {height}");
        assert_eq!(inspect(&picture(size - 1)), Err(damaged(Damage::Pixels)));
        assert!(inspect(&picture(size + 1)).is_err());
    }
}

#[test]
fn what_is_not_in_order_is_refused() {
    let [head, pixels, end] = plain().try_into().unwrap();
    let (h, p, e) = (|| head.clone(), || pixels.clone(), || end.clone());
    let text = || (*b"tEXt", b"a\0b".to_vec());
    let palette = || (*b"PLTE", vec![1, 2, 3]);
    for (pieces, what) in [
        (vec![p(), e()], Damage::Header),
        (vec![text(), h(), p(), e()], Damage::Header),
        (vec![h(), e()], Damage::Order),
        (vec![h(), h(), p(), e()], Damage::Order),
        (vec![h(), p(), text(), p(), e()], Damage::Order),
        (vec![h(), palette(), palette(), p(), e()], Damage::Order),
        (vec![h(), p(), palette(), e()], Damage::Order),
        (vec![h(), p(), (*b"IEND", vec![0])], Damage::Order),
        (vec![header(2, 2, 8, 3, 0), p(), e()], Damage::Order),
        (vec![h(), (*b"CgBI", vec![]), p(), e()], Damage::Part),
        (vec![h(), (*b"PLTE", vec![1, 2]), p(), e()], Damage::Part),
        (vec![h(), (*b"te1t", vec![]), p(), e()], Damage::Part),
        (vec![h(), p()], Damage::BreaksOff),
        (vec![h(), (*b"IDAT", b"no".to_vec()), e()], Damage::Pixels),
        (vec![header(0, 2, 8, 2, 0), p(), e()], Damage::Header),
        (vec![header(2, 0, 8, 2, 0), p(), e()], Damage::Header),
        (vec![header(2, 2, 3, 2, 0), p(), e()], Damage::Header),
        (vec![header(2, 2, 8, 2, 2), p(), e()], Damage::Header),
    ] {
        assert_eq!(inspect(&file(&pieces)), Err(damaged(what)), "{pieces:?}");
    }
    // Every checksum is looked at, also those of chunks that go.
    let sound = file(&[h(), text(), p(), e()]);
    let mut at = 8;
    for (_, contents) in chunks(&sound) {
        at += 12 + contents.len();
        let mut spoilt = sound.clone();
        spoilt[at - 1] ^= 1;
        assert_eq!(inspect(&spoilt), Err(damaged(Damage::Checksum)), "{at}");
    }
    let moving = file(&[h(), (*b"acTL", vec![0, 0, 0, 2, 0, 0, 0, 0]), p(), e()]);
    assert_eq!(inspect(&moving), Err(EvidenceFault::Animated));
    let mut many = vec![h()];
    many.extend(std::iter::repeat_n(text(), 10_000));
    many.extend([p(), e()]);
    assert_eq!(inspect(&file(&many)), Err(damaged(Damage::Pieces)));
}
