//! A JPEG written anew from what is kept.

use super::{Jpeg, PROFILE};
use crate::orientation;

impl Jpeg<'_> {
    /// The file with what is kept, and nothing else.
    pub(crate) fn written(&self) -> Vec<u8> {
        let kept: usize = self.kept.iter().map(|it| it.len()).sum();
        let mut out = Vec::with_capacity(kept + 1024);
        out.extend_from_slice(b"\xff\xd8");
        if self.is_jfif {
            // Version 1.1, pixels as wide as they are high, and no thumbnail.
            add(&mut out, 0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"]);
        }
        if let Some(orientation) = self.orientation {
            add(
                &mut out,
                1,
                &[b"Exif\0\0", &orientation::written(orientation)],
            );
        }
        if let Some(how) = self.adobe {
            add(&mut out, 14, &[b"Adobe\0\x64\0\0\0\0", &[how]]);
        }
        if let Some(profile) = &self.profile {
            add(&mut out, 2, &[PROFILE, &[1, 1], profile]);
        }
        for piece in &self.kept {
            out.extend_from_slice(piece);
        }
        out.extend_from_slice(b"\xff\xd9");
        out
    }
}

/// Writes a segment of what programs add. All are short enough for one.
fn add(out: &mut Vec<u8>, number: u8, contents: &[&[u8]]) {
    let length: usize = contents.iter().map(|it| it.len()).sum();
    out.extend_from_slice(&[0xFF, 0xE0 | number]);
    out.extend_from_slice(&u16::try_from(length + 2).unwrap_or(u16::MAX).to_be_bytes());
    for part in contents {
        out.extend_from_slice(part);
    }
}
