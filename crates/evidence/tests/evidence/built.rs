//! What the built files have in common: words that must be gone, EXIF, a colour profile, a PDF.

/// Words that stand in what is beside the picture, each in its own place.
pub const SECRETS: [&[u8]; 12] = [
    b"GPS-51.9244N",
    b"MAKER-PHONE",
    b"XMP-CREATOR",
    b"IPTC-CITY",
    b"COMMENT-ONE",
    b"COMMENT-TWO",
    b"MPF-SECOND",
    b"TEXT-AUTHOR",
    b"PROFILE-SCREEN",
    b"PROFILE-RIGHTS",
    b"THUMBNAIL-FACE",
    b"BEHIND-THE-END",
];

/// The first of the words that is in there.
pub fn secret_in(bytes: &[u8]) -> Option<&'static str> {
    let holds = |word: &&&[u8]| bytes.windows(word.len()).any(|it| it == **word);
    SECRETS
        .iter()
        .find(holds)
        .map(|it| std::str::from_utf8(it).unwrap())
}

/// An EXIF block, of either order of bytes, with a maker, an orientation and a place.
pub fn exif(orientation: u16, is_little: bool) -> Vec<u8> {
    let short = |it: u16| {
        if is_little {
            it.to_le_bytes()
        } else {
            it.to_be_bytes()
        }
    };
    let long = |it: u32| {
        if is_little {
            it.to_le_bytes()
        } else {
            it.to_be_bytes()
        }
    };
    let mut out = if is_little {
        b"II".to_vec()
    } else {
        b"MM".to_vec()
    };
    out.extend(short(42));
    out.extend(long(8));
    out.extend(short(3));
    let mut field = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        out.extend(short(tag));
        out.extend(short(kind));
        out.extend(long(count));
        out.extend(value);
    };
    field(0x010F, 2, 12, long(50));
    let [a, b] = short(orientation);
    field(0x0112, 3, 1, [a, b, 0, 0]);
    field(0x8825, 4, 1, long(62));
    out.extend(long(0));
    assert_eq!(out.len(), 50);
    out.extend(b"MAKER-PHONE\0GPS-51.9244N THUMBNAIL-FACE");
    out
}

/// A profile by three primaries and one curve, with a title and rights, of version 2 or 4.
pub fn profile(version: u8) -> Vec<u8> {
    let xyz = |a: u8| [b"XYZ \0\0\0\0".as_slice(), &[a; 12]].concat();
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0".to_vec();
    profile_of(
        version,
        *b"RGB ",
        &[
            (
                *b"desc",
                b"desc\0\0\0\0PROFILE-SCREEN serial 77 of Mr Smith".to_vec(),
            ),
            (*b"cprt", b"text\0\0\0\0PROFILE-RIGHTS".to_vec()),
            (*b"wtpt", xyz(1)),
            (*b"rXYZ", xyz(2)),
            (*b"gXYZ", xyz(3)),
            (*b"bXYZ", xyz(4)),
            (*b"rTRC", curve.clone()),
            (*b"gTRC", curve.clone()),
            (*b"bTRC", curve),
        ],
    )
}

/// A profile with these tags, each with its own contents.
pub fn profile_of(version: u8, space: [u8; 4], tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let long = |it: usize| u32::try_from(it).unwrap().to_be_bytes();
    let mut data: Vec<u8> = Vec::new();
    let mut table = long(tags.len()).to_vec();
    for (name, contents) in tags {
        table.extend(name);
        table.extend(long(132 + tags.len() * 12 + data.len()));
        table.extend(long(contents.len()));
        data.extend(contents);
    }
    let mut out = long(128 + table.len() + data.len()).to_vec();
    out.extend(b"appl");
    out.extend([version, 0x10, 0, 0]);
    out.extend(b"mntr");
    out.extend(space);
    out.extend(b"XYZ ");
    out.extend([7; 12]);
    out.extend(b"acsp");
    out.resize(80, 9);
    out.extend(b"MAKE");
    out.resize(128, 0);
    out.extend(table);
    out.extend(data);
    out
}

/// A PDF with an author, and this behind its end.
pub fn pdf(behind: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj<</Author(TEXT-AUTHOR)>>endobj\n\
        trailer<</Info 1 0 R>>\nstartxref\n0\n%%EOF"
        .to_vec();
    out.extend(behind);
    out
}
