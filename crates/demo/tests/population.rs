//! Populations: made-up residents in any number, from a seed.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use citizen_score_demo::made_up::RULEBOOK;
use citizen_score_demo::made_up::generated::inhabitant;
use citizen_score_rules::{Ledger, Rulebook, assess};

#[test]
fn a_population_is_the_same_for_a_seed_and_each_resident_can_be_counted() {
    let rulebook = Rulebook::from_json(RULEBOOK).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
    let one = |seed, number| inhabitant(&rulebook, today, seed, number, 100);
    let mut entries = 0;
    for number in 0..200 {
        let resident = one(7, number);
        assert_eq!(resident, one(7, number));
        assert!((50..=150).contains(&resident.entries.len()));
        entries += resident.entries.len();
        for entry in &resident.entries {
            rulebook.check_entry(entry).unwrap();
        }
        let ledger = Ledger::new(resident.entries).unwrap();
        assess(&rulebook, &ledger, today).unwrap();
    }
    assert!((19_000..21_000).contains(&entries), "{entries}");
    assert_ne!(one(7, 1).entries, one(7, 2).entries);
    assert_ne!(one(7, 1).entries, one(8, 1).entries);
    assert_ne!(one(7, 1).id, one(8, 1).id);
}
