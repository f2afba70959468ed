//! The audit: every lie, what is named for it, and that the truth is let pass.
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
#[path = "sample/deeds.rs"]
mod deeds;
#[path = "oracle/definition.rs"]
mod definition;

use cases::Case;
use citizen_score_rules::audit::MOST_DIFFERENCES;
use citizen_score_rules::rulebook::{Worth, WorthRange};
use citizen_score_rules::{Audit, ClaimedEntry, Difference, Entry, NextTier, Outcome, Reason};
use claims::Said;
use deeds::{but, day, deed, undo};
use serde_json::json;

/// 150 + 10 - 10 = 150 in the sample city: `a` and `b` count, `c` is undone by `d`.
fn case() -> Case {
    let c = deed("c", "help", 20, "2025-03-03");
    Case {
        rulebook: city::rulebook(),
        entries: vec![
            deed("a", "gift", 10, "2025-03-01"),
            deed("b", "fine", -10, "2025-03-02"),
            c.clone(),
            undo("d", &c, "2025-03-04"),
        ],
        as_of: day("2025-06-01"),
    }
}

/// What is found after the server bent its own truth.
fn found(case: &Case, bend: impl FnOnce(&mut Said)) -> Vec<Difference> {
    let mut said = Said::honestly(case).unwrap();
    bend(&mut said);
    let audit = said.audited(case).unwrap();
    assert_eq!(audit.differences_in_all, audit.differences.len() as u64);
    assert_eq!(audit.agrees(), audit.differences.is_empty());
    audit.differences
}

#[test]
fn the_truth_is_let_pass_and_the_arithmetic_shown() {
    let case = case();
    let said = Said::honestly(&case).unwrap();
    let audit = said.audited(&case).unwrap();
    assert_eq!(
        audit,
        Audit {
            as_of: case.as_of,
            computed: said.standing,
            start: 150,
            counted: vec![10, -10, 0, 0],
            sum_before_range: 150,
            differences: vec![],
            differences_in_all: 0,
        }
    );
    assert!(audit.agrees());
}

#[test]
fn a_score_that_is_one_point_off() {
    let differences = found(&case(), |said| said.standing.score += 1);
    let score = Difference::Score {
        claimed: 151,
        computed: 150,
    };
    let sum = Difference::Sum {
        claimed: 151,
        of_entries: 150,
    };
    assert_eq!(differences, [score, sum]);
}

#[test]
fn every_other_figure_of_the_standing() {
    let next = |points| NextTier {
        tier: "high".to_owned(),
        points,
    };
    let differences = found(&case(), |said| {
        said.standing.tier = "high".to_owned();
        said.standing.next = Some(next(49));
        said.standing.margin = None;
        said.standing.below = None;
        said.entry_count = 5;
    });
    let expected = [
        Difference::Tier {
            claimed: "high".to_owned(),
            computed: "mid".to_owned(),
        },
        Difference::Next {
            claimed: Some(next(49)),
            computed: Some(next(50)),
        },
        Difference::Margin {
            claimed: None,
            computed: Some(50),
        },
        Difference::Below {
            claimed: None,
            computed: Some("low".to_owned()),
        },
        Difference::EntryCount {
            claimed: 5,
            present: 4,
        },
    ];
    assert_eq!(differences, expected);
}

#[test]
fn an_entry_that_counts_one_point_less() {
    let differences = found(&case(), |said| said.entries[1].counted -= 1);
    let sum = Difference::Sum {
        claimed: 150,
        of_entries: 149,
    };
    let counted = Difference::Counted {
        entry: "b".into(),
        claimed: -11,
        computed: -10,
    };
    assert_eq!(differences, [sum, counted]);
}

#[test]
fn an_entry_with_another_reason() {
    let lapsed = Outcome::DoesNot(Reason::Lapsed {
        on: day("2025-05-01"),
    });
    let differences = found(&case(), |said| said.entries[2].outcome = lapsed.clone());
    let outcome = Difference::Outcome {
        entry: "c".into(),
        claimed: lapsed,
        computed: Outcome::DoesNot(Reason::Corrected { by: "d".into() }),
    };
    assert_eq!(differences, [outcome]);
}

#[test]
fn entries_that_are_kept_back_invented_or_told_twice() {
    let missing = |entry: &str| Difference::Missing {
        entry: entry.into(),
    };
    let unknown = |entry: &str| Difference::Unknown {
        entry: entry.into(),
    };
    let differences = found(&case(), |said| {
        said.entries.remove(2);
    });
    assert_eq!(differences, [missing("c")]);
    let differences = found(&case(), |said| {
        let like = said.entries[3].clone();
        said.entries.insert(
            1,
            ClaimedEntry {
                id: "x".into(),
                ..like.clone()
            },
        );
        said.entries.insert(
            0,
            ClaimedEntry {
                id: "y".into(),
                ..like.clone()
            },
        );
        said.entries.push(like);
    });
    assert_eq!(differences, [unknown("y"), unknown("x"), unknown("d")]);
    let differences = found(&case(), |said| said.entries[2].id = "x".into());
    assert_eq!(differences, [missing("c"), unknown("x")]);
}

/// The points of an entry, under a version of the rules, as an authority has recorded them.
fn priced(factor: &str, points: i32, version: &str) -> Vec<Difference> {
    let entry = but(deed("p", factor, points, "2025-03-01"), |it| {
        it.rulebook_version = version.into();
    });
    let mut case = case();
    case.entries.push(entry);
    found(&case, |_| ())
}

#[test]
fn points_that_the_rulebook_does_not_allow() {
    let price = |points, allowed| Difference::Price {
        entry: "p".into(),
        points,
        allowed,
    };
    assert_eq!(priced("gift", 11, "2025.1"), [price(11, Worth::Fixed(10))]);
    let worth = Worth::Between(WorthRange { min: 5, max: 20 });
    for (points, allowed) in [(4, false), (5, true), (20, true), (21, false)] {
        let expected = if allowed {
            vec![]
        } else {
            vec![price(points, worth)]
        };
        assert_eq!(priced("help", points, "2025.1"), expected);
    }
    // Another version priced it, or nobody knows the factor: there is nothing to hold it against.
    assert_eq!(priced("gift", 11, "2024.1"), []);
    assert_eq!(priced("nobody", 11, "2025.1"), []);
}

#[test]
fn a_correction_has_no_price() {
    let fine = deed("fine", "fine", -10, "2025-03-01");
    let mut case = case();
    let opposite = but(undo("undo", &fine, "2025-03-02"), |it| it.points = 10);
    case.entries.extend([fine, opposite]);
    assert_eq!(found(&case, |_| ()), []);
}

#[test]
fn a_sum_is_kept_within_the_range_before_it_is_compared() {
    let rulebook = city::bent(|json| json["range"] = json!({ "min": 0, "max": 200 }));
    let entries: Vec<Entry> = (0..9)
        .map(|at| deed(&format!("e{at}"), "help", 20, "2025-03-01"))
        .collect();
    let case = Case {
        rulebook,
        entries,
        ..case()
    };
    let audit = Said::honestly(&case).unwrap().audited(&case).unwrap();
    assert!(audit.agrees());
    assert_eq!((audit.computed.score, audit.sum_before_range), (200, 330));
    // 150 - 10 + 160 is beyond 200 still, so only the entry itself is wrong.
    let differences = found(&case, |said| said.entries[0].counted = 10);
    assert!(matches!(differences[..], [Difference::Counted { .. }]));
}

#[test]
fn of_many_differences_the_first_are_named_and_all_counted() {
    let entries: Vec<Entry> = (0..=MOST_DIFFERENCES)
        .map(|at| deed(&format!("e{at:05}"), "nobody", 1, "2025-03-01"))
        .collect();
    let case = Case { entries, ..case() };
    let mut said = Said::honestly(&case).unwrap();
    said.standing.score = 151;
    said.entries.clear();
    let audit = said.audited(&case).unwrap();
    assert_eq!(audit.differences.len(), MOST_DIFFERENCES);
    assert_eq!(audit.differences_in_all, MOST_DIFFERENCES as u64 + 3);
    assert!(matches!(audit.differences[0], Difference::Score { .. }));
}

#[test]
fn travels_as_json() {
    let mut said = Said::honestly(&case()).unwrap();
    said.standing.score = 151;
    said.standing.next = None;
    said.entries[0].outcome = Outcome::DoesNot(Reason::Contested);
    said.entries.swap_remove(1);
    let audit = said.audited(&case()).unwrap();
    let text = serde_json::to_string(&audit).unwrap();
    assert_eq!(serde_json::from_str::<Audit>(&text).unwrap(), audit);
    let json = serde_json::to_value(&audit).unwrap();
    assert_eq!(
        json["differences"][0],
        json!({ "score": { "claimed": 151, "computed": 150 } })
    );
    assert_eq!(
        json["differences"][3]["outcome"]["claimed"],
        json!({ "counts": "no", "reason": "contested" })
    );
}
