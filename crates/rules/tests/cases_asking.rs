//! What may be asked for: objections, repairs and claims, and the reason where not.
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
#[path = "sample/round.rs"]
mod round;

use cases::everyday;
use citizen_score_rules::cases::{
    NoClaim, NoObjection, NoRepair, may_claim, may_object, may_repair,
};
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook, assess};
use deeds::{but, day, deed, undo};
use proptest::prelude::*;
use round::assert_travels;
use serde_json::json;

const AS_OF: &str = "2025-11-24";

/// `debt` (with a cap of 60) can be repaired when it is paid.
fn city() -> Rulebook {
    city::bent(|it| it["factors"][3]["repair"] = json!("payment"))
}

/// The entry with this id among others, and its outcome.
fn judged(entries: &[Entry], id: &str) -> (Entry, Outcome) {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let outcomes = assess(&city(), &ledger, day(AS_OF)).unwrap().outcomes;
    let at = ledger.entries().iter().position(|it| it.id == *id).unwrap();
    (ledger.entries()[at].clone(), outcomes[at].clone())
}

fn repair(entries: &[Entry], id: &str) -> Result<String, NoRepair> {
    let (entry, outcome) = judged(entries, id);
    let answer = may_repair(&city(), &entry, &outcome).map(str::to_owned);
    answer.inspect_err(assert_travels)
}

fn object(entries: &[Entry], id: &str) -> Result<(), NoObjection> {
    may_object(&judged(entries, id).1).inspect_err(assert_travels)
}

fn debt() -> Entry {
    deed("debt", "debt", -30, "2025-03-01")
}

#[test]
fn repairs() {
    let paid = Ok("payment".to_owned());
    assert_eq!(repair(&[debt()], "debt"), paid);
    let contested = but(debt(), |it| it.contested = true);
    assert_eq!(repair(&[contested], "debt"), paid);
    let capped = deed("more", "debt", -40, "2025-04-01");
    assert_eq!(repair(&[debt(), capped], "more"), paid);
    let tomorrow = but(debt(), |it| {
        it.counts_until = Some(day("2025-11-25"));
        it.repaired_on = Some(day("2025-11-25"));
    });
    assert_eq!(repair(&[tomorrow], "debt"), paid);
}

#[test]
fn no_repairs() {
    let undone = [debt(), undo("undo", &debt(), "2025-05-01")];
    let on = day(AS_OF);
    let late = but(debt(), |it| it.recorded_at = deeds::morning("2025-11-25"));
    let lapsed = but(debt(), |it| it.counts_until = Some(on));
    let repaired = but(debt(), |it| it.repaired_on = Some(on));
    let both = but(lapsed.clone(), |it| it.repaired_on = Some(on));
    let table: [(&[Entry], &str, NoRepair); 9] = [
        (&[late], "debt", NoRepair::NotYetRecorded),
        (
            &undone,
            "undo",
            NoRepair::IsCorrection { of: "debt".into() },
        ),
        (&undone, "debt", NoRepair::Corrected { by: "undo".into() }),
        (&[lapsed], "debt", NoRepair::Lapsed { on }),
        (&[repaired], "debt", NoRepair::Repaired { on }),
        (&[both], "debt", NoRepair::Lapsed { on }),
        (
            &[deed("x", "nobody", -10, "2025-03-01")],
            "x",
            NoRepair::UnknownFactor,
        ),
        (
            &[deed("x", "gift", 10, "2025-03-01")],
            "x",
            NoRepair::AddsPoints,
        ),
        (
            &[deed("x", "fine", -10, "2025-03-01")],
            "x",
            NoRepair::NotProvided,
        ),
    ];
    for (entries, id, expected) in table {
        assert_eq!(repair(entries, id), Err(expected));
    }
}

#[test]
fn objections() {
    let on = day(AS_OF);
    let late = but(debt(), |it| it.recorded_at = deeds::morning("2025-11-25"));
    let fine = [
        debt(),
        but(debt(), |it| it.counts_until = Some(on)),
        but(debt(), |it| it.repaired_on = Some(on)),
        but(debt(), |it| it.contested = true),
        deed("debt", "gift", 10, "2025-03-01"),
        deed("debt", "nobody", -10, "2025-03-01"),
        deed("debt", "later", 10, "2025-03-01"),
    ];
    for entry in fine {
        assert_eq!(
            object(std::slice::from_ref(&entry), "debt"),
            Ok(()),
            "{entry:?}"
        );
    }
    assert_eq!(object(&[late], "debt"), Err(NoObjection::NotYetRecorded));
    let first = undo("undo", &debt(), "2025-05-01");
    let undone = [debt(), first.clone()];
    assert_eq!(
        object(&undone, "undo"),
        Err(NoObjection::IsCorrection { of: "debt".into() })
    );
    assert_eq!(
        object(&undone, "debt"),
        Err(NoObjection::Corrected { by: "undo".into() })
    );
    // A correction that is undone itself brings the entry back, with the right to object to it.
    let back = [debt(), first.clone(), undo("again", &first, "2025-06-01")];
    assert_eq!(object(&back, "debt"), Ok(()));
    assert_eq!(
        object(&back, "undo"),
        Err(NoObjection::IsCorrection { of: "debt".into() })
    );
}

#[test]
fn claims() {
    let claim = |factor: &str, occurred_on: &str| {
        let city = city();
        let answer = may_claim(&city, factor, day(occurred_on), day(AS_OF));
        answer.map(|it| it.code.clone()).inspect_err(assert_travels)
    };
    let from = day("2025-07-01");
    let table = [
        ("gift", AS_OF, Ok("gift".to_owned())),
        ("gift", "1999-01-01", Ok("gift".to_owned())),
        ("fresh", "2025-07-01", Ok("fresh".to_owned())),
        ("fresh", "2025-06-30", Err(NoClaim::BeforeInForce { from })),
        ("gift", "2025-11-25", Err(NoClaim::InFuture)),
        ("fresh", "2025-11-25", Err(NoClaim::InFuture)),
        ("later", "2025-11-01", Err(NoClaim::Planned)),
        ("later", "2025-11-25", Err(NoClaim::Planned)),
        ("fine", "2025-11-01", Err(NoClaim::TakesPoints)),
        ("nobody", "2025-11-01", Err(NoClaim::UnknownFactor)),
    ];
    for (factor, on, expected) in table {
        assert_eq!(claim(factor, on), expected, "{factor} on {on}");
    }
    let planned_loss = city::bent(|it| it["factors"][2]["status"] = json!("planned"));
    assert_eq!(
        may_claim(&planned_loss, "fine", day(AS_OF), day(AS_OF)),
        Err(NoClaim::TakesPoints)
    );
}

proptest! {
    #[test]
    fn whoever_may_ask_for_a_repair_may_object_and_a_granted_repair_ends_the_right(
        case in everyday(),
    ) {
        let mut json = serde_json::to_value(&case.rulebook).unwrap();
        json["factors"][3]["repair"] = json!("payment");
        let book = city::read(&city::with_texts(json)).unwrap();
        let ledger = case.ledger();
        let outcomes = assess(&book, &ledger, case.as_of).unwrap().outcomes;
        for (at, (entry, outcome)) in ledger.entries().iter().zip(&outcomes).enumerate() {
            let allowed = may_repair(&book, entry, outcome);
            // Said a second time, by the fields of the entry alone.
            let over = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| day <= case.as_of);
            let open = entry.factor == "debt"
                && entry.points < 0
                && entry.corrects.is_none()
                && entry.recorded_on() <= case.as_of
                && !over(entry.counts_until)
                && !over(entry.repaired_on)
                && !matches!(allowed, Err(NoRepair::Corrected { .. }));
            prop_assert_eq!(allowed.is_ok(), open, "{:?} {:?}", entry, allowed);
            prop_assert!(allowed.is_err() || may_object(outcome).is_ok());
            if allowed.is_err() {
                continue;
            }
            let mut entries = ledger.entries().to_vec();
            entries[at].repaired_on = Some(case.as_of);
            let after = Ledger::new(entries).unwrap();
            let outcomes = assess(&book, &after, case.as_of).unwrap().outcomes;
            let again = may_repair(&book, &after.entries()[at], &outcomes[at]);
            prop_assert_eq!(again, Err(NoRepair::Repaired { on: case.as_of }));
        }
    }
}
