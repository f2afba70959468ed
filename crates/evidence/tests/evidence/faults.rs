//! Faults in JSON, and in words.

use citizen_score_evidence::{Damage, EvidenceFault, FileKind, Inspected, PictureSize};
use serde_json::json;

#[test]
fn every_fault_has_its_kind_in_json_and_its_sentence() {
    let damaged = |kind, what| EvidenceFault::Damaged { kind, what };
    for (fault, json, words) in [
        (
            EvidenceFault::Empty,
            json!({"fault": "empty"}),
            "the file is empty",
        ),
        (
            EvidenceFault::TooLarge { bytes: 52_428_800 },
            json!({"fault": "too_large", "bytes": 52_428_800}),
            "the file has 52428800 bytes, and may have 5242880 at most",
        ),
        (
            EvidenceFault::UnknownType,
            json!({"fault": "unknown_type"}),
            "the file is not a PDF, a JPEG or a PNG, whatever its name says",
        ),
        (
            damaged(FileKind::Png, Damage::Checksum),
            json!({"fault": "damaged", "kind": "png", "what": "checksum"}),
            "the PNG is damaged: a part of it does not fit its checksum",
        ),
        (
            damaged(FileKind::Jpeg, Damage::BreaksOff),
            json!({"fault": "damaged", "kind": "jpeg", "what": "breaks_off"}),
            "the JPEG is damaged: it breaks off",
        ),
        (
            EvidenceFault::TooManyPixels {
                width: 9,
                height: 8,
            },
            json!({"fault": "too_many_pixels", "width": 9, "height": 8}),
            "the picture has 9 by 8 pixels, and may have 40000000 in all and 20000 along a side at most",
        ),
        (
            EvidenceFault::TooMuchInside { bytes: 72 },
            json!({"fault": "too_much_inside", "bytes": 72}),
            "more is packed into the picture than the 72 bytes that its size has room for",
        ),
        (
            EvidenceFault::Animated,
            json!({"fault": "animated"}),
            "the picture moves; only a still one can be attached",
        ),
        (
            EvidenceFault::NotShowable,
            json!({"fault": "not_showable"}),
            "the picture is a JPEG of a form that browsers cannot show",
        ),
        (
            EvidenceFault::TrailingBytes { bytes: 5 },
            json!({"fault": "trailing_bytes", "bytes": 5}),
            "the PDF is followed by 5 bytes that are not part of it",
        ),
        (
            EvidenceFault::NotStripped,
            json!({"fault": "not_stripped"}),
            "the picture still says more than it shows, such as where it was taken",
        ),
    ] {
        assert_eq!(serde_json::to_value(&fault).unwrap(), json);
        assert_eq!(
            serde_json::from_value::<EvidenceFault>(json).unwrap(),
            fault
        );
        assert_eq!(fault.to_string(), words);
    }
}

#[test]
fn a_verdict_goes_in_json() {
    let size = Some(PictureSize {
        width: 3,
        height: 2,
    });
    let picture = Inspected {
        kind: FileKind::Jpeg,
        size,
    };
    let json = json!({"kind": "jpeg", "size": {"width": 3, "height": 2}});
    assert_eq!(serde_json::to_value(picture).unwrap(), json);
}
