//! JPEGs: what is kept, what goes, and what is refused.

use citizen_score_evidence::{
    Damage, EvidenceFault, FileKind, PictureSize, accept, inspect, strip,
};

use crate::built::{exif, profile, secret_in};
use crate::built_jpeg::{
    additions, exif_segment, file, frame, full, jfif, plain, scan, scans, segment, tables,
};

fn damaged(what: Damage) -> EvidenceFault {
    EvidenceFault::Damaged {
        kind: FileKind::Jpeg,
        what,
    }
}

fn stripped(bytes: &[u8]) -> Vec<u8> {
    let inspected = inspect(bytes).unwrap();
    strip(bytes, &inspected).unwrap()
}

fn with(added: &[u8]) -> Vec<u8> {
    file(&[added, &tables(), &frame(8, 8), &scans()])
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

/// The orientation that a file has after stripping, from the only EXIF that may be there.
fn orientation(bytes: &[u8]) -> Option<u8> {
    let block = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    let at = bytes.windows(block.len()).position(|it| it == block)?;
    Some(bytes[at + block.len()])
}

#[test]
fn all_that_is_not_the_picture_goes_and_the_picture_stays() {
    let before = full();
    for secret in [
        "GPS-51.9244N",
        "XMP-CREATOR",
        "COMMENT-TWO",
        "IPTC-CITY",
        "BEHIND-THE-END",
    ] {
        assert!(holds(&before, secret.as_bytes()), "{secret}");
    }
    let inspected = inspect(&before).unwrap();
    assert_eq!(inspected.kind, FileKind::Jpeg);
    assert_eq!(
        inspected.size,
        Some(PictureSize {
            width: 8,
            height: 8
        })
    );
    assert!(!inspected.keeps_metadata());

    let after = strip(&before, &inspected).unwrap();
    assert_eq!(secret_in(&after), None);
    assert_eq!(orientation(&after), Some(6));
    assert!(
        after.ends_with(&plain()[2..]),
        "tables, frame and scans, untouched"
    );
    assert!(holds(&after, b"ICC_PROFILE\0\x01\x01"));
    assert!(holds(&after, b"Adobe\0\x64\0\0\0\0\x01"));
    assert!(after.starts_with(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
    assert_eq!(inspect(&after), Ok(inspected));
    assert_eq!(strip(&after, &inspected).unwrap(), after);
    assert_eq!(accept(&before), Err(EvidenceFault::NotStripped));
    assert_eq!(accept(&after), Ok(inspected));
}

#[test]
fn a_bare_picture_stays_byte_for_byte() {
    assert_eq!(stripped(&plain()), plain());
    assert!(accept(&plain()).is_ok());
}

#[test]
fn an_archive_behind_a_picture_is_cut_off_and_not_accepted() {
    let both = [plain(), b"PK\x03\x04BEHIND-THE-END".to_vec()].concat();
    assert_eq!(stripped(&both), plain());
    assert_eq!(accept(&both), Err(EvidenceFault::NotStripped));
}

#[test]
fn the_side_that_is_up_is_kept_where_it_can_be_read() {
    for value in 0..=9 {
        let expected = (2..=8)
            .contains(&value)
            .then_some(u8::try_from(value).unwrap());
        assert_eq!(
            orientation(&stripped(&with(&exif_segment(value)))),
            expected,
            "{value}"
        );
        let little = [b"Exif\0\0".as_slice(), &exif(value, true)].concat();
        assert_eq!(
            orientation(&stripped(&with(&segment(0xE1, &little)))),
            expected,
            "{value}"
        );
    }
    // Of several, the first counts, as for browsers; broken ones say nothing.
    let two = [exif_segment(8), exif_segment(3)].concat();
    assert_eq!(orientation(&stripped(&with(&two))), Some(8));
    let whole = [b"Exif\0\0".as_slice(), &exif(6, false)].concat();
    for length in 0..whole.len() {
        let cut = with(&segment(0xE1, &whole[..length]));
        let expected = (length >= 6 + 10 + 24).then_some(6);
        assert_eq!(orientation(&stripped(&cut)), expected, "{length}");
    }
}

#[test]
fn what_is_added_behind_the_first_scan_is_not_heeded() {
    let late = file(&[
        &tables(),
        &frame(8, 8),
        &scan(1),
        &additions(),
        &scan(2),
        &scan(3),
    ]);
    assert_eq!(stripped(&late), plain());
}

#[test]
fn a_profile_in_parts_is_put_together_in_their_order() {
    let whole = profile(2);
    let (a, b) = whole.split_at(150);
    let part = |number: u8, of: u8, it: &[u8]| {
        segment(
            0xE2,
            &[b"ICC_PROFILE\0".as_slice(), &[number, of], it].concat(),
        )
    };
    let expected = stripped(&with(&part(1, 1, &whole)));
    assert!(holds(&expected, b"acsp"));
    for parts in [
        [part(1, 2, a), part(2, 2, b)],
        [part(2, 2, b), part(1, 2, a)],
    ] {
        assert_eq!(stripped(&with(&parts.concat())), expected);
    }
    for parts in [
        vec![part(1, 2, a)],
        vec![part(1, 2, a), part(1, 2, b)],
        vec![part(1, 2, a), part(2, 3, b)],
        vec![part(0, 1, &whole)],
    ] {
        assert_eq!(stripped(&with(&parts.concat())), plain());
    }
}

#[test]
fn filling_before_a_marker_goes() {
    let filled = file(&[
        b"\xff\xff\xff",
        &jfif(),
        &tables(),
        b"\xff",
        &frame(8, 8),
        &scans(),
        b"\xff",
    ]);
    assert_eq!(stripped(&filled), stripped(&with(&jfif())));
}

#[test]
fn what_is_damaged_is_refused() {
    let (t, f, s) = (tables(), frame(8, 8), scans());
    let restarts = segment(0xDD, &[0, 1]);
    let one_scan = |data: &[u8]| [&segment(0xDA, &[1, 1, 0, 0, 63, 0]), data].concat();
    let table = |marker, start: &[u8], size: usize| {
        let contents = [start, &vec![b'A'; size]].concat();
        segment(marker, &contents)
    };
    let many_codes = [&[0, 255, 2][..], &[0; 14]].concat();
    let files: Vec<(Vec<u8>, Damage)> = vec![
        (file(&[&table(0xDB, &[4], 64), &f, &s]), Damage::Part),
        (file(&[&table(0xDB, b"A", 64), &f, &s]), Damage::Part),
        (file(&[&table(0xDB, &[0], 65), &f, &s]), Damage::Part),
        (file(&[&table(0xDB, &[0x10], 127), &f, &s]), Damage::Part),
        (
            file(&[&table(0xC4, &many_codes, 257), &f, &s]),
            Damage::Part,
        ),
        (file(&[&t, &f]), Damage::Order),
        (file(&[&t, &s]), Damage::Order),
        (file(&[&t, &f, &f, &s]), Damage::Order),
        (file(&[&t, &f, &s, &f]), Damage::Order),
        (file(&[&t, &frame(8, 0), &s]), Damage::Header),
        (file(&[&t, &frame(0, 8), &s]), Damage::Header),
        (file(&[&t, b"no", &f, &s]), Damage::Part),
        (file(&[&t, b"\xff\xd8", &f, &s]), Damage::Part),
        (file(&[&t, b"\xff\xfe\0\x01", &f, &s]), Damage::Part),
        (
            file(&[&segment(0xDB, b"COMMENT-ONE"), &f, &s]),
            Damage::Part,
        ),
        (
            file(&[&segment(0xC4, b"COMMENT-ONE"), &f, &s]),
            Damage::Part,
        ),
        (
            file(&[&segment(0xDD, b"COMMENT-ONE"), &f, &s]),
            Damage::Part,
        ),
        (
            file(&[&t, &f, &segment(0xDA, b"\x01COMMENT-ONE"), &s]),
            Damage::Part,
        ),
        (file(&[&t, &f, &one_scan(b"\x3f\xff\xff\0")]), Damage::Part),
        (
            file(&[&t, &f, &one_scan(b"\x3f\xff\xd0\x3f")]),
            Damage::Part,
        ),
        (
            file(&[&t, &restarts, &f, &one_scan(b"\x3f\xff\xd1\x3f")]),
            Damage::Part,
        ),
        (file(&[&t, &f, &scan(1).repeat(101)]), Damage::Pieces),
        (
            file(&[&segment(0xFE, b"").repeat(2_000), &t, &f, &s]),
            Damage::Pieces,
        ),
        (b"\xff\xd8\xff".to_vec(), Damage::BreaksOff),
        (plain()[..plain().len() - 2].to_vec(), Damage::BreaksOff),
    ];
    for (number, (bytes, what)) in files.iter().enumerate() {
        assert_eq!(inspect(bytes), Err(damaged(*what)), "file {number}");
    }
    let sound = file(&[
        &t,
        &restarts,
        &f,
        &one_scan(b"\x3f\xff\0\xff\xd0\x3f\xff\xd1\x3f"),
    ]);
    assert_eq!(stripped(&sound), sound);
    assert!(inspect(&file(&[&t, &f, &scan(1).repeat(100)])).is_ok());
}

#[test]
fn a_form_that_browsers_do_not_show_is_refused() {
    for marker in [0xC3, 0xC5, 0xC9, 0xCA, 0xCC, 0xCF] {
        let mut other = frame(8, 8);
        other[1] = marker;
        let bytes = file(&[&tables(), &other, &scans()]);
        assert_eq!(
            inspect(&bytes),
            Err(EvidenceFault::NotShowable),
            "{marker:x}"
        );
    }
    let mut deep = frame(8, 8);
    deep[4] = 12;
    let bytes = file(&[&additions(), &tables(), &deep, &scans()]);
    assert_eq!(inspect(&bytes), Err(EvidenceFault::NotShowable));
}
