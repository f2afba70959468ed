//! The score over time: every day of it is as an assessment finds it; and what one entry did.
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
#[path = "oracle/through_days.rs"]
mod through_days;

use cases::{Case, everyday, extreme};
use chrono::NaiveDate;
use citizen_score_rules::timeline::thin;
use citizen_score_rules::{Entry, Ledger, TimelinePoint, effect_of, timeline};
use deeds::{but, day, deed, morning, undo};
use proptest::prelude::*;
use serde_json::json;
use through_days::{days_of, standing_on};

fn told(entries: &[Entry], until: &str) -> Vec<(String, i32, String)> {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let points = timeline(&city::rulebook(), &ledger, day(until)).unwrap();
    let told = |point: &TimelinePoint| (point.on.to_string(), point.score, point.tier.to_string());
    points.iter().map(told).collect()
}

fn point(on: &str, score: i32, tier: &str) -> (String, i32, String) {
    (on.to_owned(), score, tier.to_owned())
}

#[test]
fn tells_every_day_on_which_the_score_changed() {
    let gift = but(deed("gift", "gift", 10, "2025-01-01"), |it| {
        it.counts_until = Some(day("2025-05-01"));
    });
    let help = deed("help", "help", 50, "2025-02-01");
    let entries = [
        gift,
        undo("undo", &help, "2025-03-01"),
        help,
        // Recorded long after it occurred: the score was another one only from then on.
        but(deed("late", "fine", -60, "2024-01-01"), |it| {
            it.recorded_at = morning("2025-06-01");
        }),
        // Two of one day, and two that outweigh each other.
        deed("a", "help", 5, "2025-04-01"),
        deed("b", "help", 5, "2025-04-01"),
        deed("c", "help", 20, "2025-04-02"),
        deed("d", "fine", -20, "2025-04-02"),
    ];
    let expected = [
        point("2024-12-31", 150, "mid"),
        point("2025-01-01", 160, "mid"),
        point("2025-02-01", 210, "high"),
        point("2025-03-01", 160, "mid"),
        point("2025-04-01", 170, "mid"),
        point("2025-05-01", 160, "mid"),
        point("2025-06-01", 100, "mid"),
    ];
    assert_eq!(told(&entries, "2025-12-31"), expected);
    assert_eq!(told(&entries, "2025-06-01"), expected);
    assert_eq!(told(&entries, "2025-05-31"), expected[..6]);
    assert_eq!(
        told(&entries, "2024-12-30"),
        [point("2024-12-30", 150, "mid")]
    );
    assert_eq!(told(&[], "2025-06-01"), [point("2025-06-01", 150, "mid")]);
}

#[test]
fn a_day_on_which_the_range_hides_the_change_is_none() {
    let rulebook = city::bent(|json| json["range"] = json!({ "min": 0, "max": 200 }));
    let entries =
        ["2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01"].map(|on| deed(on, "help", 20, on));
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let points = timeline(&rulebook, &ledger, day("2025-12-31")).unwrap();
    let scores: Vec<i32> = points.iter().map(|point| point.score).collect();
    assert_eq!(scores, [150, 170, 190, 200]);
}

#[test]
fn at_the_first_day_of_the_calendar_there_is_none_before_it() {
    let mut entry = deed("a", "help", 20, "2025-04-01");
    entry.recorded_at = NaiveDate::MIN.and_time(chrono::NaiveTime::MIN).and_utc();
    entry.occurred_on = NaiveDate::MIN;
    let ledger = Ledger::new(vec![entry]).unwrap();
    let points = timeline(&city::rulebook(), &ledger, NaiveDate::MAX).unwrap();
    assert_eq!(points.len(), 1);
    assert_eq!((points[0].on, points[0].score), (NaiveDate::MIN, 170));
}

#[test]
fn travels_as_json() {
    let ledger = Ledger::new(vec![deed("a", "help", 20, "2025-04-01")]).unwrap();
    let points = timeline(&city::rulebook(), &ledger, day("2025-06-01")).unwrap();
    let json = serde_json::to_value(&points).unwrap();
    assert_eq!(
        json[1],
        json!({ "on": "2025-04-01", "score": 170, "tier": "mid" })
    );
    let text = json.to_string();
    assert_eq!(
        serde_json::from_str::<Vec<TimelinePoint>>(&text).unwrap(),
        points
    );
}

#[test]
fn says_what_an_entry_did_on_its_day() {
    let help = deed("help", "help", 50, "2025-02-01");
    let entries = vec![
        undo("undo", &help, "2025-03-01"),
        help,
        deed("fine", "fine", -10, "2025-02-01"),
    ];
    let ledger = Ledger::new(entries).unwrap();
    let of = |id: &str| effect_of(&city::rulebook(), &ledger, id).unwrap();
    let told = |id: &str| of(id).map(|it| (it.on.to_string(), it.before.score, it.after.score));
    assert_eq!(told("help"), Some(("2025-02-01".to_owned(), 140, 190)));
    assert_eq!(told("fine"), Some(("2025-02-01".to_owned(), 200, 190)));
    assert_eq!(told("undo"), Some(("2025-03-01".to_owned(), 190, 140)));
    assert_eq!(told("nothing"), None);
    assert_eq!(of("fine").unwrap().before.tier, "high");
}

fn every_day_agrees(case: &Case, until: NaiveDate) -> Result<(), TestCaseError> {
    let days = days_of(case).into_iter().filter(|day| *day <= until);
    let mut days: Vec<_> = days.chain([until]).collect();
    let Ok(points) = timeline(&case.rulebook, &case.ledger(), until) else {
        prop_assert!(days.iter().any(|day| standing_on(case, *day).is_err()));
        return Ok(());
    };
    days.retain(|day| *day >= points[0].on);
    let first = case
        .entries
        .iter()
        .map(Entry::recorded_on)
        .min()
        .filter(|day| *day <= until);
    prop_assert_eq!(
        points[0].on,
        first.map_or(until, |day| day.pred_opt().unwrap())
    );
    for pair in points.windows(2) {
        prop_assert!(pair[0].on < pair[1].on && pair[0].score != pair[1].score);
    }
    prop_assert!(points.last().unwrap().on <= until);
    for day in days {
        let standing = standing_on(case, day).unwrap();
        let point = points.iter().rev().find(|point| point.on <= day).unwrap();
        prop_assert_eq!(
            (&*point.tier, point.score),
            (&*standing.tier, standing.score)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_day_is_as_assessed(case in everyday()) {
        every_day_agrees(&case, day("2030-01-01"))?;
        every_day_agrees(&case, case.as_of)?;
    }

    #[test]
    fn every_day_is_as_assessed_at_the_ends_of_the_numbers(case in extreme()) {
        every_day_agrees(&case, day("2030-01-01"))?;
    }

    /// Without an entry means: without it and all that undoes it, and what undoes that, and so on.
    #[test]
    fn an_effect_is_the_difference_that_an_entry_makes(
        case in prop_oneof![everyday().boxed(), extreme().boxed()],
        about in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!case.entries.is_empty());
        let entry = about.get(&case.entries);
        let on = entry.recorded_on();
        let mut gone = vec![entry.id.clone()];
        while let Some(next) = case.entries.iter().find(|it| {
            !gone.contains(&it.id) && it.corrects.as_ref().is_some_and(|of| gone.contains(of))
        }) {
            gone.push(next.id.clone());
        }
        let mut without = case.clone();
        without.entries.retain(|it| !gone.contains(&it.id));
        let effect = effect_of(&case.rulebook, &case.ledger(), &entry.id);
        match (standing_on(&without, on), standing_on(&case, on)) {
            (Ok(before), Ok(after)) => {
                let effect = effect.unwrap().unwrap();
                prop_assert_eq!((effect.on, effect.before, effect.after), (on, before, after));
            }
            _ => prop_assert!(effect.is_err()),
        }
    }

    #[test]
    fn fewer_points_keep_the_ends_and_the_peaks(
        scores in prop::collection::vec(-50..50_i32, 0..120),
        most in 0..130_usize,
    ) {
        let first = day("2025-01-01");
        let points: Vec<_> = first.iter_days().zip(scores).map(|(on, score)| TimelinePoint {
            on,
            score,
            tier: "t".into(),
        }).collect();
        let kept = thin(&points, most);
        prop_assert!(kept.len() <= most);
        prop_assert!(kept.windows(2).all(|pair| pair[0].on < pair[1].on));
        prop_assert!(kept.iter().all(|point| points.contains(point)));
        if points.len() <= most {
            prop_assert_eq!(&kept, &points);
        }
        let peaks = |points: &[TimelinePoint]| {
            let scores = points.iter().map(|point| point.score);
            (scores.clone().min(), scores.max())
        };
        if most >= 1 {
            prop_assert_eq!(kept.last(), points.last());
        }
        if most >= 2 {
            prop_assert_eq!(kept.first(), points.first());
        }
        if most >= 4 {
            prop_assert_eq!(peaks(&kept), peaks(&points));
        }
    }
}

/// Each run of the points between the ends keeps its own lowest and highest.
#[test]
fn every_run_keeps_its_peaks() {
    let scores = [0, 5, 1, 9, 4, 4, 4, -3, 8, 7, 0];
    let days = day("2025-01-01").iter_days().zip(scores);
    let points: Vec<_> = days
        .map(|(on, score)| TimelinePoint {
            on,
            score,
            tier: "t".into(),
        })
        .collect();
    let kept = |most| -> Vec<i32> { thin(&points, most).iter().map(|it| it.score).collect() };
    assert_eq!(kept(11), scores);
    assert_eq!(kept(8), [0, 1, 9, 4, 4, -3, 8, 0]);
    assert_eq!(kept(4), [0, 9, -3, 0]);
    assert_eq!(
        (kept(3), kept(2), kept(1), kept(0)),
        (vec![0, 0], vec![0, 0], vec![0], vec![])
    );
}
