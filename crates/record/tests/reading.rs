//! Files that are no records, or records with a field that is missing, unknown or wrong.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

#[allow(dead_code)]
#[path = "sample/record.rs"]
mod sample;
#[allow(dead_code)]
#[path = "sample/steps.rs"]
mod steps;

use citizen_score_record::{MOST_BYTES, prepare};

fn is_refused(record: &[u8], kind: &str, sentence: &str) {
    let fault = prepare(record).unwrap_err();
    let json = serde_json::to_value(&fault).unwrap();
    assert_eq!(json["fault"], kind, "{fault}");
    assert!(fault.to_string().contains(sentence), "{fault}");
}

const FILES: &str = r#"
 | not_json | from line 1, column 0 on
{ | not_json | from line 1, column 1 on
[] | not_a_record | a record is one object, in braces
17 | not_a_record | not a record
"{}" | not_a_record | not a record
{} | field_missing | format is missing
{"format":1} | field_wrong | format is wrong: it must be a text, and is 1
{"format":"a","format":"b"} | field_twice | format stands there twice
{"format":"citizen-score-record/3","new":1.5} | unknown_format | `citizen-score-record/3`; this program reads citizen-score-record/1 and citizen-score-record/2
{"format":"citizen-score-record/2"} | field_missing | as_of is missing
{"format":"citizen-score-record/1"} | field_missing | as_of is missing
{"format":"citizen-score-record/1","a\u001b":1} | field_unknown | a� is not a field of a record
{"format":"citizen-score-record/1"} x | not_json | line 1, column 37
"#;

#[test]
fn what_is_not_a_record_is_told_from_what_is_a_wrong_one() {
    for line in FILES.lines().skip(1) {
        let row = format!("{line} ");
        let [file, kind, sentence] = steps::rows(&row)[0];
        is_refused(file.as_bytes(), kind, sentence);
    }
    is_refused(b"{\n\"format\": \"\xff\"}", "not_json", "line 2, column 12");
    let large = vec![b' '; MOST_BYTES + 1];
    is_refused(
        &large,
        "too_large",
        "has 200000001 bytes, and a record has at most 200000000",
    );
    is_refused(&large[1..], "not_json", "line 1");
}

#[test]
fn what_stands_there_twice_or_is_no_whole_number_is_named_with_its_place() {
    let record = String::from_utf8(sample::record()).unwrap();
    let replaced = |from: &str, to: &str| record.replacen(from, to, 1).into_bytes();
    let cases = [
        (
            replaced("{", "{\"key\":\"x\","),
            "field_twice",
            "key stands there twice",
        ),
        (
            replaced("\"counted\":0", "\"counted\":0,\"counted\":0"),
            "field_twice",
            "entries[0].counted stands",
        ),
        (
            replaced("\"masked_number\":", "\"name\":\"x\",\"masked_number\":"),
            "field_twice",
            "resident.name stands",
        ),
        (
            replaced("\"counted\":0", "\"counted\":0.0"),
            "field_wrong",
            "entries[0] is wrong: a number is not whole",
        ),
        (
            replaced("\"points\":1000", "\"points\":1e3"),
            "field_wrong",
            "rulebook is wrong: a number is not whole",
        ),
        (
            replaced("\"standing\":", "\"standing\";"),
            "not_json",
            "from line 25, column 11 on",
        ),
    ];
    for (bytes, kind, sentence) in cases {
        is_refused(&bytes, kind, sentence);
    }
}

#[test]
fn a_field_that_is_missing_or_unknown_is_named_by_its_path() {
    for (parent, name, path) in [
        ("", "digests", "digests"),
        ("", "signature", "signature"),
        ("/resident", "name", "resident.name"),
        ("/standing/next", "tier", "standing.next.tier"),
        ("/entries/3", "outcome", "entries[3].outcome"),
        (
            "/entries/3/entry",
            "contested",
            "entries[3].entry.contested",
        ),
    ] {
        let mut without = sample::tree();
        let part = without.pointer_mut(parent).unwrap();
        part.as_object_mut().unwrap().remove(name).unwrap();
        let sentence = format!("{path} is missing");
        is_refused(without.to_string().as_bytes(), "field_missing", &sentence);
        let mut more = sample::tree();
        steps::apply(&mut more, &format!("set {parent}/nonsense 1"));
        let sentence = format!(
            "{}nonsense is not a field",
            path.strip_suffix(name).unwrap()
        );
        is_refused(more.to_string().as_bytes(), "field_unknown", &sentence);
    }
}

const WRONG: &str = r#"
set /as_of "2026-2-1" | as_of is wrong: it must be a day such as 2026-11-24, and is the text `2026-2-1`
set /issued_at "today" | issued_at is wrong: it must be a moment
set /entries {} | entries is wrong: invalid type: map, expected a list
set /digests "x" | digests is wrong: invalid type: string "x", expected a list
set /digests/4 "00" | digests[4] is wrong: it must be 32 digits
set /digests/4 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" | digests[4] is wrong: it must be 32 digits
set /digests/4 {} | digests[4] is wrong: it must be a text, and is an object
set /entries/1 5 | entries[1] is wrong: it must be an object, and is 5
set /entries/1/entry [] | entries[1].entry is wrong: it must be an object, and is a list
set /entries/1/entry/points 2147483648 | entries[1].entry.points is wrong: it must be a number of points
set /entries/1/entry/contested "no" | entries[1].entry.contested is wrong: it must be true or false
set /entries/1/entry/corrects 0 | entries[1].entry.corrects is wrong: it must be a text, and is 0
set /entries/1/outcome {"counts":"maybe"} | entries[1].outcome is wrong: unknown variant
set /entries/1/outcome {"counts":"yes","reason":"lapsed"} | an entry that counts has no `reason`
set /entries/1/outcome/more 1 | entries[1].outcome is wrong: unknown field `more`
set /entry_count -1 | entry_count is wrong: it must be a number of entries, and is -1
set /signature "xxx" | signature is wrong: it must be 64 bytes in base64url
set /resident null | resident is wrong: it must be an object, and is null
set /standing/next/points true | standing.next.points is wrong: it must be a number of points, and is true
set /key 1 | key is wrong: it must be a text, and is 1
"#;

#[test]
fn a_field_with_a_value_that_it_cannot_have_is_named_by_its_path() {
    for [what, sentence] in steps::rows(WRONG) {
        let mut tree = sample::tree();
        steps::apply(&mut tree, what);
        is_refused(tree.to_string().as_bytes(), "field_wrong", sentence);
    }
}
