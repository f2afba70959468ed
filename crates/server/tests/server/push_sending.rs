//! What is sent when: everything once, together where it can be, not in quiet hours, and not lost where a
//! service, a network or a server fails.

use std::time::Duration;

use chrono::Timelike as _;
use reqwest::Method;
use serde_json::{Value, json};

use crate::asking::{Asking as _, assert_done, at_the_office, objection, opened};
use crate::push_service::{Browser, PushService, sending};
use crate::records::help;
use crate::scene::Scene;

/// Ann and bob, each with a browser that is told everything.
struct Two {
    service: PushService,
    scene: Scene,
    ann: String,
    anns: Browser,
    bobs: Browser,
    /// Entries so far, so that each has a name of its own.
    entries: u32,
}

impl Two {
    async fn start() -> Self {
        let service = PushService::start().await;
        let scene = Scene::with(sending()).await;
        let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
        let (anns, bobs) = (Browser::new(&service, "ann"), Browser::new(&service, "bob"));
        anns.subscribe(&scene, &ann).await;
        bobs.subscribe(&scene, &bob).await;
        Self {
            service,
            scene,
            ann,
            anns,
            bobs,
            entries: 0,
        }
    }

    async fn entry(&mut self, resident: &str) {
        self.entries += 1;
        let entry = help(&format!("entry-{}", self.entries), 0, 20);
        self.scene.add(resident, &[entry]).await;
    }

    async fn told(&mut self) -> (String, String) {
        self.service.told(&[&self.anns, &self.bobs]).await
    }

    /// Whatever was to be sent before is sent before this.
    async fn bob_is_told(&mut self) {
        self.entry("bob").await;
        assert_eq!(self.told().await, ("/bob".into(), "record".into()));
    }
}

fn anns(about: &str) -> (String, String) {
    ("/ann".into(), about.into())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_news_is_told_and_what_ann_does_herself_is_not() {
    let mut it = Two::start().await;
    let scene = &it.scene;
    scene
        .import_entries("ann", &[help("one", 3, 20), help("two", 2, 20)])
        .await;
    assert_eq!(it.told().await, anns("record"));
    let case = opened(&it.scene, &it.ann, "key-00000001", &objection("one")).await;
    let words = it
        .scene
        .send_as(&it.ann, Method::PUT, "/api/v1/me/entries/two/statement");
    let words = words.json(&json!({ "text": "Ann says so." })).send().await;
    assert_eq!(words.unwrap().status(), 200);
    it.bob_is_told().await;
    for step in [
        vec!["examine", &case],
        vec!["ask", &case, "--question", "Which car?"],
    ] {
        assert_done(&at_the_office(&it.scene, &step).await);
        assert_eq!(it.told().await, anns("case"));
    }
    let answering = format!("/api/v1/me/cases/{case}/answer");
    let answer = it
        .scene
        .post_as(&it.ann, "key-00000002", &answering, r#"{"words":"Red."}"#)
        .await;
    assert_eq!(answer.status(), 200);
    it.bob_is_told().await;
    it.scene.sign_in("ann").await;
    assert_eq!(it.told().await, anns("sign_in"));
    let display = it.scene.display("Town hall 2").await;
    it.scene.visit(&display, "ann").await;
    assert_eq!(it.told().await, anns("sign_in"));
    it.bob_is_told().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_falls_into_quiet_hours_is_told_once_at_their_end() {
    let mut it = Two::start().await;
    let minute = it.scene.clock.now().hour() * 60 + it.scene.clock.now().minute();
    let quiet =
        json!({ "from": (minute + 1380) % 1440, "to": (minute + 60) % 1440, "zone": "UTC" });
    let wish = it.anns.wish(&["record", "sign_in"], &quiet);
    assert_eq!(it.anns.put(&it.scene, &it.ann, &wish).await.status(), 200);
    it.entry("ann").await;
    it.bob_is_told().await;
    it.scene.sign_in("ann").await;
    it.entry("ann").await;
    it.bob_is_told().await;
    // A test is sent all the same, and is no news.
    let test = it
        .scene
        .post_json(&it.ann, "/api/v1/me/push/test", json!({}))
        .await;
    assert_eq!(test.status(), 204);
    assert_eq!(it.told().await, anns("test"));
    let again = it
        .scene
        .post_json(&it.ann, "/api/v1/me/push/test", json!({}))
        .await;
    assert_eq!(
        (
            again.status().as_u16(),
            again.headers().contains_key("retry-after")
        ),
        (429, true)
    );
    it.scene.clock.advance(50 * 60);
    it.bob_is_told().await;
    it.scene.clock.advance(15 * 60);
    // The next look is at most half a minute away; bob's news makes it now.
    it.entry("bob").await;
    let mut both = [it.told().await, it.told().await];
    both.sort();
    assert_eq!(both, [anns("several"), ("/bob".into(), "record".into())]);
    it.bob_is_told().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_that_are_taken_back_hold_nothing() {
    let mut it = Two::start().await;
    let minute = it.scene.clock.now().hour() * 60 + it.scene.clock.now().minute();
    let quiet =
        json!({ "from": (minute + 1380) % 1440, "to": (minute + 60) % 1440, "zone": "UTC" });
    let wish = it.anns.wish(&["record"], &quiet);
    assert_eq!(it.anns.put(&it.scene, &it.ann, &wish).await.status(), 200);
    it.entry("ann").await;
    it.bob_is_told().await;
    it.anns.subscribe(&it.scene, &it.ann).await;
    assert_eq!(it.told().await, anns("record"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_busy_or_leads_elsewhere_is_asked_again_later() {
    let mut it = Two::start().await;
    for status in [500, 429, 301, 403] {
        it.service.answers(&[status]);
        it.entry("ann").await;
        assert_eq!(it.told().await, anns("record"), "{status}");
        // Not before the time; what happens meanwhile is told together.
        it.entry("ann").await;
        it.bob_is_told().await;
        settled(&it.scene).await;
        it.scene.clock.advance(30);
        it.entry("bob").await;
        let mut both = [it.told().await, it.told().await];
        both.sort();
        assert_eq!(
            both,
            [anns("record"), ("/bob".into(), "record".into())],
            "{status}"
        );
    }
    it.bob_is_told().await;
}

/// Waits until the server has noted what became of a message: until then it is nobody else's.
async fn settled(scene: &Scene) {
    let due = async {
        loop {
            let next = scene.store.next_push(scene.clock.now()).await.unwrap();
            // A message on its way is claimed for a minute; one that waits, for half of it.
            if next.is_some_and(|next| next - scene.clock.seconds() <= 30) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), due)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_gone_is_told_nothing_more() {
    for status in [404, 410] {
        let mut it = Two::start().await;
        it.service.answers(&[status]);
        it.entry("ann").await;
        assert_eq!(it.told().await, anns("record"));
        let gone = async {
            while it.scene.json_as(&it.ann, "/api/v1/me/push").await["told"] != Value::Null {}
        };
        tokio::time::timeout(Duration::from_secs(10), gone)
            .await
            .unwrap();
        it.entry("ann").await;
        it.bob_is_told().await;
        // It may come back.
        it.anns.subscribe(&it.scene, &it.ann).await;
        it.service.answers(&[status]);
        let test = it
            .scene
            .post_json(&it.ann, "/api/v1/me/push/test", json!({}))
            .await;
        assert_eq!(test.status(), 404);
        assert_eq!(it.told().await, anns("test"));
        assert_eq!(
            it.scene.json_as(&it.ann, "/api/v1/me/push").await["told"],
            Value::Null
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_while_the_server_is_away_is_told_when_it_is_back() {
    let mut it = Two::start().await;
    it.scene.end().await;
    it.scene
        .import_entries("ann", &[help("meanwhile", 1, 20)])
        .await;
    it.scene = it.scene.twin(sending()).await;
    assert_eq!(it.told().await, anns("record"));
    it.bob_is_told().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_server_died_on_the_way_is_sent_by_the_next() {
    let mut it = Two::start().await;
    it.scene.end().await;
    it.scene
        .import_entries("ann", &[help("meanwhile", 1, 20)])
        .await;
    let store = citizen_score_server::store::Store::open(&it.scene.database())
        .await
        .unwrap();
    let now = it.scene.clock.now();
    store.collect_push(now).await.unwrap();
    let claimed = store
        .claim_push(now, 16, now.timestamp() + 60)
        .await
        .unwrap();
    assert_eq!(claimed.len(), 1);
    assert!(
        store
            .claim_push(now, 16, now.timestamp() + 60)
            .await
            .unwrap()
            .is_empty()
    );
    it.scene = it.scene.twin(sending()).await;
    it.bob_is_told().await;
    it.scene.clock.advance(61);
    it.entry("bob").await;
    let mut both = [it.told().await, it.told().await];
    both.sort();
    assert_eq!(both, [anns("record"), ("/bob".into(), "record".into())]);
    // Who comes back too late changes nothing.
    store.push_over(&claimed[0]).await.unwrap();
    assert_ne!(
        it.scene.json_as(&it.ann, "/api/v1/me/push").await["told"],
        Value::Null
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_send_everything_once() {
    let mut it = Two::start().await;
    let twin = it.scene.twin(sending()).await;
    for _ in 0..10 {
        it.entry("ann").await;
        assert_eq!(it.told().await, anns("record"));
    }
    it.bob_is_told().await;
    drop(twin);
}
