//! Long walks at random through the calls: whatever the order, both answer the same.

use crate::both::{Ask, Both};

/// Steps of a walk.
const STEPS: usize = 400;

const PEOPLE: [&str; 3] = ["desk", "low", "mixed"];

/// What is read.
const READ: [&str; 14] = [
    "/config.json",
    "/api/v1/session",
    "/api/v1/me",
    "/api/v1/me/entries?limit=9",
    "/api/v1/me/entries/mixed-fare",
    "/api/v1/me/entries/low-fare",
    "/api/v1/me/cases",
    "/api/v1/me/cases/{case}",
    "/api/v1/me/access-log?limit=9",
    "/api/v1/me/consent",
    "/api/v1/me/drafts-key",
    "/api/v1/me/display-sessions",
    "/api/v1/me/record?format=csv",
    "/api/v1/me/tier-proofs/{code}",
];

/// What is done, where `{key}` is the name of a request from a small number of them.
const DONE: [(&str, &str, &str); 17] = [
    (
        "PUT",
        "/api/v1/me/entries/mixed-fare/statement",
        "{\"text\":\"One.\"}",
    ),
    (
        "PUT",
        "/api/v1/me/entries/low-fare/statement",
        "{\"text\":\"Two.\"}",
    ),
    ("DELETE", "/api/v1/me/entries/mixed-fare/statement", ""),
    ("PUT", "/api/v1/me/consent", "{\"given\":false}"),
    ("PUT", "/api/v1/me/consent", "{\"given\":true}"),
    ("POST", "/api/v1/me/tier-proofs", ""),
    (
        "POST",
        "/api/v1/me/cases",
        "{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",\"words\":\"x\"}",
    ),
    (
        "POST",
        "/api/v1/me/cases",
        "{\"kind\":\"objection\",\"entry\":\"low-fare\",\"ground\":\"twice\",\"words\":\"y\"}",
    ),
    (
        "POST",
        "/api/v1/me/cases",
        "{\"kind\":\"repair\",\"entry\":\"low-power-bill-first\",\"on\":\"2026-11-01\",\"words\":\"z\"}",
    ),
    (
        "POST",
        "/api/v1/me/cases",
        "{\"kind\":\"claim\",\"factor\":\"blood_donation\",\"on\":\"2026-11-20\",\"words\":\"x\"}",
    ),
    ("POST", "/api/v1/me/cases/{case}/withdraw", ""),
    (
        "POST",
        "/api/v1/me/cases/{case}/answer",
        "{\"words\":\"x\"}",
    ),
    ("POST", "/api/v1/pairings/{user}/approve?key={userkey}", ""),
    ("POST", "/api/v1/pairings/{user}/refuse?key={userkey}", ""),
    ("GET", "/api/v1/pairings/{user}?key={userkey}", ""),
    ("DELETE", "/api/v1/session", ""),
    ("DELETE", "/api/v1/me/display-sessions/{visit}", ""),
];

/// Steele, Lea and Flood's `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Keeps what an answer names under these names, where it names it.
fn keep(both: &mut Both, answers: &crate::both::Answers, names: &[(&str, &str)]) {
    for (name, pointer) in names {
        let is_there = |body: &Vec<u8>| {
            let value: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            value
                .pointer(pointer)
                .is_some_and(serde_json::Value::is_string)
        };
        if answers.bodies.iter().all(is_there) {
            let values = answers.field(pointer);
            both.keep(name, values);
        }
    }
}

/// Whoever asks for something now: a resident on an own device, or whoever is at the display.
fn somebody(random: &mut Random) -> &'static str {
    if random.below(4) == 0 {
        "display"
    } else {
        random.of(&PEOPLE)
    }
}

async fn step(both: &mut Both, random: &mut Random, answered: &mut bool) {
    // Lists are in the order of moments, and at the same moment in that of what is drawn.
    let wait = if random.below(20) == 0 { 700 } else { 40 };
    both.wait(1 + i64::try_from(random.below(wait)).unwrap());
    match random.below(10) {
        0 | 1 => {
            let body = format!("{{\"resident\":\"{}\"}}", random.of(&PEOPLE));
            let who = somebody(random);
            both.ask(Ask::new(who, "POST", "/api/v1/session").json(&body))
                .await;
        }
        2 => {
            let made = both
                .ask(Ask::new("display", "POST", "/api/v1/pairings"))
                .await;
            let codes = [
                ("device", "/device_code"),
                ("user", "/user_code"),
                ("userkey", "/user_key"),
            ];
            keep(both, &made, &codes);
            *answered = false;
        }
        // A server would hold this until somebody has answered.
        3 if *answered => {
            let ask = Ask::new("display", "POST", "/api/v1/pairings/token");
            both.ask(ask.json("{\"device_code\":\"{device}\"}")).await;
        }
        4 => {
            let limit = random.of(&["true", "false"]);
            let body = format!("{{\"limit\":{limit}}}");
            let who = somebody(random);
            both.ask(Ask::new(who, "POST", "/api/v1/session/extend").json(&body))
                .await;
        }
        5 => {
            both.get("nobody", "/api/v1/tier-proofs/{token}").await;
        }
        6..8 => {
            let who = somebody(random);
            let path = random.of(&READ);
            let found = both.get(who, path).await;
            let id = [("visit", "/sessions/0/id"), ("case", "/cases/0/id")];
            keep(both, &found, &id);
        }
        _ => {
            let who = somebody(random);
            let (method, path, body) = random.of(&DONE);
            let mut ask = Ask::new(who, method, path);
            if !body.is_empty() {
                ask = ask.json(body);
            }
            let key = format!("request-{}", random.below(12));
            let done = both.ask(ask.header("idempotency-key", &key)).await;
            let names = [("token", "/token"), ("code", "/code"), ("case", "/id")];
            if done.status < 400 {
                keep(both, &done, &names);
            }
            *answered |= path.contains("/pairings/") && method == "POST" && done.status == 200;
        }
    }
}

async fn walk(seed: u64) {
    let mut both = Both::start().await;
    let mut random = Random(seed);
    for (name, value) in [
        ("case", "2026-7K3M-9QXD"),
        ("code", "7K3M9QXD"),
        ("token", &"x".repeat(43)),
        ("visit", "nothing"),
        ("device", &"x".repeat(43)),
    ] {
        both.keep(name, [value.to_owned(), value.to_owned()]);
    }
    // So that nothing is asked of a pairing that never was, which is counted as a guess.
    let made = both
        .ask(Ask::new("display", "POST", "/api/v1/pairings"))
        .await;
    keep(
        &mut both,
        &made,
        &[("user", "/user_code"), ("userkey", "/user_key")],
    );
    let mut answered = false;
    for _ in 0..STEPS {
        step(&mut both, &mut random, &mut answered).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_walk() {
    walk(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_walk() {
    walk(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_walk() {
    walk(3).await;
}
