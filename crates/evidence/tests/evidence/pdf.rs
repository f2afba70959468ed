//! PDFs: beginning and end, and sent as they are.

use citizen_score_evidence::{Damage, EvidenceFault, FileKind, accept, inspect, strip};

use crate::built::pdf;

#[test]
fn a_pdf_is_sent_as_it_is_and_says_so() {
    for behind in [b"".as_slice(), b"\n", b"\r\n", b" \0\t\x0c\n"] {
        let bytes = pdf(behind);
        let inspected = inspect(&bytes).unwrap();
        assert_eq!((inspected.kind, inspected.size), (FileKind::Pdf, None));
        assert!(inspected.keeps_metadata());
        assert_eq!(strip(&bytes, &inspected).unwrap(), bytes);
        assert_eq!(accept(&bytes), Ok(inspected));
    }
}

#[test]
fn a_pdf_that_was_added_to_has_more_than_one_end() {
    let added = [
        pdf(b"\n"),
        b"2 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n".to_vec(),
    ]
    .concat();
    assert!(inspect(&added).is_ok());
}

#[test]
fn versions_that_there_are_pass_and_others_do_not() {
    for (version, passes) in [
        ("1.0", true),
        ("1.4", true),
        ("1.7", true),
        ("2.0", true),
        ("1.8", false),
        ("3.0", false),
        ("1,4", false),
        ("1", false),
        ("", false),
    ] {
        let bytes = format!("%PDF-{version}\n%%EOF").into_bytes();
        let expected = EvidenceFault::Damaged {
            kind: FileKind::Pdf,
            what: Damage::Header,
        };
        let found = inspect(&bytes).map(|_| ());
        assert_eq!(
            found,
            if passes { Ok(()) } else { Err(expected) },
            "{version}"
        );
    }
}

#[test]
fn what_comes_before_or_behind_a_pdf_is_refused() {
    let before = [b"MZ", pdf(b"").as_slice()].concat();
    assert_eq!(inspect(&before), Err(EvidenceFault::UnknownType));
    let behind = pdf(b"\nPK\x03\x04");
    assert_eq!(
        inspect(&behind),
        Err(EvidenceFault::TrailingBytes { bytes: 5 })
    );
    let cut = EvidenceFault::Damaged {
        kind: FileKind::Pdf,
        what: Damage::BreaksOff,
    };
    assert_eq!(inspect(&pdf(b"")[..60]), Err(cut));
}
