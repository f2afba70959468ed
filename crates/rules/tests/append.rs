//! Growing a ledger one entry at a time gives what all of its entries at once give.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "oracle/cases.rs"]
mod cases;
#[path = "sample/city.rs"]
mod city;
#[path = "sample/deeds.rs"]
mod deeds;

use cases::{Case, everyday, extreme};
use citizen_score_rules::{Entry, Ledger, LedgerError, assess};
use deeds::{but, deed, undo};
use proptest::prelude::*;

/// Appends whatever can be appended, again and again, until nothing more can; says what is left.
fn grown(mut ledger: Ledger, mut left: Vec<Entry>) -> (Ledger, Vec<Entry>) {
    loop {
        let before = left.len();
        left.retain(|entry| {
            let known = ledger.clone();
            let refused = ledger.append(entry.clone()).is_err();
            assert!(
                !refused || ledger == known,
                "a refused entry leaves no trace"
            );
            refused
        });
        if left.len() == before {
            return (ledger, left);
        }
    }
}

fn same(case: &Case, at_first: usize) -> Result<(), TestCaseError> {
    // What the ledger begins with must be sound by itself: entries that undo nothing.
    let (first, later): (Vec<_>, Vec<_>) = (0..)
        .zip(case.entries.clone())
        .partition(|(at, entry)| *at < at_first && entry.corrects.is_none());
    let entries = |list: Vec<(usize, Entry)>| list.into_iter().map(|(_, entry)| entry).collect();
    let begun = Ledger::new(entries(first)).unwrap();
    let (grown, left) = grown(begun, entries(later));
    match Ledger::new(case.entries.clone()) {
        Err(_) => prop_assert!(!left.is_empty()),
        Ok(whole) => {
            prop_assert_eq!(left, vec![]);
            prop_assert_eq!(&grown, &whole);
            prop_assert_eq!(
                assess(&case.rulebook, &grown, case.as_of),
                assess(&case.rulebook, &whole, case.as_of)
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_order_in_which_targets_come_first(case in everyday(), at_first in 0..30_usize) {
        same(&case, at_first)?;
    }

    #[test]
    fn hostile_links_are_refused_either_way(
        case in extreme(),
        links in prop::collection::vec(prop::option::of(0..26_usize), 24),
        at_first in 0..30_usize,
    ) {
        let mut entries = case.entries.clone();
        for (entry, link) in entries.iter_mut().zip(links) {
            entry.corrects = link.map(|number| format!("e{number:02}").into());
            if entry.corrects.is_some() {
                entry.points = 0;
            }
        }
        same(&Case { entries, ..case }, at_first)?;
    }
}

fn begun() -> Ledger {
    Ledger::new(vec![deed("a", "fine", -10, "2025-03-01")]).unwrap()
}

fn refused(entry: Entry) -> LedgerError {
    begun().append(entry).expect_err("is refused")
}

fn assert_error(entry: Entry, field: &str, problem: &str) {
    let error = refused(entry);
    assert_eq!(error.field, field, "{error}");
    assert!(error.problem.contains(problem), "{error}");
}

#[test]
fn what_is_wrong_is_named() {
    let target = deed("a", "fine", -10, "2025-03-01");
    assert_error(deed("b", " ", 5, "2025-03-01"), "factor", "is blank");
    assert_error(deed("a", "gift", 10, "2025-05-01"), "id", "is used twice");
    let lost = deed("lost", "fine", -10, "2025-03-01");
    assert_error(
        undo("b", &lost, "2025-04-01"),
        "corrects",
        "not in the ledger",
    );
    let itself = but(undo("b", &target, "2025-04-01"), |it| {
        it.corrects = Some("b".into());
    });
    assert_error(itself, "corrects", "not in the ledger");
    let wrong = but(undo("b", &target, "2025-04-01"), |it| it.points = 9);
    assert_error(wrong, "points", "carries 0 or the opposite of its -10");
}

#[test]
fn an_id_that_was_appended_is_used_too() {
    let mut ledger = begun();
    let entry = deed("b", "gift", 10, "2025-05-01");
    ledger.append(entry.clone()).unwrap();
    assert_eq!(ledger.append(entry).unwrap_err().problem, "is used twice");
    assert_eq!(ledger.entries().len(), 2);
}

#[test]
fn a_new_entry_shares_the_texts_of_the_others() {
    let mut ledger = begun();
    ledger.append(deed("0", "fine", -10, "2020-05-01")).unwrap();
    let [new, old] = [0, 1].map(|at| &ledger.entries()[at]);
    assert_eq!((&*new.id, &*old.id), ("0", "a"));
    assert!(new.factor.is_shared_with(&old.factor));
    assert!(new.authority.is_shared_with(&old.authority));
}
