//! `GET /me/record` and `GET /keys`: what a resident takes along.

use std::sync::Arc;
use std::time::Duration;

use citizen_score_contract::Keys;
use citizen_score_record::{PublicKey, RecordFault, Verified, testing, verify};
use citizen_score_rules::Rulebook;
use citizen_score_server::exports::Exports;
use citizen_score_server::store::Holder;
use citizen_score_server::{demo, signing};
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::pages::header;
use crate::records::{correction, help};
use crate::scene::Scene;

const PATH: &str = "/api/v1/me/record";

pub async fn keys(scene: &Scene) -> Vec<PublicKey> {
    let keys: Keys = scene
        .get("/api/v1/keys")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let read = |key: citizen_score_contract::Key| {
        PublicKey::from_published(key.id, &key.public, key.created_at, key.retired_at).unwrap()
    };
    keys.keys.into_iter().map(read).collect()
}

pub async fn record(scene: &Scene, cookie: &str) -> Vec<u8> {
    let response = scene.get_as(cookie, PATH).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.bytes().await.unwrap().to_vec()
}

fn check(record: &[u8], keys: &[PublicKey]) -> Result<Verified, RecordFault> {
    verify(record, keys, signing::fits)
}

async fn mixed() -> Scene {
    let scene = Scene::start().await;
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    let entries = demo::ledger(&rulebook, "mixed", scene.clock.now()).unwrap();
    scene.add("ann", &entries).await;
    scene
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_proves_what_the_server_says() {
    let scene = mixed().await;
    let cookie = scene.sign_in("ann").await;
    let response = scene.get_as(&cookie, PATH).send().await.unwrap();
    let today = scene.clock.today();
    let name = format!("attachment; filename=\"citizen-score-record-{today}.json\"");
    assert_eq!(header(&response, "content-disposition"), name);
    assert_eq!(header(&response, "content-type"), "application/json");
    assert_eq!(header(&response, "cache-control"), "no-store");
    let record = response.bytes().await.unwrap();
    let verified = check(&record, &keys(&scene).await).unwrap();
    let me = scene.json_as(&cookie, "/api/v1/me").await;
    assert_eq!(
        serde_json::to_value(&verified.standing).unwrap(),
        me["standing"]
    );
    assert_eq!(verified.entry_count, me["entry_count"].as_u64().unwrap());
    assert_eq!(verified.resident.name, "Name of ann");
    assert_eq!(
        verified.resident.masked_number,
        me["masked_number"].as_str().unwrap()
    );
    assert!(!String::from_utf8_lossy(&record).contains("N-0000-ann"));

    let mut refused = 0;
    for mutation in testing::mutations(&record, 1).unwrap().take(200) {
        let checked = check(&mutation.bytes, &keys(&scene).await);
        assert_eq!(checked.is_ok(), mutation.harmless, "{}", mutation.name);
        refused += usize::from(!mutation.harmless);
    }
    assert!(refused > 180);
}

#[tokio::test]
async fn a_record_of_nothing_and_one_of_corrections_are_good_too() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let keys = keys(&scene).await;
    let verified = check(&record(&scene, &cookie).await, &keys).unwrap();
    assert_eq!((verified.entry_count, verified.standing.score), (0, 1000));
    let wrong = help("wrong", 3, 40);
    let entries = [correction("undo", &wrong), wrong, help("right", 0, 20)];
    scene.add("ann", &entries).await;
    let verified = check(&record(&scene, &cookie).await, &keys).unwrap();
    assert_eq!((verified.entry_count, verified.standing.score), (3, 1020));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_public_and_old_ones_stay_when_another_takes_over() {
    let scene = mixed().await;
    let cookie = scene.sign_in("ann").await;
    let first = keys(&scene).await;
    assert_eq!(first.len(), 1);
    let old = record(&scene, &cookie).await;

    let rotated = scene.run(&["keys", "rotate"]).await;
    assert!(rotated.status.success(), "{rotated:?}");
    let both = keys(&scene).await;
    let ids: Vec<&str> = both.iter().map(|key| key.id.as_str()).collect();
    assert!(ids.len() == 2 && ids[1] == first[0].id && ids[0] != ids[1]);
    assert!(both[0].retired_at.is_none() && both[1].retired_at.is_some());
    let said = String::from_utf8(rotated.stdout).unwrap();
    assert!(said.contains(ids[0]), "{said}");

    let new = record(&scene, &cookie).await;
    assert_eq!(check(&new, &both).unwrap().key, ids[0]);
    assert_eq!(check(&old, &both).unwrap().key, ids[1]);
    assert!(matches!(
        check(&new, &first),
        Err(RecordFault::KeyUnknown { .. })
    ));
    let listed = scene.run(&["keys", "list"]).await;
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().count(), 2);
    assert!(
        listed.starts_with(&format!("{}  in use since ", ids[0])),
        "{listed}"
    );

    // A second start makes no third.
    signing::ensure_key(&scene.store, scene.clock.now())
        .await
        .unwrap();
    assert_eq!(keys(&scene).await.len(), 2);
}

#[tokio::test]
async fn the_secret_of_a_key_that_is_retired_is_gone() {
    let scene = Scene::start().await;
    // A server that answers has made its key.
    assert_eq!(keys(&scene).await.len(), 1);
    let before = scene.store.signing_key().await.unwrap().unwrap();
    scene.run(&["keys", "rotate"]).await;
    let after = scene.store.signing_key().await.unwrap().unwrap();
    assert_ne!(before.secret, after.secret);
    let mut raw = scene.raw().await;
    let secrets: Vec<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT secret FROM keys ORDER BY rowid")
            .fetch_all(&mut raw)
            .await
            .unwrap();
    assert_eq!(secrets, [None, Some(after.secret.to_vec())]);
    let second = sqlx::query("UPDATE keys SET retired_at = NULL, secret = $1")
        .bind(vec![0_u8])
        .execute(&mut raw)
        .await;
    assert!(second.is_err(), "two keys in use");
}

#[tokio::test]
async fn keys_carry_an_etag_and_may_be_kept() {
    let scene = Scene::start().await;
    let response = scene.get("/api/v1/keys").send().await.unwrap();
    assert_eq!(header(&response, "cache-control"), "public, no-cache");
    let tag = header(&response, "etag").to_owned();
    let json: Value = response.json().await.unwrap();
    assert_eq!(json["keys"][0]["algorithm"], "Ed25519");
    let again = scene.get("/api/v1/keys").header("if-none-match", &tag);
    assert_eq!(
        again.send().await.unwrap().status(),
        StatusCode::NOT_MODIFIED
    );
}

async fn csv(scene: &Scene, cookie: &str) -> Response {
    scene
        .get_as(cookie, &format!("{PATH}?format=csv"))
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_table_opens_in_a_spreadsheet_and_runs_nothing_there() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut hostile = help("=1+1", 2, 20);
    hostile.reference = "@SUM(\"A1\"),x".into();
    hostile.authority = "警察".into();
    let mut loss = help("loss", 1, 20);
    loss.points = -20;
    loss.factor = "+strange".into();
    scene
        .add("ann", &[hostile, loss, help("plain", 0, 20)])
        .await;
    let now = scene.clock.now();
    let written = scene.store.write_statement("ann", "plain", "=2+2;=3", now);
    assert!(written.await.unwrap().is_some());
    let response = csv(&scene, &cookie).await;
    let name = format!(
        "attachment; filename=\"citizen-score-record-{}.csv\"",
        scene.clock.today()
    );
    assert_eq!(header(&response, "content-disposition"), name);
    assert_eq!(
        header(&response, "content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(header(&response, "cache-control"), "no-store");
    let text = String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert_eq!(text.matches("\r\n").count(), 4);
    assert_eq!(text.matches('\n').count(), 4);
    let rows: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("id,occurred_on,recorded_at,factor,points,counts,reason,"));
    assert!(rows[1].starts_with("'=1+1,20"), "{}", rows[1]);
    assert!(
        rows[1].contains(",emergency_help,20,yes,,,20,警察,\"'@SUM(\"\"A1\"\"),x\","),
        "{}",
        rows[1]
    );
    assert!(
        rows[2].contains(",'+strange,-20,no,unknown_factor,,0,police,"),
        "{}",
        rows[2]
    );
    assert!(rows[3].ends_with(",,,,no,\"'=2+2;'=3\""), "{}", rows[3]);
    assert!(rows[2].ends_with(",,,,no,"), "{}", rows[2]);
}

#[tokio::test]
async fn whose_record_it_is_is_the_sessions_and_wrong_parameters_are_named() {
    let scene = Scene::start().await;
    scene.add("bob", &[help("bobs", 1, 20)]).await;
    let ann = scene.sign_in("ann").await;
    assert!(!String::from_utf8_lossy(&record(&scene, &ann).await).contains("bobs"));
    assert!(
        !csv(&scene, &ann)
            .await
            .text()
            .await
            .unwrap()
            .contains("bobs")
    );
    assert_eq!(
        scene.get(PATH).send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
    for (query, field) in [
        ("format=xml", "format"),
        ("format=", "format"),
        ("format=json&format=csv", "format"),
        ("format=JSON", "format"),
        ("as_of=2026-01-01", "as_of"),
        ("resident=bob", "resident"),
    ] {
        let response = scene
            .get_as(&ann, &format!("{PATH}?{query}"))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
        let problem: Value = response.json().await.unwrap();
        assert_eq!(
            (&problem["code"], &problem["field"]),
            (&"invalid".into(), &field.into())
        );
    }
    let named = scene
        .get_as(&ann, &format!("{PATH}?format=json"))
        .send()
        .await
        .unwrap();
    assert_eq!(named.status(), StatusCode::OK);
}

/// The longest demo. Without optimisation, on a busy machine, it takes longer than an answer may, so it is
/// made without a request.
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_entries_are_exported_and_checked() {
    let scene = Scene::start().await;
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    let now = scene.clock.now();
    let entries = demo::ledger(&rulebook, "long", now).unwrap();
    let mut writer = scene.store.write(now).await.unwrap();
    writer.add("ann", &entries).await.unwrap();
    writer.commit().await.unwrap();
    let cookie = scene.sign_in("ann").await;
    let holder = Holder {
        resident: "ann".into(),
        name: "Ann".into(),
        number: "1".into(),
        registered_at: String::new(),
        ledger_head: 100_000,
        revision: 0,
        scored: true,
        session: None,
        last_seen: 0,
        idle: 0,
        expires: 0,
        display: None,
        extensions: 0,
    };
    let keys = keys(&scene).await;
    let exports = Exports::new(scene.store.clone(), Arc::new(rulebook));
    let export = exports.record(holder, now).await.unwrap();
    let verified = check(&export.file, &keys).unwrap();
    assert_eq!(verified.entry_count, 100_000);

    let table = scene.get_as(&cookie, &format!("{PATH}?format=csv"));
    let table = table.timeout(Duration::from_mins(5)).send().await.unwrap();
    assert_eq!(table.status(), StatusCode::OK);
    assert_eq!(table.text().await.unwrap().lines().count(), 100_001);
}
