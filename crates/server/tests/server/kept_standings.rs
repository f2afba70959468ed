//! Standings are kept, and are always what the rules give for the ledger as it is.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use chrono::Days;
use citizen_score_contract::Me;
use citizen_score_office::account::me;
use citizen_score_rules::{Entry, Ledger, Rulebook, assess};
use citizen_score_server::demo;
use citizen_score_server::standings::{Recount, recount};
use citizen_score_server::state::Settings;
use proptest::prelude::*;
use serde_json::Value;
use sqlx::Executor as _;

use crate::asking::{Asking, assert_done, objection};
use crate::records::{ago, correction, fine, help};
use crate::scene::{Scene, resident};

async fn recounted(scene: &Scene) -> Recount {
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    recount(&scene.store, rulebook, scene.clock.today())
        .await
        .unwrap()
}

/// Waits until the standings of so many residents are kept, and all of them hold.
async fn until_kept(scene: &Scene, count: u64) {
    let begun = Instant::now();
    loop {
        let found = recounted(scene).await;
        assert_eq!(found.wrong, [""; 0]);
        if (found.right, found.outdated, found.absent) == (count, 0, 0) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{found:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn shown(scene: &Scene, cookie: &str) -> Me {
    serde_json::from_value(scene.json_as(cookie, "/api/v1/me").await).unwrap()
}

/// Puts another name into the standing that is kept, as no part of the program does.
async fn falsify(scene: &Scene, resident: &str) {
    let kept = scene.store.kept_standing(resident).await.unwrap().unwrap();
    let mut wrong: Value = serde_json::from_str(&kept.me).unwrap();
    wrong["standing"]["score"] = 1_234.into();
    let done = sqlx::query("UPDATE standings SET me = $1 WHERE resident = $2")
        .bind(wrong.to_string())
        .bind(resident)
        .execute(&mut scene.raw().await)
        .await
        .unwrap();
    assert_eq!(done.rows_affected(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_kept_soon_and_a_new_server_begins_with_what_is_kept() {
    let scene = Scene::start().await;
    until_kept(&scene, 2).await;
    scene.import_entries("ann", &[help("gift", 3, 40)]).await;
    let begun = Instant::now();
    loop {
        let kept = scene.store.kept_standing("ann").await.unwrap().unwrap();
        let me: Me = serde_json::from_str(&kept.me).unwrap();
        if (kept.ledger_head, me.standing.score) == (1, 1040) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{kept:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    falsify(&scene, "ann").await;
    let twin = scene.twin(Settings::default()).await;
    let ann = scene.sign_in("ann").await;
    assert_eq!(shown(&twin, &ann).await.standing.score, 1_234);
    // One more entry, and what was kept is of no use.
    scene.add("ann", &[help("more", 2, 20)]).await;
    assert_eq!(shown(&twin, &ann).await.standing.score, 1060);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recount_names_what_is_wrong() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("gift", 3, 40)]).await;
    until_kept(&scene, 2).await;
    let output = scene.run(&["recount"]).await;
    let right = "2 kept and right, 0 outdated, 0 not kept, 0 wrong, 0 that cannot be counted\n";
    assert_eq!(assert_done(&output), right);
    falsify(&scene, "bob").await;
    let output = scene.run(&["recount"]).await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    let wrong = "1 kept and right, 0 outdated, 0 not kept, 1 wrong, 0 that cannot be counted\n\
        bob: the standing that is kept is not what the ledger comes to\n";
    assert_eq!(said, wrong);
    let nowhere = format!("sqlite:{}", scene.folder.path().join("no.sqlite").display());
    let output = scene.run(&["recount", "--database", &nowhere]).await;
    assert_eq!(output.status.code(), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_of_who_is_not_scored() {
    let scene = Scene::where_scoring_is_voluntary(true).await;
    let kept = |resident| {
        let store = scene.store.clone();
        async move { store.kept_standing(resident).await.unwrap().is_some() }
    };
    let until = async |wanted: bool| {
        let begun = Instant::now();
        while kept("ann").await != wanted {
            assert!(begun.elapsed() < Duration::from_secs(10));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    until(true).await;
    let change = async |given| {
        let now = scene.clock.now();
        let changed = scene.store.change_consent("ann", given, "test", now).await;
        changed.unwrap();
    };
    change(false).await;
    assert!(!kept("ann").await);
    // An import is taken in all the same, and nothing is computed from it.
    scene.add("ann", &[help("gift", 3, 40)]).await;
    scene.add("bob", &[help("gift", 3, 40)]).await;
    let begun = Instant::now();
    loop {
        let of_bob = scene.store.kept_standing("bob").await.unwrap();
        if of_bob.is_some_and(|kept| kept.ledger_head == 1) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(!kept("ann").await);
    let twin = scene.twin(Settings::default()).await;
    assert!(twin.store.kept_standing("ann").await.unwrap().is_none());
    change(true).await;
    until(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_residents_than_one_batch_are_all_kept() {
    let scene = Scene::start().await;
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    for at in 0..250 {
        writer
            .register(&resident(&format!("r{at}"), false))
            .await
            .unwrap();
    }
    writer.commit().await.unwrap();
    let twin = scene.twin(Settings::default()).await;
    until_kept(&twin, 252).await;
    scene
        .raw()
        .await
        .execute("DELETE FROM standings")
        .await
        .unwrap();
    assert_eq!(recounted(&scene).await.absent, 252);
}

/// What happens to a resident.
#[derive(Clone, Debug)]
enum Step {
    Help {
        days_ago: u64,
        points: i32,
        lasts: Option<u64>,
    },
    Fine {
        days_ago: u64,
        points: i32,
    },
    Correct(usize),
    Object(usize),
    Days(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..40_u64, 20..=60, proptest::option::of(1..5_u64))
            .prop_map(|(days_ago, points, lasts)| Step::Help { days_ago, points, lasts }),
        3 => (0..40_u64, 10..=30_i32).prop_map(|(days_ago, points)| Step::Fine { days_ago, points: -points }),
        1 => any::<usize>().prop_map(Step::Correct),
        1 => any::<usize>().prop_map(Step::Object),
        1 => (1..4_u64).prop_map(Step::Days),
    ]
}

/// One resident to whom things happen.
struct Life {
    scene: Scene,
    cookie: String,
    entries: Vec<Entry>,
    touched: HashSet<usize>,
    steps: usize,
}

impl Life {
    async fn take(&mut self, step: Step) {
        self.steps += 1;
        let id = format!("e{}", self.steps);
        let new = match step {
            Step::Help {
                days_ago,
                points,
                lasts,
            } => {
                let mut entry = help(&id, days_ago, points);
                entry.counts_until = lasts.map(|days| ago(0) + Days::new(days));
                Some(entry)
            }
            Step::Fine { days_ago, points } => Some(fine(&id, days_ago, points)),
            Step::Correct(at) => self.pick(at).map(|of| correction(&id, &of)),
            Step::Object(at) => {
                if let Some(entry) = self.pick(at) {
                    let key = format!("key-of-step-{:04}", self.steps);
                    let answer = self
                        .scene
                        .ask(&self.cookie, &key, &objection(&entry.id))
                        .await;
                    assert_eq!(answer.status(), 201);
                }
                None
            }
            Step::Days(days) => {
                self.scene
                    .clock
                    .advance(i64::try_from(days).unwrap() * 86_400);
                self.cookie = self.scene.sign_in("ann").await;
                None
            }
        };
        if let Some(entry) = new {
            self.scene.add("ann", std::slice::from_ref(&entry)).await;
            self.entries.push(entry);
        }
    }

    /// An entry that nothing was done about yet.
    fn pick(&mut self, at: usize) -> Option<Entry> {
        let at = at.checked_rem(self.entries.len())?;
        let entry = self.entries.get(at)?.clone();
        (entry.corrects.is_none() && self.touched.insert(at)).then_some(entry)
    }

    /// What the rules say, from everything that the database holds.
    async fn by_the_rules(&self) -> Me {
        let holder = self
            .scene
            .store
            .without_session("ann")
            .await
            .unwrap()
            .unwrap();
        let marks = self.scene.store.marks("ann").await.unwrap();
        let entries = self
            .scene
            .store
            .ledger("ann", holder.ledger_head)
            .await
            .unwrap();
        let applied = entries.into_iter().map(|entry| marks.applied(entry));
        let ledger = Ledger::new(applied.collect()).unwrap();
        let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
        let day = self.scene.clock.today();
        let standing = assess(&rulebook, &ledger, day).unwrap().standing;
        let whose = (&*holder.name, &*holder.number);
        me(&rulebook, whose, &ledger, standing, day, marks.revision)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_what_the_rules_give_whatever_happened(steps in proptest::collection::vec(step(), 1..14)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let scene = Scene::start().await;
            let cookie = scene.sign_in("ann").await;
            let mut life = Life { scene, cookie, entries: Vec::new(), touched: HashSet::new(), steps: 0 };
            for step in steps {
                life.take(step).await;
                assert_eq!(shown(&life.scene, &life.cookie).await, life.by_the_rules().await);
                assert_eq!(recounted(&life.scene).await.wrong, [""; 0]);
            }
            // A server that begins now brings everything up to date.
            let twin = life.scene.twin(Settings::default()).await;
            until_kept(&twin, 2).await;
            assert_eq!(shown(&twin, &life.cookie).await, life.by_the_rules().await);
        });
    }
}
