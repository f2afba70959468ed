//! What happens in a demo by itself, and that it is kept.

use chrono::{DateTime, TimeDelta, Utc};
use citizen_score_demo::simulated::{ENTRY_SECONDS, STEP_SECONDS};
use citizen_score_demo::{Demo, Request, Response};
use citizen_score_office::digest;
use serde_json::Value;

use crate::both::START;

/// A demo of its own, with somebody signed in.
struct Alone {
    demo: Demo,
    now: DateTime<Utc>,
    cookie: String,
}

impl Alone {
    fn start(who: &str) -> Self {
        let now = START.parse().unwrap();
        let demo = Demo::new(now, [1; 32]).unwrap();
        let mut alone = Self {
            demo,
            now,
            cookie: String::new(),
        };
        let signed_in = alone.send(
            "POST",
            "/api/v1/session",
            &format!("{{\"resident\":\"{who}\"}}"),
            "",
        );
        assert_eq!(signed_in.status, 200);
        let cookie = signed_in.header("set-cookie").unwrap();
        alone.cookie = cookie.split(';').next().unwrap_or_default().into();
        alone
    }

    fn send(&mut self, method: &str, path: &str, body: &str, key: &str) -> Response {
        let mut headers = vec![("cookie".to_owned(), self.cookie.clone())];
        if !body.is_empty() {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        if !key.is_empty() {
            headers.push(("idempotency-key".to_owned(), key.to_owned()));
        }
        let request = Request {
            method: method.to_owned(),
            path_and_query: path.to_owned(),
            headers,
            body: body.as_bytes().to_vec(),
        };
        let mut last = u8::try_from(key.len()).unwrap();
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                last = last.wrapping_mul(5).wrapping_add(7);
                *byte = last;
            }
        };
        self.demo.handle(&request, self.now, &mut random)
    }

    fn get(&mut self, path: &str) -> Value {
        let response = self.send("GET", path, "", "");
        assert_eq!(response.status, 200, "{path}");
        serde_json::from_slice(&response.body).unwrap()
    }

    fn pass(&mut self, seconds: i64) -> bool {
        self.now += TimeDelta::seconds(seconds);
        self.demo.tick(self.now)
    }

    fn case(&mut self, body: &str, key: &str) -> String {
        let response = self.send("POST", "/api/v1/me/cases", body, key);
        assert_eq!(response.status, 201);
        let case: Value = serde_json::from_slice(&response.body).unwrap();
        case["id"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_minute_after_signing_in_an_entry_arrives_once_and_more_on_demand() {
    let mut alone = Alone::start("desk");
    assert_eq!(alone.get("/api/v1/me")["standing"]["score"], 1020);
    assert!(!alone.pass(ENTRY_SECONDS - 1));
    assert!(alone.pass(1));
    let me = alone.get("/api/v1/me");
    assert_eq!(me["standing"]["score"], 1040);
    assert_eq!(me["standing"]["tier"], "A+");
    assert!(!alone.pass(ENTRY_SECONDS));
    let whose = alone.demo.resident("desk").unwrap();
    alone.demo.credit(whose, alone.now).unwrap();
    assert_eq!(alone.get("/api/v1/me")["standing"]["score"], 1060);
    // The same as a signed record would be checked.
    let entries = alone.get("/api/v1/me/entries?limit=2");
    assert!(
        entries["entries"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["counted"] == 20)
    );
}

#[test]
fn the_office_examines_asks_and_decides_every_other_time_for_the_resident() {
    let mut alone = Alone::start("desk");
    alone.pass(ENTRY_SECONDS);
    let body = "{\"kind\":\"objection\",\"entry\":\"desk-power-bill\",\"ground\":\"not_so\",\"words\":\"Paid.\"}";
    let id = alone.case(body, "key-one-1");
    let path = format!("/api/v1/me/cases/{id}");
    let before = alone.get("/api/v1/me")["standing"]["score"]
        .as_i64()
        .unwrap();
    let mut seen = vec![alone.get(&path)["status"].as_str().unwrap().to_owned()];
    for _ in 0..5 {
        alone.pass(STEP_SECONDS);
        seen.push(alone.get(&path)["status"].as_str().unwrap().to_owned());
    }
    assert_eq!(
        seen,
        [
            "received",
            "being_examined",
            "question",
            "question",
            "question",
            "question"
        ]
    );
    let answer = alone.send(
        "POST",
        &format!("{path}/answer"),
        "{\"words\":\"Here.\"}",
        "key-ans-1",
    );
    assert_eq!(answer.status, 200);
    assert!(!alone.pass(STEP_SECONDS - 1));
    assert!(alone.pass(1));
    let case = alone.get(&path);
    assert_eq!(
        (&case["status"], &case["verdict"]),
        (&"decided".into(), &"upheld".into())
    );
    let score = alone.get("/api/v1/me")["standing"]["score"]
        .as_i64()
        .unwrap();
    assert!(score >= before, "{score} {before}");
    // The next one is rejected.
    let body = "{\"kind\":\"claim\",\"factor\":\"emergency_help\",\"on\":\"2026-11-20\",\"words\":\"I helped.\"}";
    let id = alone.case(body, "key-two-22");
    let path = format!("/api/v1/me/cases/{id}");
    alone.pass(STEP_SECONDS);
    alone.pass(STEP_SECONDS);
    alone.send(
        "POST",
        &format!("{path}/answer"),
        "{\"words\":\"In the street.\"}",
        "key-ans-22",
    );
    alone.pass(STEP_SECONDS);
    assert_eq!(alone.get(&path)["verdict"], "rejected");
    let log = alone.get("/api/v1/me/access-log?kind=case_decided");
    assert_eq!(log["accesses"].as_array().unwrap().len(), 2);
}

#[test]
fn a_reload_keeps_everything_and_another_day_nothing() {
    let mut alone = Alone::start("desk");
    alone.pass(ENTRY_SECONDS);
    let body = "{\"kind\":\"objection\",\"entry\":\"desk-power-bill\",\"ground\":\"not_so\",\"words\":\"Paid.\"}";
    let id = alone.case(body, "key-one-1");
    let file = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
    let digest = digest::sha256_hex(file);
    let evidence = format!("/api/v1/me/evidence/{digest}");
    let put = alone.send("PUT", &evidence, std::str::from_utf8(file).unwrap(), "");
    assert_eq!(put.status, 200);
    let saved = alone.demo.save().unwrap();
    assert!(saved.len() < 100_000, "{}", saved.len());
    let paths = [
        "/api/v1/me",
        "/api/v1/me/cases",
        "/api/v1/me/access-log",
        "/api/v1/keys",
        "/api/v1/me/drafts-key",
        "/api/v1/session",
    ];
    let before = paths.map(|path| alone.get(path));
    alone.demo = Demo::restore(&saved, alone.now).unwrap();
    assert_eq!(paths.map(|path| alone.get(path)), before);
    assert_eq!(alone.send("GET", &evidence, "", "").body, file);
    alone.pass(STEP_SECONDS);
    assert_eq!(
        alone.get(&format!("/api/v1/me/cases/{id}"))["status"],
        "being_examined"
    );
    let tomorrow = alone.now + TimeDelta::days(1);
    assert!(Demo::restore(&saved, tomorrow).is_err());
    for text in [
        "",
        "{}",
        "null",
        &saved[..saved.len() - 2],
        &saved.replace("\"form\":1", "\"form\":2"),
    ] {
        assert!(Demo::restore(text, alone.now).is_err());
    }
}
