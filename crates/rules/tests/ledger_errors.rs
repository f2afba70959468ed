//! Everything that makes a ledger wrong, with the entry and the field.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/deeds.rs"]
mod deeds;

use citizen_score_rules::ledger::MAX_TEXT;
use citizen_score_rules::{Entry, Ledger, LedgerError, Text};
use deeds::{but, day, deed, undo};

fn good(id: &str) -> Entry {
    deed(id, "help", 20, "2025-03-01")
}

fn error(entries: &[Entry]) -> LedgerError {
    Ledger::new(entries.to_vec()).expect_err("the ledger is wrong")
}

fn assert_error(entries: &[Entry], entry: &str, field: &str, problem: &str) {
    let error = error(entries);
    assert_eq!(
        (error.entry.as_str(), error.field),
        (entry, field),
        "{error}"
    );
    assert!(error.problem.contains(problem), "{error}");
}

/// The text fields of an entry.
fn texts(entry: &mut Entry) -> [(&'static str, &mut Text); 6] {
    [
        ("id", &mut entry.id),
        ("factor", &mut entry.factor),
        ("authority", &mut entry.authority),
        ("reference", &mut entry.reference),
        ("basis", &mut entry.basis),
        ("rulebook_version", &mut entry.rulebook_version),
    ]
}

/// The good entry with this text in one field after the other.
fn with_text(text: &str) -> Vec<(&'static str, Entry)> {
    (0..6)
        .map(|at| {
            let mut entry = good("a");
            let (field, slot) = texts(&mut entry).into_iter().nth(at).unwrap();
            *slot = text.into();
            (field, entry)
        })
        .collect()
}

#[test]
fn blank_texts() {
    for text in ["", "  ", "\n"] {
        for (field, entry) in with_text(text) {
            let error = error(&[entry]);
            assert_eq!((error.field, error.problem.as_str()), (field, "is blank"));
        }
    }
}

#[test]
fn texts_of_the_longest_length_and_one_more() {
    for (field, entry) in with_text(&"x".repeat(MAX_TEXT)) {
        assert!(Ledger::new(vec![entry]).is_ok(), "{field}");
    }
    for (field, entry) in with_text(&"x".repeat(MAX_TEXT + 1)) {
        let error = error(&[entry]);
        assert_eq!(
            (error.field, error.problem.as_str()),
            (field, "is longer than 400 bytes")
        );
    }
}

#[test]
fn control_characters() {
    for text in ["a\u{1b}[2J", "a\nb", "a\u{7f}"] {
        for (field, entry) in with_text(text) {
            let error = error(&[entry]);
            assert_eq!(error.field, field);
            assert!(error.problem.contains("control character"), "{error}");
            assert!(!error.to_string().chars().any(char::is_control));
        }
    }
}

#[test]
fn an_error_shows_no_more_of_an_id_than_fits() {
    let error = error(&[good(&"é".repeat(100_000))]);
    assert_eq!(error.entry, format!("{}…", "é".repeat(80)));
    let missing = but(good("a"), |it| {
        it.corrects = Some("\u{1b}".repeat(100_000).into());
    });
    let error = self::error(&[missing]);
    assert!(error.to_string().chars().count() < 200, "{error}");
    assert!(!error.to_string().chars().any(char::is_control));
}

#[test]
fn a_day_of_occurrence_after_the_recording() {
    let on = |text: &str| [but(good("a"), |it| it.occurred_on = day(text))];
    assert!(Ledger::new(on("2025-03-02").to_vec()).is_ok());
    assert_error(
        &on("2025-03-03"),
        "a",
        "occurred_on",
        "after the day on which it was recorded",
    );
}

#[test]
fn the_ends_of_the_calendar() {
    let first = but(good("a"), |it| {
        it.occurred_on = chrono::NaiveDate::MIN;
        it.recorded_at = chrono::DateTime::<chrono::Utc>::MIN_UTC;
    });
    let last = but(good("b"), |it| {
        it.occurred_on = chrono::NaiveDate::MAX;
        it.recorded_at = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    });
    assert!(Ledger::new(vec![first, last]).is_ok());
}

#[test]
fn an_id_used_twice() {
    assert_error(
        &[good("a"), good("b"), good("a")],
        "a",
        "id",
        "is used twice",
    );
    let other_day = deed("a", "fine", -10, "2024-01-01");
    assert_error(&[good("a"), other_day], "a", "id", "is used twice");
}

#[test]
fn a_correction_of_what_is_not_there() {
    let lost = undo("b", &good("gone"), "2025-03-02");
    assert_error(
        &[good("a"), lost],
        "b",
        "corrects",
        "`gone`, which is not in the ledger",
    );
}

#[test]
fn circles_of_every_length() {
    for length in 1..=5 {
        let ids: Vec<String> = (0..length).map(|number| format!("c{number}")).collect();
        let mut entries: Vec<Entry> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let target = &ids[(at + 1) % ids.len()];
                but(deed(id, "help", 0, "2025-03-01"), |it| {
                    it.corrects = Some(target.into());
                })
            })
            .collect();
        // A chain that leads into the circle is not named: it is not in the circle itself.
        entries.push(but(deed("b", "help", 0, "2025-02-01"), |it| {
            it.corrects = Some("c0".into());
        }));
        entries.push(but(deed("a", "help", 0, "2025-01-01"), |it| {
            it.corrects = Some("b".into());
        }));
        assert_error(&entries, "c0", "corrects", "leads back to itself");
    }
}

#[test]
fn points_of_a_correction() {
    let target = good("a");
    let carrying = |points| {
        [
            target.clone(),
            but(undo("b", &target, "2025-03-02"), |it| it.points = points),
        ]
    };
    for points in [0, -20] {
        assert!(Ledger::new(carrying(points).to_vec()).is_ok(), "{points}");
    }
    for points in [20, -19, -21, 1, i32::MIN] {
        assert_error(
            &carrying(points),
            "b",
            "points",
            "0 or the opposite of its 20",
        );
    }
}

#[test]
fn the_smallest_number_has_no_opposite() {
    let target = deed("a", "fall", i32::MIN, "2025-03-01");
    let carrying = |points| {
        [
            target.clone(),
            but(undo("b", &target, "2025-03-02"), |it| it.points = points),
        ]
    };
    assert!(Ledger::new(carrying(0).to_vec()).is_ok());
    assert_error(&carrying(i32::MIN), "b", "points", "opposite");
    assert_error(&carrying(i32::MAX), "b", "points", "opposite");
}

#[test]
fn an_error_reads_as_entry_field_and_sentence() {
    assert_eq!(
        error(&[good("a"), good("a")]).to_string(),
        "entry `a`: id is used twice"
    );
}

#[test]
fn entries_are_kept_by_day_and_then_by_id() {
    let entries = [
        deed("c", "help", 5, "2025-03-01"),
        deed("b", "help", 5, "2025-03-02"),
        deed("a", "help", 5, "2025-03-02"),
        deed("d", "help", 5, "2024-12-31"),
    ];
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let ids: Vec<&str> = ledger
        .entries()
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(ids, ["d", "c", "a", "b"]);
}
