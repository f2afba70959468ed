//! A ledger that streams in, in pieces of any size, and the answers that the device gives about it.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

#[path = "../../rules/tests/sample/city.rs"]
mod city;
#[path = "../../rules/tests/sample/deeds.rs"]
mod deeds;
#[path = "sample/streamed.rs"]
mod streamed;

use citizen_score_device::arithmetic::Arithmetic;
use citizen_score_device::report::Report;
use citizen_score_device::{Ask, Fault, Held};
use citizen_score_rules::Difference;
use streamed::{answer, entries, held, lines, read};

#[test]
fn pieces_of_any_size_make_the_same_ledger() {
    let text = lines(&city::rulebook(), entries(20)).join("\n") + "\n";
    let whole = read(&text, usize::MAX).unwrap().finish().unwrap();
    for piece in [1, 2, 7, 64, 999] {
        let arrived = read(&text, piece).unwrap().finish().unwrap();
        assert_eq!(arrived.ledger, whole.ledger, "pieces of {piece}");
        assert_eq!(arrived.said, whole.said, "pieces of {piece}");
    }
}

#[test]
fn a_stream_that_breaks_off_is_no_shorter_ledger() {
    let lines = lines(&city::rulebook(), entries(10));
    for kept in 0..lines.len() {
        let mut text = lines[..kept].join("\n");
        if kept > 0 {
            text.push('\n');
        }
        let end = read(&text, 100).unwrap().finish().unwrap_err();
        let entries = kept.saturating_sub(1) as u64;
        assert_eq!(end, Fault::BrokenOff { entries });
    }
    // Nor is one that lacks an entry in the middle, or whose last line is cut.
    let mut fewer = lines.clone();
    fewer.remove(4);
    let text = fewer.join("\n") + "\n";
    assert_eq!(
        read(&text, 100).unwrap().finish().unwrap_err(),
        Fault::BrokenOff { entries: 9 }
    );
    let cut = lines.join("\n");
    let ended = read(&cut[..cut.len() - 3], 100).unwrap().finish();
    assert!(matches!(ended, Err(Fault::BrokenOff { .. })), "{ended:?}");
}

#[test]
fn a_line_that_cannot_be_read_is_named() {
    let mut lines = lines(&city::rulebook(), entries(5));
    lines[3] = lines[3].replace("\"points\"", "\"pints\"");
    let fault = read(&(lines.join("\n") + "\n"), 100).unwrap_err();
    assert!(matches!(fault, Fault::Line { line: 4, .. }), "{fault:?}");
    let long = read(&"x".repeat(200_000), 1000).unwrap_err();
    assert!(matches!(long, Fault::Line { line: 0, .. }), "{long:?}");
}

#[test]
fn entries_after_the_end_are_refused() {
    let mut lines = lines(&city::rulebook(), entries(2));
    lines.push(lines[1].clone());
    let fault = read(&(lines.join("\n") + "\n"), 100).unwrap_err();
    assert!(matches!(fault, Fault::Line { line: 5, .. }), "{fault:?}");
}

#[test]
fn another_rulebook_than_was_applied_is_not_used() {
    let text = lines(&city::rulebook(), entries(2)).join("\n") + "\n";
    let other = city::bent(|json| json["version"] = "2026.1".into());
    let arrived = read(&text, 100).unwrap().finish().unwrap();
    let fault = Held::new(other, None, arrived).unwrap_err();
    assert!(matches!(fault, Fault::Rulebook { .. }), "{fault:?}");
}

#[test]
fn the_arithmetic_leads_from_the_start_to_the_score() {
    let mut held = held(&lines(&city::rulebook(), entries(130)));
    let mut sum = 150;
    let mut offset = 0;
    loop {
        let part: Arithmetic = answer(&mut held, Ask::Arithmetic { offset, limit: 7 });
        for line in &part.lines {
            sum += i64::from(line.points);
            assert_eq!(line.sum, sum);
        }
        offset += part.lines.len() as u32;
        if part.lines.is_empty() {
            assert_eq!(part.counting, offset);
            assert_eq!(part.counting + part.not_counting, 130);
            assert_eq!(part.sum, sum);
            assert_eq!(i64::from(part.start) + part.gained + part.lost, sum);
            assert_eq!(i64::from(part.standing.score), sum);
            break;
        }
    }
}

#[test]
fn a_server_that_says_the_truth_is_believed_and_one_point_is_noticed() {
    let rulebook = city::rulebook();
    let truth = lines(&rulebook, entries(40));
    let report: Report = answer(&mut held(&truth), Ask::Audit);
    assert!(report.agrees(), "{report:?}");

    // One point more for one entry: its price is not that of the rules.
    let mut lie = truth.clone();
    let at = lie
        .iter()
        .position(|line| line.contains("entry-0002"))
        .unwrap();
    lie[at] = lie[at].replacen("\"points\":10", "\"points\":11", 1);
    let report: Report = answer(&mut held(&lie), Ask::Audit);
    assert!(!report.agrees());
    let named = report.differences.iter().any(|difference| {
        matches!(difference, Difference::Price { entry, points: 11, .. } if *entry == *"entry-0002")
    });
    assert!(named, "{:?}", report.differences);
}

#[test]
fn points_beyond_the_type_are_an_error_and_never_wrap() {
    let rulebook = city::rulebook();
    let mut lines = lines(&rulebook, entries(4));
    for line in &mut lines[1..4] {
        *line = line
            .replace("\"factor\":\"gift\"", "\"factor\":\"rise\"")
            .replace("\"factor\":\"fine\"", "\"factor\":\"rise\"")
            .replace("\"points\":10", &format!("\"points\":{}", i32::MAX))
            .replace("\"points\":-10", &format!("\"points\":{}", i32::MAX))
            .replace("\"contested\":true", "\"contested\":false");
    }
    let arrived = read(&(lines.join("\n") + "\n"), 1000)
        .unwrap()
        .finish()
        .unwrap();
    assert_eq!(
        Held::new(rulebook, None, arrived).unwrap_err(),
        Fault::TooManyPoints
    );
}
