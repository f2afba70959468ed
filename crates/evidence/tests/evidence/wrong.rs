//! Files that are something else, whatever they are called.

use citizen_score_evidence::{EvidenceFault, FileKind, accept, inspect, strip};

use crate::{built, built_jpeg, built_png};

#[test]
fn other_files_are_told_by_their_content() {
    for bytes in [
        b"GIF89a\x01\0\x01\0".as_slice(),
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04\x14\0",
        b"MZ\x90\0",
        b"\x7fELF",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic",
        b"BM\0\0",
        b"II*\0",
        b" %PDF-1.7\n%%EOF",
        b"\xef\xbb\xbf%PDF-1.7\n%%EOF",
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a",
        b"\x89PNG\n\x1a\n",
        b"a",
        b"\0",
    ] {
        assert_eq!(
            inspect(bytes),
            Err(EvidenceFault::UnknownType),
            "{}",
            bytes.escape_ascii()
        );
        assert_eq!(accept(bytes), Err(EvidenceFault::UnknownType));
    }
    assert_eq!(inspect(b""), Err(EvidenceFault::Empty));
}

#[test]
fn a_verdict_on_another_file_does_not_serve() {
    let (jpeg, png) = (built_jpeg::plain(), built_png::file(&built_png::plain()));
    let (of_jpeg, of_png) = (inspect(&jpeg).unwrap(), inspect(&png).unwrap());
    assert!(strip(&jpeg, &of_png).is_err());
    assert!(strip(&png, &of_jpeg).is_err());
    assert!(strip(&built::pdf(b""), &of_jpeg).is_err());
}

#[test]
fn kinds_have_one_word_in_json_and_know_their_names() {
    for (kind, json, media_type, extension) in [
        (FileKind::Pdf, "\"pdf\"", "application/pdf", "pdf"),
        (FileKind::Jpeg, "\"jpeg\"", "image/jpeg", "jpg"),
        (FileKind::Png, "\"png\"", "image/png", "png"),
    ] {
        assert_eq!(serde_json::to_string(&kind).unwrap(), json);
        assert_eq!(serde_json::from_str::<FileKind>(json).unwrap(), kind);
        assert_eq!(
            (kind.media_type(), kind.extension()),
            (media_type, extension)
        );
    }
}
