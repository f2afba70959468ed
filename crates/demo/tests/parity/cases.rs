//! What a resident asks of the city.

use citizen_score_office::digest;

use crate::both::{Answers, Ask, Both};

/// A request to open a case, with a key that is its own where it is sent once.
fn open(who: &'static str, key: &str, body: &str) -> Ask {
    let ask = Ask::new(who, "POST", "/api/v1/me/cases").json(body);
    ask.header("idempotency-key", key)
}

pub const OBJECTION: &str = "{\"kind\":\"objection\",\"entry\":\"mixed-parking\",\
    \"ground\":\"not_me\",\"words\":\"It was another car.\",\"wish\":\"Take it back.\"}";

/// Opens a case, and keeps its number.
pub async fn opened(both: &mut Both, who: &'static str, key: &str, body: &str) -> Answers {
    let answers = both.ask(open(who, key, body)).await;
    assert_eq!(answers.status, 201, "{body} {}", answers.body);
    let numbers = answers.field("/id");
    both.keep("case", numbers);
    answers
}

/// An entry of `mixed` that takes points, counts and is nobody's case.
pub async fn plain_entry(both: &mut Both) -> String {
    let page = both.get("mixed", "/api/v1/me/entries?limit=200").await;
    let entries = page.body["entries"].as_array().unwrap();
    let plain = entries.iter().find(|view| {
        let counted = view["counted"].as_i64().unwrap();
        counted < 0 && view["case"].is_null() && view["entry"]["contested"] == false
    });
    plain.unwrap()["entry"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_arrives_once_and_is_withdrawn() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let entry = plain_entry(&mut both).await;
    let body = OBJECTION.replace("mixed-parking", &entry);
    opened(&mut both, "mixed", "key-one-1", &body).await;
    both.wait(60);
    assert_eq!(
        both.ask(open("mixed", "key-one-1", &body)).await.status,
        201
    );
    let other = body.replace("not_me", "other");
    assert_eq!(
        both.ask(open("mixed", "key-one-1", &other)).await.status,
        409
    );
    assert_eq!(
        both.ask(open("mixed", "key-two-2", &body)).await.status,
        409
    );
    for path in [
        "/api/v1/me",
        "/api/v1/me/cases",
        "/api/v1/me/cases/{case}",
        "/api/v1/me/entries?limit=200",
        "/api/v1/me/record",
    ] {
        assert_eq!(both.get("mixed", path).await.status, 200, "{path}");
    }
    let act = |call: &str, key: &str| {
        let ask = Ask::new(
            "mixed",
            "POST",
            &format!("/api/v1/me/cases/{{case}}/{call}"),
        );
        ask.header("idempotency-key", key)
    };
    let words = "{\"words\":\"Yes.\"}";
    for (ask, status) in [
        (act("answer", "key-ans-1").json(words), 400),
        (act("withdraw", "key-wit-1").json("{\"a\":1}"), 400),
        (act("withdraw", "key-wit-1"), 200),
        (act("withdraw", "key-wit-1"), 200),
        (act("withdraw", "key-wit-2"), 409),
        (act("answer", "key-ans-1").json(words), 409),
    ] {
        assert_eq!(both.ask(ask).await.status, status);
    }
    both.get("mixed", "/api/v1/me").await;
    both.get("mixed", &format!("/api/v1/me/entries/{entry}"))
        .await;
    opened(&mut both, "mixed", "key-two-2", &body).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_with_a_file() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let file = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
    let digest = digest::sha256_hex(file);
    let evidence = format!("/api/v1/me/evidence/{digest}");
    let mut put = Ask::new("mixed", "PUT", &evidence);
    put.body = file.to_vec();
    assert_eq!(both.ask(put).await.status, 200);
    let case = "/api/v1/me/cases/2026-7K3M-9QXD";
    let answer = |key: &str, digest: &str| {
        let body = format!(
            "{{\"words\":\"From six to six.\",\"evidence\":[{{\"digest\":\"{digest}\",\
             \"name\":\"../time\\u202esheet.exe\"}}]}}"
        );
        let ask = Ask::new("mixed", "POST", &format!("{case}/answer")).json(&body);
        ask.header("idempotency-key", key)
    };
    let unknown = "a".repeat(64);
    assert_eq!(both.ask(answer("key-one-1", &unknown)).await.status, 400);
    assert_eq!(both.ask(answer("key-one-1", "abc")).await.status, 400);
    assert_eq!(both.ask(answer("key-one-1", &digest)).await.status, 200);
    assert_eq!(both.ask(answer("key-two-2", &digest)).await.status, 400);
    both.get("mixed", case).await;
    both.get("mixed", "/api/v1/me/cases").await;
    // It stays with the case.
    let drop = Ask::new("mixed", "DELETE", &evidence);
    assert_eq!(both.ask(drop).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let words = "\"words\":\"x\"";
    let claim = "\"kind\":\"claim\",\"factor\":\"blood_donation\"";
    let long = format!("\"words\":\"{}\"", "字".repeat(2_001));
    let files: Vec<String> = (0..6)
        .map(|it| {
            format!(
                "{{\"digest\":\"{}\",\"name\":\"a\"}}",
                format!("{it}").repeat(64)
            )
        })
        .collect();
    for body in [
        "{}".to_owned(),
        format!("{{\"kind\":\"objection\",{words}}}"),
        format!("{{\"kind\":\"objection\",\"entry\":\"nothing\",\"ground\":\"other\",{words}}}"),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"desk-red-light\",\"ground\":\"other\",{words}}}"
        ),
        format!("{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"why\",{words}}}"),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",\"on\":\"2026-01-01\",{words}}}"
        ),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-power-bill-corrected\",\"ground\":\"other\",{words}}}"
        ),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-power-bill-correction\",\"ground\":\"other\",{words}}}"
        ),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-red-light-contested\",\"ground\":\"other\",{words}}}"
        ),
        "{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",\"words\":\" \"}"
            .to_owned(),
        format!("{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",{long}}}"),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",{words},\"wish\":\"\"}}"
        ),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",{words},\"evidence\":[{}]}}",
            files.join(",")
        ),
        format!(
            "{{\"kind\":\"objection\",\"entry\":\"mixed-fare\",\"ground\":\"other\",{words},\"evidence\":[{0},{0}]}}",
            files[0]
        ),
        format!(
            "{{\"kind\":\"repair\",\"entry\":\"mixed-loan-arrears-repaired\",\"on\":\"2026-01-01\",{words}}}"
        ),
        format!(
            "{{\"kind\":\"repair\",\"entry\":\"mixed-blood-donation-1\",\"on\":\"2026-01-01\",{words}}}"
        ),
        format!("{{\"kind\":\"repair\",\"entry\":\"mixed-fare\",\"on\":\"2027-01-01\",{words}}}"),
        format!("{{{claim},\"on\":\"2026-11-25\",{words}}}"),
        format!("{{{claim},\"on\":\"2026-13-01\",{words}}}"),
        format!("{{{claim},\"on\":\"2026-11-20\",\"ground\":\"other\",{words}}}"),
        format!("{{\"kind\":\"claim\",\"factor\":\"red_light\",\"on\":\"2026-11-20\",{words}}}"),
        format!("{{\"kind\":\"claim\",\"factor\":\"nothing\",\"on\":\"2026-11-20\",{words}}}"),
    ] {
        let answers = both.ask(open("mixed", "key-one-1", &body)).await;
        assert!(answers.status >= 400, "{body} {}", answers.body);
    }
    let keyless = Ask::new("mixed", "POST", "/api/v1/me/cases").json(OBJECTION);
    assert_eq!(both.ask(keyless).await.status, 400);
    // What was refused has used up no key.
    let body = format!("{{{claim},\"on\":\"2026-11-20\",{words}}}");
    opened(&mut both, "mixed", "key-one-1", &body).await;
}
