//! Colour profiles, seen through a JPEG that carries one.

use citizen_score_evidence::{inspect, strip};

use crate::built::{profile, profile_of, secret_in};
use crate::built_jpeg::{file, frame, scans, segment, tables};

/// The profile that is left of this one.
fn bare(profile: &[u8]) -> Option<Vec<u8>> {
    let carried = segment(
        0xE2,
        &[b"ICC_PROFILE\0\x01\x01".as_slice(), profile].concat(),
    );
    let bytes = file(&[&carried, &tables(), &frame(8, 8), &scans()]);
    let sent = strip(&bytes, &inspect(&bytes).unwrap()).unwrap();
    assert_eq!(strip(&sent, &inspect(&sent).unwrap()).unwrap(), sent);
    let at = sent.windows(12).position(|it| it == b"ICC_PROFILE\0")?;
    let length = usize::from(u16::from_be_bytes([sent[at - 2], sent[at - 1]]));
    Some(sent[at + 14..at - 2 + length].to_vec())
}

/// The contents of a tag.
fn tag(profile: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
    let entry = (0..number(128))
        .map(|it| 132 + it * 12)
        .find(|at| profile[*at..at + 4] == name)?;
    Some(&profile[number(entry + 4)..][..number(entry + 8)])
}

#[test]
fn figures_stay_and_words_go() {
    for version in [2, 4] {
        let before = profile(version);
        let after = bare(&before).unwrap();
        assert_eq!(
            after[..4],
            u32::try_from(after.len()).unwrap().to_be_bytes()
        );
        assert_eq!(after[8], version);
        for name in [b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt"] {
            assert_eq!(tag(&after, *name), tag(&before, *name));
        }
        for name in [b"rTRC", b"gTRC", b"bTRC"] {
            // The curve has one point; what filled it up to four bytes is not part of it.
            assert_eq!(tag(&after, *name), tag(&before, *name).map(|it| &it[..14]));
        }
        assert!(tag(&after, *b"desc").is_some() && tag(&after, *b"cprt").is_some());
        assert_eq!(secret_in(&after), None);
        assert!(!after.windows(4).any(|it| it == b"MAKE" || it == b"appl"));
        assert_eq!(bare(&after), Some(after));
    }
}

#[test]
fn what_is_no_such_profile_is_left_out() {
    let grey = |curve: &[u8]| {
        let white = b"XYZ \0\0\0\0\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d".to_vec();
        profile_of(
            2,
            *b"GRAY",
            &[(*b"wtpt", white), (*b"kTRC", curve.to_vec())],
        )
    };
    let points = |count: u16| {
        let mut curve = b"curv\0\0\0\0\0\0".to_vec();
        curve.extend(count.to_be_bytes());
        curve.extend(std::iter::repeat_n(7, usize::from(count) * 2));
        curve
    };
    assert!(bare(&grey(&points(0))).is_some());
    assert!(bare(&grey(&points(4_096))).is_some());
    assert!(bare(&grey(b"para\0\0\0\0\0\x03\0\0aaaabbbbccccddddeeee")).is_some());
    for curve in [
        points(4_097).as_slice(),
        &points(9)[..20],
        b"para\0\0\0\0\0\x05\0\0",
        b"para\0\0\0\0\0\x03\0\0aaaabbbb",
        b"text\0\0\0\0COMMENT-ONE",
        b"",
    ] {
        assert_eq!(bare(&grey(curve)), None, "{}", curve.escape_ascii());
    }
    let inks = profile_of(2, *b"CMYK", &[(*b"A2B0", vec![0; 100])]);
    assert_eq!(bare(&inks), None);
    let whole = profile(4);
    for length in 0..whole.len() - 2 {
        assert_eq!(bare(&whole[..length]), None, "{length}");
    }
    let beyond = profile_of(2, *b"RGB ", &[]);
    assert_eq!(bare(&beyond), None);
}
