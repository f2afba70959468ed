//! The history on the device: pages, filters, and what stands beside an entry.

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

use chrono::Datelike;
use citizen_score_contract::EntryView;
use citizen_score_device::entry::EntryInFull;
use citizen_score_device::{Ask, Filter};
use citizen_score_rules::Outcome;
use citizen_score_rules::rulebook::Direction;
use deeds::day;
use streamed::{answer, entries, held, lines, list};

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
