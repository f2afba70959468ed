//! What open streams say.

use axum::body::Body;
use citizen_score_demo::{Event, Stream};
use http_body_util::BodyExt as _;
use serde_json::Value;

use crate::both::{Ask, Both};
use crate::mask;

/// A stream on each side.
struct Streams {
    served: Body,
    left: String,
    stream: Stream,
}

impl Streams {
    async fn open(both: &mut Both, who: &'static str) -> Self {
        let ask = Ask::new(who, "GET", "/api/v1/me/events");
        let served = both.serve(both.request(0, &ask)).await;
        assert_eq!(served.status(), 200);
        let (request, now) = (both.request(1, &ask), both.now());
        let stream = both.demo.open_stream(&request, now).unwrap();
        Self {
            served: served.into_body(),
            left: String::new(),
            stream,
        }
    }

    /// What both say next, which has these names.
    async fn say(&mut self, both: &mut Both, names: &[&str]) {
        let now = both.now();
        let told: Vec<(String, Value)> = both
            .demo
            .events(&mut self.stream, now)
            .iter()
            .map(told)
            .collect();
        let mut served = Vec::new();
        while served.len() < names.len() {
            served.push(self.next().await);
        }
        assert_eq!(served.iter().map(|it| &*it.0).collect::<Vec<_>>(), names);
        assert_eq!(served, told);
    }

    /// The next event of the server that is not a heartbeat.
    async fn next(&mut self) -> (String, Value) {
        loop {
            if let Some((event, rest)) = self.left.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.left = rest;
                let field = |name: &str| {
                    let mut lines = event.lines().filter_map(|line| line.strip_prefix(name));
                    lines
                        .next()
                        .map(str::trim_start)
                        .unwrap_or_default()
                        .to_owned()
                };
                let (name, data) = (field("event:"), field("data:"));
                if name != "heartbeat" && !name.is_empty() {
                    return (name, mask::json(serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let frame = self.served.frame().await.unwrap().unwrap();
            self.left
                .push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
        }
    }
}

fn told(event: &Event) -> (String, Value) {
    let data = serde_json::from_str(&event.data).unwrap();
    (event.name.to_owned(), mask::json(data))
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_tell_the_same() {
    let mut both = Both::start().await;
    assert_eq!(both.get("nobody", "/api/v1/me/events").await.status, 401);
    both.sign_in("mixed").await;
    let mut streams = Streams::open(&mut both, "mixed").await;
    streams.say(&mut both, &["standing"]).await;
    let claim =
        "{\"kind\":\"claim\",\"factor\":\"blood_donation\",\"on\":\"2026-11-20\",\"words\":\"x\"}";
    let open = Ask::new("mixed", "POST", "/api/v1/me/cases").json(claim);
    both.ask(open.header("idempotency-key", "key-one-1")).await;
    streams.say(&mut both, &["case", "standing"]).await;
    let statement = "/api/v1/me/entries/mixed-fare/statement";
    both.ask(Ask::new("mixed", "PUT", statement).json("{\"text\":\"x\"}"))
        .await;
    streams.say(&mut both, &["standing"]).await;
    let ask = Ask::new("mixed", "POST", "/api/v1/me/tier-proofs");
    let proof = both.ask(ask.header("idempotency-key", "key-pro-1")).await;
    let token = proof.field("/token");
    both.keep("token", token);
    both.get("nobody", "/api/v1/tier-proofs/{token}").await;
    streams.say(&mut both, &["proof_used"]).await;
    let consent = |given: &str| Ask::new("mixed", "PUT", "/api/v1/me/consent").json(given);
    both.ask(consent("{\"given\":false}")).await;
    streams.say(&mut both, &["not_scored"]).await;
    both.ask(consent("{\"given\":true}")).await;
    streams.say(&mut both, &["standing"]).await;
    both.ask(Ask::new("mixed", "DELETE", "/api/v1/session"))
        .await;
    streams.say(&mut both, &["signed_out"]).await;
    let now = both.now();
    assert!(both.demo.events(&mut streams.stream, now).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_arrives_is_told() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    let mut streams = Streams::open(&mut both, "desk").await;
    streams.say(&mut both, &["standing"]).await;
    let (now, whose) = (both.now(), both.demo.resident("desk").unwrap());
    both.demo.credit(whose, now).unwrap();
    let entry = both.live_entry("desk");
    let mut writer = both.store.write(now).await.unwrap();
    writer.add("desk", &[entry]).await.unwrap();
    writer.commit().await.unwrap();
    both.state.hub.wake("desk");
    streams.say(&mut both, &["entry", "standing"]).await;
    assert_eq!(
        both.get("desk", "/api/v1/me").await.body["standing"]["score"],
        1040
    );
}
