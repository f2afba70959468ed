//! Ways to the next tier against the plain definition: what a way says is so when it is done, and
//! nothing is possible sooner.
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
#[path = "oracle/possible.rs"]
mod possible;

use std::collections::{BTreeMap, BTreeSet};

use cases::{Case, everyday};
use chrono::{Datelike, Days, Months, NaiveDate};
use citizen_score_rules::paths::{Paths, Reach, Way, WhyNever, paths};
use citizen_score_rules::rulebook::Factor;
use citizen_score_rules::{Entry, Ledger, Rulebook, assess};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// How many days are looked ahead, one by one.
const DAYS: u64 = 1100;

/// Terms of a factor: cap, validity, waiting time.
type Terms = (Option<i32>, Option<u32>, Option<u32>);

fn terms() -> impl Strategy<Value = Terms> {
    (
        prop::option::of(20..90_i32),
        prop::option::of(1..30_u32),
        prop::option::of(1..9_u32),
    )
}

/// An everyday case in which `gift` (worth 10) and `help` (5 to 20) have terms of any sort; `help`
/// has no waiting time. Some losses end soon, and the range may be as narrow as it can be. Nothing
/// is recorded after the day.
fn case() -> impl Strategy<Value = Case> {
    let losses = prop::collection::vec((1..60_i32, 1..400_u64), 0..6);
    let parts = (everyday(), terms(), terms(), any::<bool>(), losses);
    parts.prop_map(|(case, gift, help, narrow, losses)| {
        let rulebook = bent(&case.rulebook, |json| {
            set(&mut json["factors"][0], gift);
            set(&mut json["factors"][1], (help.0, help.1, None));
            if narrow {
                let floor = json["tiers"][1]["from"].as_i64().unwrap_or(0);
                let start = json["start"]["points"].as_i64().unwrap();
                json["range"] = json!({ "min": start.min(floor - 1), "max": 1000 });
            }
        });
        let mut entries = recorded(case.entries, case.as_of);
        let fine = rulebook.factor("fine").unwrap();
        for (points, days) in losses {
            let mut loss = possible::further(fine, entries.len() + 1000, -points, case.as_of);
            loss.counts_until = Some(case.as_of + Days::new(days));
            entries.push(loss);
        }
        Case {
            rulebook,
            entries,
            as_of: case.as_of,
        }
    })
}

fn bent(rulebook: &Rulebook, bend: impl FnOnce(&mut Value)) -> Rulebook {
    let mut json = serde_json::to_value(rulebook).unwrap();
    bend(&mut json);
    Rulebook::from_json(&json.to_string()).unwrap()
}

fn set(factor: &mut Value, (cap, validity, wait): Terms) {
    factor["cap"] = json!(cap.map(|points| json!({ "points": points, "per": "year" })));
    factor["validity_months"] = json!(validity);
    factor["wait_months"] = json!(wait);
}

/// What is recorded by the day, without corrections of what is not.
fn recorded(mut entries: Vec<Entry>, as_of: NaiveDate) -> Vec<Entry> {
    entries.retain(|entry| entry.recorded_on() <= as_of);
    loop {
        let ids: BTreeSet<String> = entries.iter().map(|it| str::to_owned(&it.id)).collect();
        let before = entries.len();
        entries.retain(|it| it.corrects.as_ref().is_none_or(|of| ids.contains(&**of)));
        if entries.len() == before {
            return entries;
        }
    }
}

fn found(case: &Case) -> Paths {
    paths(&case.rulebook, &case.ledger(), case.as_of).unwrap()
}

/// The place of the tier that a ledger leads to on a day.
fn tier(case: &Case, ledger: &Ledger, day: NaiveDate) -> usize {
    let standing = assess(&case.rulebook, ledger, day).unwrap().standing;
    case.rulebook.tier_index(&standing.tier).unwrap()
}

/// The ledger with the steps of a way done.
fn done(case: &Case, factor: &Factor, way: &Way) -> Ledger {
    let mut entries = case.entries.clone();
    for step in &way.steps {
        let times = i64::from(step.times);
        for number in 0..times {
            let points = step.points / times + i64::from(number < step.points % times);
            let points = i32::try_from(points).unwrap();
            assert!(factor.points.allows(points), "{points} in {way:?}");
            entries.push(possible::further(factor, entries.len(), points, step.on));
        }
    }
    Ledger::new(entries).unwrap()
}

/// The days of the steps are possible, and their number is the one that is told.
fn sound(
    case: &Case,
    factor: &Factor,
    way: &Way,
    earliest: NaiveDate,
) -> Result<(), TestCaseError> {
    let year = earliest.year();
    let this_year = year == case.as_of.year();
    let reaches = if this_year {
        Reach::ThisYear
    } else {
        Reach::ByYear { year }
    };
    prop_assert_eq!(way.reaches, reaches);
    let times: u32 = way.steps.iter().map(|step| step.times).sum();
    let occurrences = way.occurrences.unwrap();
    prop_assert_eq!(occurrences.fewest, times);
    prop_assert!(occurrences.most.is_none_or(|most| most >= times));
    let days: Vec<NaiveDate> = way.steps.iter().map(|step| step.on).collect();
    for (one, next) in days.iter().zip(days.iter().skip(1)) {
        let wait = Months::new(factor.wait_months.unwrap_or(0));
        prop_assert!(*one + wait <= *next && one < next);
    }
    prop_assert!(days.first() >= way.next_possible.as_ref());
    prop_assert!(days.last() <= Some(&earliest));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn waiting_leads_there_on_the_first_day_on_which_a_higher_tier_is_reached(case in case()) {
        let ledger = case.ledger();
        let today = tier(&case, &ledger, case.as_of);
        let mut ahead = (1..DAYS).map(|days| case.as_of + Days::new(days));
        let first = ahead.find(|day| tier(&case, &ledger, *day) > today);
        let told = found(&case).by_waiting;
        prop_assert_eq!(told.as_ref().map(|it| it.on), first);
        if let Some(told) = told {
            let then = assess(&case.rulebook, &ledger, told.on).unwrap();
            prop_assert_eq!(told.standing, then.standing);
        }
    }

    #[test]
    fn what_a_way_says_is_so_when_it_is_done(
        case in case(),
        wait in prop::option::of(1..9_u32),
    ) {
        let rulebook = bent(&case.rulebook, |json| json["factors"][1]["wait_months"] = json!(wait));
        let case = Case { rulebook, ..case };
        let today = tier(&case, &case.ledger(), case.as_of);
        // A single `rise` can be worth more than any score.
        for way in found(&case).ways.into_iter().filter(|it| it.factor != "rise") {
            let factor = case.rulebook.factor(&way.factor).unwrap();
            let Some(earliest) = way.earliest else {
                prop_assert!(way.occurrences.is_none() && way.steps.is_empty());
                continue;
            };
            sound(&case, factor, &way, earliest)?;
            let ledger = done(&case, factor, &way);
            let end = way.lasts_until.unwrap_or(earliest + Days::new(DAYS));
            prop_assert!(tier(&case, &ledger, earliest) > today);
            prop_assert!(tier(&case, &ledger, end.pred_opt().unwrap()) > today, "{way:?}");
            for day in earliest.iter_days().take_while(|day| *day < end).step_by(7) {
                prop_assert!(tier(&case, &ledger, day) > today, "on {day}: {way:?}");
            }
            if let Some(until) = way.lasts_until {
                prop_assert!(tier(&case, &ledger, until) <= today, "{way:?}");
            }
        }
    }

    #[test]
    fn nothing_is_possible_sooner(case in case()) {
        let paths = found(&case);
        let Some(next) = &paths.next else { return Ok(()) };
        let goal = i64::from(case.assess().unwrap().standing.score) + i64::from(next.points);
        let unbounded = bent(&case.rulebook, |json| json["range"] = json!(null));
        let ledger = case.ledger();
        let sums: Vec<i64> = (0..DAYS)
            .map(|days| assess(&unbounded, &ledger, case.as_of + Days::new(days)).unwrap())
            .map(|assessment| i64::from(assessment.standing.score))
            .collect();
        for way in paths.ways.iter().filter(|it| it.factor == "gift" || it.factor == "help") {
            let factor = case.rulebook.factor(&way.factor).unwrap();
            let first = possible::first(&case, factor);
            let rooms = possible::rooms(&case, factor);
            prop_assert_eq!(way.next_possible, Some(first));
            prop_assert_eq!(way.room_this_year.map(i64::from), factor.cap.map(|_| rooms[0].1));
            for (day, sum) in case.as_of.iter_days().zip(&sums) {
                if way.earliest == Some(day) {
                    break;
                }
                let most = possible::most(factor, &rooms, first, day);
                if way.reaches == Reach::Waiting && *sum >= goal {
                    break;
                }
                prop_assert!(sum + most < goal, "on {day}, {sum} + {most} of {goal}: {way:?}");
            }
        }
    }
}

#[test]
fn the_cases_reach_every_corner() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut see = |what, is: bool| *seen.entry(what).or_default() += u32::from(is);
    for _ in 0..1000 {
        let case = case().new_tree(&mut runner).unwrap().current();
        let paths = found(&case);
        let gift = case.rulebook.factor("gift").unwrap();
        see("waiting leads there", paths.by_waiting.is_some());
        see("below the range", paths.beneath.is_some());
        for way in paths.ways.iter().filter(|it| it.factor == "gift") {
            see("this year", way.reaches == Reach::ThisYear);
            see("a later year", matches!(way.reaches, Reach::ByYear { .. }));
            see("waiting is as early", way.reaches == Reach::Waiting);
            let lapses = Reach::Never {
                why: WhyNever::Lapses,
            };
            see("never", way.reaches == lapses);
            see("lost again", way.lasts_until.is_some());
            see("several steps", way.steps.len() > 1);
            see("apart", way.steps.len() > 1 && gift.wait_months.is_some());
            let possible = way.steps.first().map(|it| it.on) == way.next_possible;
            see("a late start", way.steps.len() > 1 && !possible);
            see("has to wait", way.next_possible > Some(case.as_of));
        }
    }
    let rare: Vec<_> = seen.iter().filter(|(_, times)| **times < 10).collect();
    assert!(
        rare.is_empty(),
        "less than 10 times in 1000 cases: {rare:?} of {seen:?}"
    );
}
