//! What is said about a record that was changed: a table of what was done, and the answer.

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

use citizen_score_record::RecordFault;
use serde_json::{Value, json};

/// The kind of a fault, and its sentence.
fn said(fault: &RecordFault) -> (String, String) {
    let json = serde_json::to_value(fault).unwrap();
    (
        json["fault"].as_str().unwrap().to_owned(),
        fault.to_string(),
    )
}

fn changed(what: &str) -> Value {
    let mut tree = sample::tree();
    steps::apply(&mut tree, what);
    tree
}

fn is_refused(record: &[u8], case: &str, kind: &str, sentence: &str) {
    let found = said(&sample::check(record).unwrap_err());
    assert_eq!(found.0, kind, "{case}: {}", found.1);
    assert!(found.1.contains(sentence), "{case}: {}", found.1);
}

/// An entry that counts for nothing leaves no trace but the signature, and the name of the key is signed
/// too, so that with another one no signature fits.
const CHANGED: &str = r#"
set /standing/score 1071 | score_differs | the record says 1071, and its entries come to 1070
set /standing/tier "AAA" | tier_differs | says `AAA`, and the score lies in `A+`
set /standing/next/points 69 | next_differs | says AA in 69, and it is AA in 70
set /standing/next null | next_differs | says none, and it is AA in 70
set /standing/margin 31 | margin_differs | says 31, and it is 30
set /standing/below null | below_differs | says none, and it is A
set /entries/2/entry/points 41 | entry_changed | entry 3, `first`, was changed
set /entries/2/entry/reference "R" | entry_changed | entry 3, `first`, was changed
set /entries/0/entry/id "o\u001bld" | entry_changed | entry 1, `o�ld`, was changed
set /entries/12/entry/recorded_at "2026-11-25T08:30:00+00:00" | entry_changed | entry 13, `late`, was changed
set /digests/4 "00112233445566778899aabbccddeeff" | entry_changed | entry 5, `strange`, was changed
drop /entries 2 | entry_missing | entry 3 of 13 is missing: there are 12
drop /entries 12 | entry_missing | entry 13 of 13 is missing
clear /entries | entry_missing | entry 1 of 13 is missing: there are 0
drop /entries 5; set /entries/0/entry/points 21 | entry_missing | entry 1 of 13 is missing
drop /digests 2 | entry_added | entry 3, `first`, was added
double /entries 4 | entry_added | entry 6, `strange`, was added
swap /entries 7 | ledger_reordered | entry 8, `blood-2`, does not belong there
swap /entries 7; swap /digests 7 | ledger_reordered | entry 9, `blood-1`, does not belong there
reverse /entries | ledger_reordered | entry 1, `late`, does not belong there
set /entry_count 12 | entry_count_differs | says that it holds 12 entries, and holds 13
drop /entries 2; drop /digests 2 | entry_count_differs | says that it holds 13 entries, and holds 12
drop /entries 2; drop /digests 2; set /entry_count 12 | score_differs | its entries come to 1030
drop /entries 0; drop /digests 0; set /entry_count 12 | signature_does_not_fit | something was changed after
set /entries/10/outcome {"counts":"yes"} | outcome_differs | entry 11, `blood-4`: the record says that it counts, and it does not count (capped, cap 30, year 2026)
set /entries/5/outcome/by "late" | outcome_differs | does not count (corrected, by late), and it does not count (corrected, by undo)
set /entries/2/counted 39 | counted_differs | entry 3, `first`: the record says that it adds 39 points, and it adds 40
set /entries/0/counted 20 | counted_differs | adds 20 points, and it adds 0
set /as_of "2026-11-25" | score_differs | come to 1090
set /as_of "2026-11-23" | signature_does_not_fit | something was changed
set /resident/name "Wang" | signature_does_not_fit | something was changed
set /resident/masked_number "1" | signature_does_not_fit | something was changed
set /rulebook/start/points 1001 | score_differs | come to 1071
set /rulebook/texts/en/city "Elsewhere" | signature_does_not_fit | something was changed
set /rulebook/tiers/3/from 1 | rulebook_invalid | tiers[3].from
set /statements/0/text "Me." | signature_does_not_fit | something was changed
set /statements/0/written_at "2026-11-20T12:00:01Z" | signature_does_not_fit | something was changed
set /statements/0/entry "blood-1" | signature_does_not_fit | something was changed
drop /statements 1 | signature_does_not_fit | something was changed
clear /statements | signature_does_not_fit | something was changed
set /key "00ff" | key_unknown | the key `00ff`, which is not among the known keys
set /key "7c16ab0d2e2f4b5f" | key_unknown | the key
set /issued_at "2026-05-31T23:59:59Z" | key_not_in_use | issued on 2026-05-31, when its key
set /issued_at "2026-11-24T10:15:31Z" | signature_does_not_fit | another key signed it
"#;

#[test]
fn what_was_changed_after_it_was_signed_is_named() {
    for [what, kind, sentence] in steps::rows(CHANGED) {
        is_refused(changed(what).to_string().as_bytes(), what, kind, sentence);
    }
    let other = json!(sample::keys()[0].id);
    let what = format!("set /key {other}");
    let sentence = "another key signed it";
    is_refused(
        changed(&what).to_string().as_bytes(),
        &what,
        "signature_does_not_fit",
        sentence,
    );
}

const SIGNED: &str = r#"
set /standing/score 1071 | score_differs | come to 1070
set /entries/0/counted 20 | counted_differs | it adds 0
set /entries/2/entry/points 61 | entry_price | carries 61 points, and its factor is worth 20 to 60
set /entries/2/entry/points -20 | entry_price | entry 3, `first`, is priced wrongly
set /entries/7/entry/points 9 | entry_price | is worth 10 to 10
set /entries/6/entry/points -59 | ledger_invalid | entry `undo`: points is -59
set /entries/6/entry/corrects "nobody" | ledger_invalid | entry `undo`: corrects names `nobody`
set /entries/1/entry/id "old" | ledger_invalid | entry `old`: id is used twice
set /entries/1/entry/basis "a\nb" | ledger_invalid | basis holds a control character
reverse /entries | ledger_reordered | entry 2, `contested`, does not belong there
set /statements/2/entry "you" | statement_without_entry | statement 3 is about the entry `you`, which the record does not hold
set /statements/2/entry "o\u001b" | statement_without_entry | the entry `o�`
double /statements 1 | statement_twice | statement 3 is the second about the entry `late`
swap /statements 0 | statements_reordered | statement 2, about the entry `contested`, does not belong there
reverse /statements | statements_reordered | statement 2, about the entry `late`
set /statements/1/text "" | field_wrong | statements[1].text is wrong: it must say something
set /statements/1/text "a\tb" | field_wrong | statements[1].text is wrong: it must not hold control
set /statements/1/text 7 | field_wrong | statements[1].text is wrong: it must be a text, and is 7
set /statements/1/written_at "2026-11-20" | field_wrong | statements[1].written_at is wrong: it must be a moment
set /statements/1/more 1 | field_unknown | statements[1].more is not a field
unset /statements/1 text | field_missing | statements[1].text is missing
set /statements/1 [] | field_wrong | statements[1] is wrong: it must be an object
set /statements null | field_wrong | statements
set /rulebook/version " " | rulebook_invalid | version: is blank
unset /rulebook range; set /entries/2/entry/rulebook_version "1"; set /entries/2/entry/points 2147483647 | points_overflow | beyond what a score can hold
"#;

#[test]
fn a_signature_does_not_make_wrong_figures_right() {
    for [what, kind, sentence] in steps::rows(SIGNED) {
        let tree = sample::with_digests(changed(what));
        is_refused(&sample::signed(tree, 1), what, kind, sentence);
    }
    // What counts for nothing may carry any points that fit its factor, if it was signed so.
    let tree = sample::with_digests(changed("set /entries/0/entry/points 21"));
    assert!(sample::check(&sample::signed(tree, 1)).is_ok());
}

#[test]
fn another_key_than_the_named_one_is_named() {
    let keys = sample::keys();
    let sentence = format!(
        "names the key `{}`, and was signed by another, `{}`",
        keys[1].id, keys[0].id
    );
    is_refused(
        &sample::signed(sample::tree(), 2),
        "key 2",
        "wrong_key",
        &sentence,
    );
    is_refused(
        &sample::signed(sample::tree(), 9),
        "key 9",
        "signature_does_not_fit",
        "",
    );
}

#[test]
fn words_may_be_as_long_as_the_limit_and_no_longer() {
    for (length, good) in [(500, true), (501, false)] {
        let mut tree = sample::tree();
        tree["statements"][0]["text"] = json!("王".repeat(length));
        let checked = sample::check(&sample::signed(tree, 1));
        assert_eq!(checked.is_ok(), good, "{checked:?}");
    }
}
