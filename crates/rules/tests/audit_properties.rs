//! The audit agrees with whatever the slow definition says, and with nothing else.
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
#[path = "oracle/claims.rs"]
mod claims;
#[path = "oracle/definition.rs"]
mod definition;

use std::collections::BTreeSet;

use cases::{Case, everyday, extreme};
use citizen_score_rules::{Audit, Difference, EntryId, Outcome, Reason};
use claims::Said;
use proptest::prelude::*;

/// The entries with a price that their own version of the rulebook does not know.
fn wrongly_priced(case: &Case) -> BTreeSet<EntryId> {
    let mut found = BTreeSet::new();
    for entry in &case.entries {
        if let Some(factor) = case.rulebook.factor(&entry.factor)
            && entry.corrects.is_none()
            && (entry.points < factor.points.min() || entry.points > factor.points.max())
        {
            found.insert(entry.id.clone());
        }
    }
    found
}

/// The differences but those of the price, of which there must be exactly the expected ones.
fn besides_prices(case: &Case, audit: &Audit) -> Vec<Difference> {
    let mut priced = BTreeSet::new();
    let mut others = Vec::new();
    for difference in &audit.differences {
        match difference {
            Difference::Price { entry, .. } => assert!(priced.insert(entry.clone())),
            other => others.push(other.clone()),
        }
    }
    assert_eq!(priced, wrongly_priced(case));
    others
}

fn lets_the_truth_pass(case: &Case) -> Result<(), TestCaseError> {
    let Some(said) = Said::honestly(case) else {
        let made_up = Said::honestly(&Case {
            entries: vec![],
            ..case.clone()
        });
        if let Some(said) = made_up {
            prop_assert!(said.audited(case).is_err());
        }
        return Ok(());
    };
    let audit = said.audited(case).unwrap();
    prop_assert_eq!(besides_prices(case, &audit), vec![]);
    prop_assert_eq!(&audit.computed, &said.standing);
    let sum: i64 = audit.counted.iter().map(|points| i64::from(*points)).sum();
    prop_assert_eq!(audit.sum_before_range, i64::from(audit.start) + sum);
    for (entry, counted) in case.ledger().entries().iter().zip(&audit.counted) {
        let said = said
            .entries
            .iter()
            .find(|said| said.id == entry.id)
            .unwrap();
        prop_assert_eq!(said.counted, *counted);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_truth_passes_in_any_order(case in everyday()) {
        lets_the_truth_pass(&case)?;
    }

    #[test]
    fn the_truth_passes_at_the_ends_of_the_numbers(case in extreme()) {
        lets_the_truth_pass(&case)?;
    }

    #[test]
    fn the_truth_passes_in_the_order_of_the_ledger_and_backwards(
        case in everyday(),
        backwards in any::<bool>(),
    ) {
        let mut entries = case.ledger().entries().to_vec();
        if backwards {
            entries.reverse();
        }
        lets_the_truth_pass(&Case { entries, ..case })?;
    }

    #[test]
    fn one_lie_is_named(
        case in everyday(),
        about in any::<prop::sample::Index>(),
        off in prop_oneof![-3..0_i32, 1..3_i32],
        kind in 0..3,
    ) {
        prop_assume!(!case.entries.is_empty());
        let mut said = Said::honestly(&case).unwrap();
        let at = about.index(said.entries.len());
        let honest = said.entries[at].clone();
        match kind {
            0 => said.entries[at].counted += off,
            1 => said.entries[at].outcome = match honest.outcome {
                Outcome::Counts => Outcome::DoesNot(Reason::Contested),
                Outcome::DoesNot(_) => Outcome::Counts,
            },
            _ => drop(said.entries.remove(at)),
        }
        let audit = said.audited(&case).unwrap();
        let mut differences = besides_prices(&case, &audit);
        differences.retain(|it| !matches!(it, Difference::Sum { .. }));
        prop_assert_eq!(differences.len(), 1);
        let named = match &differences[0] {
            Difference::Counted { entry, claimed, computed } => {
                prop_assert_eq!((kind, *computed, claimed - computed), (0, honest.counted, off));
                entry
            }
            Difference::Outcome { entry, computed, .. } => {
                prop_assert_eq!((kind, computed), (1, &honest.outcome));
                entry
            }
            Difference::Missing { entry } => {
                prop_assert_eq!(kind, 2);
                entry
            }
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(named, &honest.id);
        prop_assert!(!audit.agrees());
    }
}
