//! Statements, consent, proofs of the tier, and evidence.

use citizen_score_office::digest;

use crate::both::{Ask, Both};

const FARE: &str = "/api/v1/me/entries/mixed-fare/statement";

#[tokio::test(flavor = "multi_thread")]
async fn words_beside_an_entry() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let write = |text: &str| Ask::new("mixed", "PUT", FARE).json(text);
    for body in [
        "{\"text\":\"I had a ticket.\"}",
        "{\"text\":\"I had a ticket.\"}",
        "{\"text\":\"I had a ticket.\\nIt was in my other coat.\"}",
        "{\"text\":\"  \"}",
        "{\"text\":\"a\\u0007\"}",
        "{\"text\":\"=1+1; -2\"}",
    ] {
        both.ask(write(body)).await;
        both.wait(10);
        both.get("mixed", "/api/v1/me").await;
        both.get("mixed", "/api/v1/me/entries/mixed-fare").await;
    }
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(501));
    assert_eq!(both.ask(write(&long)).await.status, 400);
    let other = "/api/v1/me/entries/desk-red-light/statement";
    let foreign = Ask::new("mixed", "PUT", other).json("{\"text\":\"x\"}");
    assert_eq!(both.ask(foreign).await.status, 404);
    for format in ["json", "csv"] {
        let path = format!("/api/v1/me/record?format={format}");
        assert_eq!(both.get("mixed", &path).await.status, 200);
    }
    for path in [FARE, FARE, other] {
        both.ask(Ask::new("mixed", "DELETE", path)).await;
        both.get("mixed", "/api/v1/me").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_withdrawn_and_given_again() {
    let mut both = Both::start().await;
    both.sign_in("low").await;
    let change = |given: &str| Ask::new("low", "PUT", "/api/v1/me/consent").json(given);
    let proof = |key: &str| {
        Ask::new("low", "POST", "/api/v1/me/tier-proofs").header("idempotency-key", key)
    };
    let made = both.ask(proof("key-one-1")).await;
    let token = made.field("/token");
    both.keep("token", token);
    for given in [
        "{\"given\":\"no\"}",
        "{\"given\":true}",
        "{\"given\":false}",
        "{\"given\":false}",
        "{\"given\":true}",
    ] {
        both.wait(5);
        both.ask(change(given)).await;
        for path in [
            "/api/v1/me/consent",
            "/api/v1/me",
            "/api/v1/me/entries",
            "/api/v1/me/entries/low-fare",
            "/api/v1/me/access-log",
            "/api/v1/me/record",
            "/api/v1/me/record?format=csv",
            "/api/v1/me/cases",
        ] {
            both.get("low", path).await;
        }
        let lines = Ask::new("low", "GET", "/api/v1/me/entries");
        both.ask(lines.header("accept", "application/x-ndjson"))
            .await;
        both.ask(proof(&format!("key-{}", given.len()))).await;
    }
    let used = both.get("nobody", "/api/v1/tier-proofs/{token}").await;
    assert_eq!(used.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn proofs_of_the_tier() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    let asking = |key: &str| {
        Ask::new("desk", "POST", "/api/v1/me/tier-proofs").header("idempotency-key", key)
    };
    for (ask, status) in [
        (Ask::new("desk", "POST", "/api/v1/me/tier-proofs"), 400),
        (asking("short"), 400),
        (asking("with spaces in"), 400),
        (asking("key-one-1").json("{\"a\":1}"), 400),
        (asking("key-one-1").json("{}"), 201),
    ] {
        assert_eq!(both.ask(ask).await.status, status);
    }
    let made = both.ask(asking("key-one-1")).await;
    let again = both.ask(asking("key-one-1")).await;
    assert_eq!(made.bodies, again.bodies);
    for (name, pointer) in [("token", "/token"), ("code", "/code")] {
        let values = made.field(pointer);
        both.keep(name, values);
    }
    both.get("desk", "/api/v1/me/tier-proofs/{code}").await;
    let ahead = Ask::new("nobody", "GET", "/api/v1/tier-proofs/{token}");
    let ahead = both.ask(ahead.header("sec-purpose", "prefetch")).await;
    assert_eq!(ahead.status, 404);
    let head = both
        .ask(Ask::new("nobody", "HEAD", "/api/v1/tier-proofs/{token}"))
        .await;
    assert_eq!(head.status, 405);
    both.wait(60);
    let used = both.get("nobody", "/api/v1/tier-proofs/{code}").await;
    assert_eq!((used.status, used.body["tier"].as_str()), (200, Some("A")));
    assert_eq!(
        both.get("nobody", "/api/v1/tier-proofs/{token}")
            .await
            .status,
        404
    );
    both.get("desk", "/api/v1/me/tier-proofs/{code}").await;
    both.get("desk", "/api/v1/me/access-log").await;
    // Of six, the oldest is void; and each after two minutes.
    let mut tokens = Vec::new();
    for number in 0..6 {
        let made = both.ask(asking(&format!("key-of-{number}"))).await;
        tokens.push(made.field("/token"));
    }
    for (number, token) in tokens.into_iter().enumerate() {
        both.keep("token", token);
        if number == 5 {
            both.wait(120);
        }
        let used = both.get("nobody", "/api/v1/tier-proofs/{token}").await;
        assert_eq!(used.status == 200, (1..5).contains(&number), "{number}");
    }
}

/// The smallest files that look like what they are.
fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n".to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_by_their_content() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    let path = |content: &[u8]| format!("/api/v1/me/evidence/{}", digest::sha256_hex(content));
    let put = |path: &str, content: &[u8]| {
        let mut ask = Ask::new("mixed", "PUT", path);
        ask.body = content.to_vec();
        ask
    };
    let file = pdf();
    for (name, content, status) in [
        (path(&file), &file[..], 200),
        (path(&file), &file[..], 200),
        (path(b"text"), b"text", 400),
        (path(b"text"), &file[..], 400),
        ("/api/v1/me/evidence/abc".to_owned(), &file[..], 400),
        (path(b""), b"", 400),
    ] {
        assert_eq!(both.ask(put(&name, content)).await.status, status, "{name}");
    }
    let large = vec![b'x'; 5 * 1024 * 1024 + 1];
    assert_eq!(both.ask(put(&path(&large), &large)).await.status, 413);
    assert_eq!(both.get("mixed", &path(&file)).await.status, 200);
    assert_eq!(both.get("mixed", &path(b"other")).await.status, 404);
    for status in [204, 404] {
        let drop = Ask::new("mixed", "DELETE", &path(&file));
        assert_eq!(both.ask(drop).await.status, status);
    }
    for number in 0..11 {
        let mut file = pdf();
        file.extend(format!("%{number}\n%%EOF\n").bytes());
        let status = both.ask(put(&path(&file), &file)).await.status;
        assert_eq!(status == 200, number < 10, "{number}");
    }
    // What no case names is gone after a day; then there is room again.
    both.wait(24 * 3600);
    both.sign_in("mixed").await;
    assert_eq!(both.ask(put(&path(&file), &file)).await.status, 200);
}
