//! What a decision records: the correction of an entry, and the credit for a claim.
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

use cases::everyday;
use citizen_score_rules::cases::{Decision, correction_of, credit_for};
use citizen_score_rules::{Entry, Ledger, LedgerError, Outcome, Reason, assess};
use deeds::{but, day, deed, morning};
use proptest::prelude::*;
use serde_json::json;

const TODAY: &str = "2025-11-24";

fn decision() -> Decision {
    Decision {
        id: "new".into(),
        recorded_at: morning(TODAY),
        authority: "office".into(),
        reference: "case 7".into(),
        basis: "rule".into(),
    }
}

fn credit(factor: &str, points: i32, on: &str) -> Result<Entry, LedgerError> {
    credit_for(&city::rulebook(), factor, points, day(on), decision())
}

/// The field and the problem of an error about the new entry.
fn assert_refused(result: Result<Entry, LedgerError>, field: &str, problem: &str) {
    let error = result.expect_err(problem);
    assert_eq!(error.field, field, "{error}");
    assert!(error.problem.contains(problem), "{error}");
}

#[test]
fn a_correction_undoes_an_entry_and_is_worth_nothing() {
    let city = city::rulebook();
    let debt = deed("debt", "debt", -30, "2025-03-01");
    let correction = correction_of(&city, &debt, decision()).unwrap();
    let expected = but(deed("new", "debt", 0, TODAY), |it| {
        it.corrects = Some("debt".into());
        it.reference = "case 7".into();
    });
    assert_eq!(correction, expected);
    assert!(city.check_entry(&correction).is_ok());
    let mut ledger = Ledger::new(vec![debt]).unwrap();
    ledger.append(correction).unwrap();
    let assessment = assess(&city, &ledger, day(TODAY)).unwrap();
    assert_eq!(assessment.standing.score, 150);
    let by = "new".into();
    assert_eq!(
        assessment.outcomes[0],
        Outcome::DoesNot(Reason::Corrected { by })
    );
}

#[test]
fn what_the_rulebook_no_longer_knows_can_still_be_undone() {
    let entry = deed("old", "nobody", -10, "2025-03-01");
    let correction = correction_of(&city::rulebook(), &entry, decision()).unwrap();
    assert!(Ledger::new(vec![entry, correction]).is_ok());
}

#[test]
fn corrections_that_are_refused() {
    let city = city::rulebook();
    let own = deed("new", "debt", -30, "2025-03-01");
    assert_refused(correction_of(&city, &own, decision()), "id", "undoes");
    let debt = deed("debt", "debt", -30, "2025-03-01");
    let long = Decision {
        reference: "x".repeat(401).into(),
        ..decision()
    };
    assert_refused(correction_of(&city, &debt, long), "reference", "longer");
    let blank = Decision {
        basis: " ".into(),
        ..decision()
    };
    assert_refused(correction_of(&city, &debt, blank), "basis", "blank");
}

#[test]
fn a_credit_is_worth_what_was_decided_and_lapses_as_its_factor_says() {
    let gift = credit("gift", 10, "2025-03-31").unwrap();
    let expected = but(deed("new", "gift", 10, "2025-03-31"), |it| {
        it.recorded_at = morning(TODAY);
        it.reference = "case 7".into();
        it.counts_until = Some(day("2027-03-31"));
    });
    assert_eq!(gift, expected);
    for points in [5, 20] {
        let help = credit("help", points, TODAY).unwrap();
        assert_eq!((help.points, help.counts_until), (points, None));
    }
    assert!(credit("fresh", 10, "2025-07-01").is_ok());
}

#[test]
fn credits_that_are_refused() {
    let table = [
        ("gift", 9, TODAY, "points", "exactly 10"),
        ("gift", 0, TODAY, "points", "adds points"),
        ("gift", -10, TODAY, "points", "adds points"),
        ("help", 4, TODAY, "points", "5 to 20"),
        ("help", 21, TODAY, "points", "5 to 20"),
        ("fine", -10, TODAY, "factor", "takes points away"),
        ("fine", 10, TODAY, "points", "takes points away"),
        ("later", 10, TODAY, "factor", "only planned"),
        ("nobody", 10, TODAY, "factor", "not in the rulebook"),
        (
            "fresh",
            10,
            "2025-06-30",
            "occurred_on",
            "before 2025-07-01",
        ),
        ("gift", 10, "2025-11-25", "occurred_on", "the decision"),
        ("gift", 10, "2025-11-26", "occurred_on", "recorded"),
    ];
    for (factor, points, on, field, problem) in table {
        assert_refused(credit(factor, points, on), field, problem);
    }
}

#[test]
fn a_credit_that_would_lapse_beyond_the_calendar_counts_for_good() {
    let lasting = |months: u32| {
        let city = city::bent(|it| it["factors"][0]["validity_months"] = json!(months));
        let credit = credit_for(&city, "gift", 10, day("2025-03-01"), decision()).unwrap();
        credit.counts_until
    };
    assert_eq!(lasting(95_697), Some(day("9999-12-01")));
    assert_eq!(lasting(95_698), None);
    assert_eq!(lasting(u32::MAX), None);
}

proptest! {
    #[test]
    fn after_its_correction_a_ledger_stands_as_without_the_entry(
        case in everyday(),
        chosen in any::<prop::sample::Index>(),
    ) {
        let ordinary: Vec<&Entry> = case
            .entries
            .iter()
            .filter(|it| it.corrects.is_none() && it.recorded_on() <= case.as_of)
            .filter(|it| case.entries.iter().all(|by| by.corrects.as_ref() != Some(&it.id)))
            .collect();
        prop_assume!(!ordinary.is_empty());
        let entry = *chosen.get(&ordinary);
        let decided = Decision {
            recorded_at: case.as_of.and_time(chrono::NaiveTime::MIN).and_utc(),
            ..decision()
        };
        let correction = correction_of(&case.rulebook, entry, decided).unwrap();
        let mut with = case.ledger();
        with.append(correction).unwrap();
        let others = case.entries.iter().filter(|it| it.id != entry.id);
        let without = Ledger::new(others.cloned().collect()).unwrap();
        let standing = |ledger: &Ledger| assess(&case.rulebook, ledger, case.as_of).unwrap().standing;
        prop_assert_eq!(standing(&with), standing(&without));
    }

    #[test]
    fn a_credit_is_an_entry_that_the_rules_take(points in -40..40_i32, day in cases::days()) {
        let city = city::rulebook();
        let decided = Decision {
            recorded_at: day.and_time(chrono::NaiveTime::MIN).and_utc(),
            ..decision()
        };
        for factor in ["gift", "help", "fine", "debt", "later", "fresh", "nobody"] {
            let Ok(credit) = credit_for(&city, factor, points, day, decided.clone()) else {
                continue;
            };
            prop_assert!(credit.points > 0);
            prop_assert!(city.check_entry(&credit).is_ok() && credit.check().is_ok());
            let ledger = Ledger::new(vec![credit]).unwrap();
            let outcomes = assess(&city, &ledger, day).unwrap().outcomes;
            prop_assert_eq!(&outcomes[0], &Outcome::Counts);
        }
    }
}
