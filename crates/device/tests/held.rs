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

use chrono::{Datelike, Days};
use citizen_score_contract::ledger::{Begin, Count, End};
use citizen_score_contract::{EntryView, Me, RulebookRef};
use citizen_score_device::arithmetic::Arithmetic;
use citizen_score_device::entry::EntryInFull;
use citizen_score_device::list::Page;
use citizen_score_device::report::Report;
use citizen_score_device::{Ask, Fault, Filter, Held, Reading};
use citizen_score_rules::rulebook::Direction;
use citizen_score_rules::{Difference, Entry, Ledger, Outcome, Rulebook, assess};
use deeds::{but, day, deed};
use serde::de::DeserializeOwned;

const AS_OF: &str = "2026-06-01";

/// A gift or a fine every third day from 2025 on, every fifth of them contested.
fn entries(count: u64) -> Vec<Entry> {
    (0..count)
        .map(|number| {
            let on = (day("2025-01-01") + Days::new(number * 3)).to_string();
            let (factor, points) = if number % 2 == 0 {
                ("gift", 10)
            } else {
                ("fine", -10)
            };
            let entry = deed(&format!("entry-{number:04}"), factor, points, &on);
            but(entry, |entry| entry.contested = number % 5 == 0)
        })
        .collect()
}

/// What a server that makes no mistake sends.
fn lines(rulebook: &Rulebook, entries: Vec<Entry>) -> Vec<String> {
    let ledger = Ledger::new(entries).unwrap();
    let assessment = assess(rulebook, &ledger, day(AS_OF)).unwrap();
    let me = Me {
        display_name: "Somebody".to_owned(),
        masked_number: "••1".to_owned(),
        standing: assessment.standing,
        as_of: day(AS_OF),
        last_entry_at: None,
        entry_count: ledger.entries().len() as u64,
        revision: 0,
        rulebook: RulebookRef {
            id: rulebook.data().id.clone(),
            version: rulebook.data().version.clone(),
        },
    };
    let count = Count {
        entries: me.entry_count,
    };
    let mut lines = vec![serde_json::to_string(&Begin { me }).unwrap()];
    for (entry, outcome) in ledger.entries().iter().zip(assessment.outcomes) {
        let counted = if outcome == Outcome::Counts {
            entry.points
        } else {
            0
        };
        let view = EntryView {
            entry: entry.clone(),
            outcome,
            counted,
            statement: None,
            case: None,
        };
        lines.push(serde_json::to_string(&view).unwrap());
    }
    lines.push(serde_json::to_string(&End { end: count }).unwrap());
    lines
}

fn read(text: &str, piece: usize) -> Result<Reading, Fault> {
    let mut reading = Reading::default();
    for piece in text.as_bytes().chunks(piece) {
        reading.feed(piece)?;
    }
    Ok(reading)
}

fn held(lines: &[String]) -> Held {
    let text = lines.join("\n") + "\n";
    let arrived = read(&text, 1000).unwrap().finish().unwrap();
    Held::new(city::rulebook(), None, arrived).unwrap()
}

fn answer<T: DeserializeOwned>(held: &mut Held, ask: Ask) -> T {
    serde_json::from_str(&held.answer(ask).unwrap()).unwrap()
}

fn list(held: &mut Held, filter: Filter, offset: u32, limit: u32) -> Page {
    let language = "en".to_owned();
    answer(
        held,
        Ask::List {
            filter,
            offset,
            limit,
            language,
        },
    )
}

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
fn own_words_and_cases_stand_beside_their_entries_and_no_others() {
    let mut lines = lines(&city::rulebook(), entries(9));
    for (id, statement, case) in [
        ("entry-0003", Some("It was my neighbour."), None),
        ("entry-0005", None, Some("2026-7K3M-9QXD")),
        ("entry-0007", Some("Both."), Some("2026-AAAA-BBBB")),
    ] {
        let line = lines.iter_mut().find(|line| line.contains(id)).unwrap();
        let mut view: EntryView = serde_json::from_str(line).unwrap();
        view.statement = statement.map(str::to_owned);
        view.case = case.map(str::to_owned);
        *line = serde_json::to_string(&view).unwrap();
    }
    let mut held = held(&lines);
    let said: Vec<_> = lines[1..lines.len() - 1]
        .iter()
        .map(|line| serde_json::from_str::<EntryView>(line).unwrap())
        .map(|view| (view.entry.id, view.statement, view.case))
        .collect();
    let page = list(&mut held, Filter::default(), 0, 50);
    let mut listed: Vec<_> = page
        .rows
        .into_iter()
        .map(|row| (row.entry.id, row.statement, row.case))
        .collect();
    listed.reverse();
    assert_eq!(listed, said);
    for (id, statement, case) in said {
        let ask = Ask::Entry { id: id.to_string() };
        let found: EntryInFull = answer(&mut held, ask);
        assert_eq!((found.row.statement, found.row.case), (statement, case));
    }
}

#[test]
fn pages_of_the_history_are_the_ledger_backwards() {
    let all = entries(130);
    let mut held = held(&lines(&city::rulebook(), all.clone()));
    let mut seen = Vec::new();
    for offset in (0..200).step_by(50) {
        let page = list(&mut held, Filter::default(), offset, 50);
        assert_eq!((page.total, page.matching), (130, 130));
        seen.extend(page.rows.into_iter().map(|row| row.entry.id));
    }
    let backwards: Vec<_> = all.iter().rev().map(|entry| entry.id.clone()).collect();
    assert_eq!(seen, backwards);
}

#[test]
fn every_filter_keeps_what_it_asks_for_and_nothing_else() {
    let all = entries(130);
    let mut held = held(&lines(&city::rulebook(), all.clone()));
    let base = Filter::default;
    let filters = [
        Filter {
            direction: Some(Direction::Gain),
            ..base()
        },
        Filter {
            direction: Some(Direction::Loss),
            ..base()
        },
        Filter {
            from: Some(day("2025-03-01")),
            until: Some(day("2025-04-01")),
            ..base()
        },
        Filter {
            category: Some("civic".to_owned()),
            ..base()
        },
        Filter {
            category: Some("none".to_owned()),
            ..base()
        },
        Filter {
            words: "FINE words".to_owned(),
            ..base()
        },
        Filter {
            words: "entry-0012".to_owned(),
            ..base()
        },
        Filter {
            words: "nowhere".to_owned(),
            ..base()
        },
    ];
    for filter in filters {
        let page = list(&mut held, filter.clone(), 0, 500);
        let naive =
            all.iter().rev().filter(|entry| {
                filter.direction.is_none_or(|it| (it == Direction::Gain) == (entry.points > 0))
                && filter.from.is_none_or(|from| entry.occurred_on >= from)
                && filter.until.is_none_or(|until| entry.occurred_on <= until)
                && filter.category.as_deref().is_none_or(|it| it == "civic")
                && filter.words.to_lowercase().split_whitespace().all(|word| {
                    let words = format!(
                        "words for factor.{} words for authority.office words for basis.rule {} {}",
                        entry.factor, entry.reference, entry.id
                    );
                    words.contains(word)
                })
            });
        let naive: Vec<_> = naive.map(|entry| entry.id.clone()).collect();
        let found: Vec<_> = page.rows.iter().map(|row| row.entry.id.clone()).collect();
        assert_eq!(found, naive, "{filter:?}");
        assert_eq!(page.matching as usize, naive.len());
        for year in &page.years {
            let row = &page.rows[year.offset as usize];
            assert_eq!(row.entry.occurred_on.year(), year.year);
        }
    }
    let counts = |counts| Filter {
        counts: Some(counts),
        ..base()
    };
    let yes = list(&mut held, counts(true), 0, 500);
    let no = list(&mut held, counts(false), 0, 500);
    assert_eq!(yes.matching + no.matching, 130);
    assert!(yes.rows.iter().all(|row| row.outcome == Outcome::Counts));
    assert!(no.rows.iter().all(|row| row.counted() == 0));
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
