//! A colour profile (ICC) without its words: only the figures that say what the colours mean.
//!
//! The profile of a screen can name the screen, its serial number, who measured it and when, and a
//! screenshot takes that along. So a profile is never kept as it is: the figures of a profile by
//! three primaries and curves (sRGB, Display P3, Adobe RGB and nearly all that phones and screens
//! write) go into a new one, and other profiles are left out.

use crate::reader::Reader;

/// Most bytes of a bare profile: it fits one segment of a JPEG.
const MOST: usize = 60_000;

/// Most tags that are looked at.
const MOST_TAGS: u32 = 100;

const HEADER: usize = 128;

/// A profile with the same meaning and no words; `None` where it cannot be made.
pub(crate) fn bare(profile: &[u8]) -> Option<Vec<u8>> {
    let mut header = Reader::new(profile);
    header.take(8)?;
    let version = header.u32()?;
    let class = header.array::<4>()?;
    let space = header.array::<4>()?;
    let meets = header.array::<4>()?;
    header.take(12)?;
    let mark = header.array::<4>()?;
    let is_known = matches!(&class, b"mntr" | b"scnr" | b"spac") && &meets == b"XYZ ";
    if !is_known || &mark != b"acsp" {
        return None;
    }
    let needed: &[&[u8; 4]] = match &space {
        b"RGB " => &[
            b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"wtpt",
        ],
        b"GRAY" => &[b"kTRC", b"wtpt"],
        _ => return None,
    };
    let is_new = version.to_be_bytes().first().is_some_and(|it| *it >= 4);
    let version: u32 = if is_new { 0x0420_0000 } else { 0x0210_0000 };

    let mut tags: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for name in needed {
        tags.push((**name, figures(profile, **name)?.to_vec()));
    }
    if let Some(adapted) = figures(profile, *b"chad") {
        tags.push((*b"chad", adapted.to_vec()));
    }
    let (title, rights) = if is_new {
        (NEW_WORD, NEW_WORD)
    } else {
        (OLD_TITLE, OLD_WORD)
    };
    tags.push((*b"desc", padded_title(title, is_new)));
    tags.push((*b"cprt", rights.to_vec()));

    let (table, data) = laid_out(&tags)?;
    let length = HEADER + table.len() + data.len();
    if length > MOST {
        return None;
    }
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&version.to_be_bytes());
    out.extend_from_slice(&class);
    out.extend_from_slice(&space);
    out.extend_from_slice(&meets);
    // Made on the first day of 2000, by nobody: a day has to be given.
    out.extend_from_slice(b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0acsp");
    out.extend_from_slice(&[0; 28]);
    // The light by which profiles meet, the same in all of them (ICC.1, section 7.2.16).
    out.extend_from_slice(b"\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d");
    out.resize(HEADER, 0);
    out.extend_from_slice(&table);
    out.extend_from_slice(&data);
    Some(out)
}

/// A word for the texts that a profile must have, in the form of version 4 and of version 2.
const NEW_WORD: &[u8] = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x02\0\0\0\x1c\0-\0\0";
const OLD_WORD: &[u8] = b"text\0\0\0\0-\0\0\0";
const OLD_TITLE: &[u8] = b"desc\0\0\0\0\0\0\0\x02-\0";

/// A title of version 2 goes on with two empty ones for other alphabets.
fn padded_title(title: &[u8], is_new: bool) -> Vec<u8> {
    let mut title = title.to_vec();
    if !is_new {
        title.resize(92, 0);
    }
    title
}

/// The contents of a tag of figures, exactly as long as its own count says.
fn figures(profile: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    let mut reader = Reader::new(profile.get(HEADER..)?);
    let tags = reader.u32()?.min(MOST_TAGS);
    for _ in 0..tags {
        let (name, start, length) = (reader.array::<4>()?, reader.u32()?, reader.u32()?);
        if name != wanted {
            continue;
        }
        let start = usize::try_from(start).ok()?;
        let mut tag = Reader::new(profile.get(start..)?);
        let contents = tag.take(usize::try_from(length).ok()?)?;
        return contents.get(..exact_length(contents, wanted)?);
    }
    None
}

/// How long figures of this kind are; `None` where the tag cannot have them.
fn exact_length(contents: &[u8], tag: [u8; 4]) -> Option<usize> {
    let mut reader = Reader::new(contents);
    let kind = reader.array::<4>()?;
    reader.take(4)?;
    match (&kind, &tag) {
        (b"XYZ ", b"rXYZ" | b"gXYZ" | b"bXYZ" | b"wtpt") => Some(20),
        (b"sf32", b"chad") => Some(8 + 9 * 4),
        (b"curv", b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC") => {
            let points = usize::try_from(reader.u32()?).ok()?;
            (points <= 4096).then_some(12 + points * 2)
        }
        (b"para", b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC") => {
            let numbers = match reader.u16()? {
                0 => 1,
                1 => 3,
                2 => 4,
                3 => 5,
                4 => 7,
                _ => return None,
            };
            Some(12 + numbers * 4)
        }
        _ => None,
    }
}

/// The table of tags, and their contents. Equal contents, such as three times the same curve, are
/// there once.
fn laid_out(tags: &[([u8; 4], Vec<u8>)]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut table = u32::try_from(tags.len()).ok()?.to_be_bytes().to_vec();
    let begin = HEADER + 4 + tags.len() * 12;
    let mut data: Vec<u8> = Vec::new();
    let mut placed: Vec<(&[u8], usize)> = Vec::new();
    for (name, contents) in tags {
        let known = placed.iter().find(|it| it.0 == contents.as_slice());
        let place = known.map_or(data.len(), |it| it.1);
        if known.is_none() {
            placed.push((contents, place));
            data.extend_from_slice(contents);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        table.extend_from_slice(name);
        table.extend_from_slice(&u32::try_from(begin + place).ok()?.to_be_bytes());
        table.extend_from_slice(&u32::try_from(contents.len()).ok()?.to_be_bytes());
    }
    Some((table, data))
}
