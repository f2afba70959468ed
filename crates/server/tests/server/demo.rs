//! The made-up residents: the figures they promise, on whatever day they are loaded.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use citizen_score_contract::Case;
use citizen_score_rules::{Entry, Ledger, Rulebook, Standing, assess};
use citizen_score_server::demo::{self, Loaded, Population};
use citizen_score_server::store::{CasePlace, Store};

use crate::scene::resident;

/// Score, tier, points to the next tier, margin.
type Figures = (i32, &'static str, Option<(&'static str, i32)>, Option<i32>);

const PROMISED: [(&str, Figures); 6] = [
    ("desk", (1020, "A", Some(("A+", 20)), Some(20))),
    ("new", (1000, "A", Some(("A+", 40)), Some(0))),
    ("top", (1360, "AAA", None, Some(80))),
    ("low", (715, "C", Some(("B", 135)), Some(15))),
    ("edge", (1040, "A+", Some(("AA", 100)), Some(0))),
    ("mixed", (1170, "AA", Some(("AAA", 110)), Some(30))),
];

fn rulebook() -> Rulebook {
    Rulebook::from_json(demo::RULEBOOK).unwrap()
}

fn standing(rulebook: &Rulebook, id: &str, now: DateTime<Utc>, without: &str) -> Standing {
    let mut entries = demo::ledger(rulebook, id, now).unwrap();
    entries.retain(|entry| entry.id != without);
    let ledger = Ledger::new(entries).unwrap();
    assess(rulebook, &ledger, now.date_naive())
        .unwrap()
        .standing
}

#[test]
fn the_figures_hold_on_every_loading_day_of_three_years() {
    let rulebook = rulebook();
    let mut day: NaiveDate = "2026-01-01".parse().unwrap();
    let mut days = 0;
    while day < "2029-01-01".parse().unwrap() {
        // Just after midnight, when this morning has not come yet.
        let now = day.and_hms_opt(0, 0, 1).unwrap().and_utc();
        for (id, (score, tier, next, margin)) in PROMISED {
            let found = standing(&rulebook, id, now, "");
            let found_next = found
                .next
                .as_ref()
                .map(|next| (next.tier.as_str(), next.points));
            assert_eq!(
                (found.score, found.tier.as_str(), found_next, found.margin),
                (score, tier, next, margin),
                "{id} on {day}"
            );
        }
        let before = standing(&rulebook, "desk", now, "desk-blood-donation");
        assert_eq!(
            (before.score, before.next.unwrap().points),
            (1010, 30),
            "{day}"
        );
        day = day + Days::new(1);
        days += 1;
    }
    assert_eq!(days, 365 + 365 + 366);
}

#[test]
fn every_demo_entry_could_be_imported() {
    let rulebook = rulebook();
    for (id, _) in PROMISED {
        for entry in demo::ledger(&rulebook, id, Utc::now()).unwrap() {
            rulebook.check_entry(&entry).unwrap();
        }
    }
}

#[test]
fn the_long_ledger_is_the_same_all_day_and_ends_among_the_tiers() {
    let rulebook = rulebook();
    let morning: DateTime<Utc> = "2026-11-24T00:00:01Z".parse().unwrap();
    let evening = morning + TimeDelta::hours(23);
    let first = demo::ledger(&rulebook, "long", morning).unwrap();
    assert_eq!(first.len(), 100_000);
    assert!(first == demo::ledger(&rulebook, "long", evening).unwrap());
    let range = rulebook.data().range.unwrap();
    let ledger = Ledger::new(first).unwrap();
    let assessment = assess(&rulebook, &ledger, morning.date_naive()).unwrap();
    let score = assessment.standing.score;
    assert!(range.min < score && score < range.max, "{score}");
}

#[test]
fn the_residents_are_offered_in_order_and_described_in_every_language() {
    let residents = demo::residents().unwrap();
    let ids: Vec<&str> = residents.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["desk", "new", "top", "low", "edge", "mixed", "long"]);
    for resident in residents {
        for language in ["en", "nl", "zh-CN"] {
            assert!(
                !resident.shows[language].trim().is_empty(),
                "{}",
                resident.id
            );
        }
    }
}

async fn store(folder: &tempfile::TempDir) -> Store {
    Store::open(&format!(
        "sqlite:{}",
        folder.path().join("demo.sqlite").display()
    ))
    .await
    .unwrap()
}

#[tokio::test]
async fn a_demo_is_kept_for_its_day_and_made_anew_on_the_next() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = store(&folder).await;
    let now = Utc::now();
    assert_eq!(demo::load(&store, &[], now).await.unwrap(), Loaded::Filled);
    assert_eq!(demo::load(&store, &[], now).await.unwrap(), Loaded::Kept);
    assert_eq!(
        store.figures("long", i64::MAX).await.unwrap().len(),
        100_000
    );
    let newest = store.newest_event("desk").await.unwrap();
    let without = ["desk-blood-donation".to_owned()];
    let tomorrow = now + TimeDelta::days(1);
    assert_eq!(
        demo::load(&store, &without, tomorrow).await.unwrap(),
        Loaded::Anew
    );
    assert_eq!(store.figures("desk", i64::MAX).await.unwrap().len(), 7);
    assert!(
        store.newest_event("desk").await.unwrap() > newest,
        "numbers of events never return"
    );
    // The ledger is as closed as before.
    let address = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
    let raw = sqlx::SqlitePool::connect(&address).await.unwrap();
    let error = sqlx::query("DELETE FROM entries")
        .execute(&raw)
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the ledger only grows"),
        "{error}"
    );
}

#[tokio::test]
async fn a_population_goes_on_where_it_was_and_is_never_there_twice() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = store(&folder).await;
    let now = Utc::now();
    let population = |residents| Population {
        residents,
        entries: 10,
        seed: 3,
    };
    let mut told = Vec::new();
    let done = demo::populate(&store, population(700), now, |done| told.push(done)).await;
    let done = done.unwrap();
    assert_eq!(told.len(), 2);
    assert_eq!((told[1], done.residents), (done, 700));
    assert!((5_000..9_000).contains(&done.entries), "{done:?}");
    let more = demo::populate(&store, population(710), now, |_| {})
        .await
        .unwrap();
    assert!((50..=150).contains(&more.entries), "{more:?}");
    assert_eq!(store.count_residents().await.unwrap(), (710, 0));
    // Nobody has a screen open on what is new: one event each is enough to have the standing kept.
    assert_eq!(store.newest_event("made-up-3-0").await.unwrap(), 1);
    assert_eq!(store.newest_event("made-up-3-709").await.unwrap(), 710);
    let ledger = store.figures("made-up-3-709", i64::MAX).await.unwrap();
    assert!((5..=15).contains(&ledger.len()));
}

#[tokio::test]
async fn a_demo_never_touches_residents_who_are_not_made_up() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = store(&folder).await;
    let mut writer = store.write(Utc::now()).await.unwrap();
    writer.register(&resident("real", false)).await.unwrap();
    writer.commit().await.unwrap();
    let error = demo::load(&store, &[], Utc::now())
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("not made up"), "{error}");
    let mut writer = store.write(Utc::now()).await.unwrap();
    writer.register(&resident("fake", true)).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(
        demo::load(&store, &[], Utc::now()).await.unwrap(),
        Loaded::LeftAlone
    );
    assert!(store.resident("real").await.unwrap().is_some());
    let mut writer = store.write(Utc::now()).await.unwrap();
    assert!(writer.forget_demo().await.is_err());
}

#[tokio::test]
async fn leaving_out_an_entry_that_does_not_exist_is_an_error() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = store(&folder).await;
    let error = demo::load(&store, &["no-such".to_owned()], Utc::now())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "there is no demo entry `no-such`");
    assert_eq!(store.count_residents().await.unwrap(), (0, 0));
}

#[tokio::test]
async fn the_demo_shows_a_case_in_every_way_in_which_it_can_stand() {
    let folder = tempfile::TempDir::new().unwrap();
    let store = store(&folder).await;
    let without = ["mixed-fare".to_owned()];
    let now = Utc::now();
    demo::load(&store, &without, now).await.unwrap();
    let shown = |found: Vec<(CasePlace, Case)>| -> Vec<(String, Case)> {
        found
            .into_iter()
            .map(|(_, case)| {
                let status = serde_json::to_value(case.status).unwrap();
                (status.as_str().unwrap().to_owned(), case)
            })
            .collect()
    };
    let mixed = shown(store.cases("mixed", None, 100).await.unwrap());
    let statuses: Vec<&str> = mixed.iter().map(|it| it.0.as_str()).collect();
    let expected = [
        "received",
        "question",
        "being_examined",
        "decided",
        "decided",
    ];
    assert_eq!(
        statuses, expected,
        "the case about the entry left out is left out"
    );
    let low = shown(store.cases("low", None, 100).await.unwrap());
    let statuses: Vec<&str> = low.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(statuses, ["received", "withdrawn"]);
    assert!(low[0].1.due_on < now.date_naive(), "one is late");
    for (_, case) in mixed.iter().chain(&low) {
        assert!(case.steps.is_sorted_by_key(|step| step.at));
        assert_eq!(case.id.len(), "2026-7K3M-9QXD".len());
    }
    // What an open objection suspends is contested in the ledger already: the figures stay.
    for id in ["mixed", "low"] {
        let marks = store.marks(id).await.unwrap();
        let ledger = demo::ledger(&rulebook(), id, now).unwrap();
        let marked: Vec<Entry> = ledger.iter().cloned().map(|it| marks.applied(it)).collect();
        assert!(marked == ledger, "{id}");
    }
}
