//! `GET /me/access-log`: who looked, when, for what; it only grows.

use std::time::Duration;

use citizen_score_contract::AccessPage;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor as _};

use crate::records::{help, line};
use crate::scene::Scene;

const PATH: &str = "/api/v1/me/access-log";

async fn page(scene: &Scene, cookie: &str, query: &str) -> AccessPage {
    let answer = scene.json_as(cookie, &format!("{PATH}{query}")).await;
    serde_json::from_value(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_codes_and_imports_are_logged_for_those_whom_they_concern() {
    let scene = Scene::demo().await;
    let output = scene.run(&["code", "ann"]).await;
    let code = String::from_utf8(output.stdout).unwrap();
    let session = scene.client.post(scene.url("/api/v1/session"));
    let firefox = "Mozilla/5.0 (X11; rv:142.0) Gecko/20100101 Firefox/142.0";
    let session = session
        .header("user-agent", firefox)
        .json(&json!({ "code": code.trim() }))
        .send()
        .await
        .unwrap();
    let cookie = crate::scene::cookie_of(&session);
    let lines = [
        line("ann", &help("one", 2, 20)).to_string(),
        line("ann", &help("two", 1, 20)).to_string(),
        line("bob", &help("one", 2, 20)).to_string(),
    ];
    let lines = lines.join("\n");
    assert!(scene.import(&lines).await.status.success());
    // Nothing new, so nothing happened to anybody's record.
    assert!(scene.import(&lines).await.status.success());
    // Refused, so nothing happened either.
    assert!(!scene.import(format!("{lines}\nx")).await.status.success());
    let chosen = scene.post_session(json!({ "resident": "ann" })).await;
    assert_eq!(chosen.status(), StatusCode::OK);
    let wrong = scene.post_session(json!({ "code": "0000-0000" })).await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);

    let log = scene.json_as(&cookie, PATH).await;
    let rows: Vec<(&str, &str, &Value, &Value)> = log["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let text = |name: &str| it[name].as_str().unwrap();
            (text("kind"), text("by"), &it["about"], &it["entries"])
        })
        .collect();
    let none = &Value::Null;
    assert_eq!(rows[0], ("sign_in", "demo", none, none));
    let (kind, by, about, entries) = rows[1];
    assert_eq!(
        (kind, about, entries),
        ("import", &json!("entries.ndjson"), &json!(2))
    );
    assert!(by.starts_with("citizen-score import"), "{by}");
    assert_eq!(rows[2], ("sign_in", "one-time code (Firefox)", none, none));
    assert!(rows[3].0 == "code" && rows[3].1.starts_with("citizen-score code"));
    assert_eq!(rows.len(), 4);
    let numbers: Vec<u64> = log["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [4, 3, 2, 1]);

    let bob = scene.sign_in("bob").await;
    let bobs = page(&scene, &bob, "?kind=import").await;
    assert_eq!(bobs.accesses.len(), 1);
    assert_eq!(bobs.accesses[0].entries, Some(1));
}

#[tokio::test]
async fn pages_and_filters_come_to_the_whole() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    for _ in 0..6 {
        scene.sign_in("ann").await;
    }
    scene.clock.advance(60);
    let all = page(&scene, &cookie, "").await;
    assert_eq!((all.accesses.len(), all.next_cursor.is_none()), (14, true));
    let mut joined = Vec::new();
    let mut query = "?limit=4".to_owned();
    loop {
        let part = page(&scene, &cookie, &query).await;
        joined.extend(part.accesses);
        let Some(cursor) = part.next_cursor else {
            break;
        };
        // What comes meanwhile does not move the pages.
        scene.sign_in("ann").await;
        query = format!("?limit=4&cursor={cursor}");
    }
    assert_eq!(joined, all.accesses);
    assert_eq!(
        page(&scene, &cookie, "?limit=14&kind=sign_in")
            .await
            .accesses
            .len(),
        10
    );

    let day = all.accesses[0].at.date_naive();
    let (before, after) = (day.pred_opt().unwrap(), day.succ_opt().unwrap());
    let count = async |query: String| page(&scene, &cookie, &query).await.accesses.len();
    assert_eq!(
        count(format!("?from={after}&to=9999-12-31&limit=200")).await,
        0
    );
    assert!(count(format!("?from={before}&to={after}&limit=200")).await >= 14);
    assert_eq!(
        count(format!("?to={}", before.pred_opt().unwrap())).await,
        0
    );
    for (query, field) in [
        ("kind=mood", "kind"),
        ("from=x", "from"),
        ("a=1", "a"),
        ("cursor=x", "cursor"),
    ] {
        let answer = scene
            .get_as(&cookie, &format!("{PATH}?{query}"))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["field"], field);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_log_is_a_table_that_runs_nothing_in_a_spreadsheet() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let entry = line("ann", &help("one", 2, 20)).to_string();
    let file = scene.file("=HYPERLINK(1);+2,.ndjson", entry);
    assert!(
        scene
            .run(&["import", file.to_str().unwrap()])
            .await
            .status
            .success()
    );
    for _ in 0..300 {
        scene.code("ann").await;
    }
    let response = scene
        .get_as(&cookie, &format!("{PATH}?format=csv"))
        .timeout(Duration::from_mins(1))
        .send()
        .await
        .unwrap();
    let headers = response.headers().clone();
    let name = format!(
        "attachment; filename=\"citizen-score-access-{}.csv\"",
        scene.clock.today()
    );
    assert_eq!(headers["content-disposition"].to_str().unwrap(), name);
    assert_eq!(headers["cache-control"], "no-store");
    let text = String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap();
    let rows: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(rows[0], "\u{feff}number,at,kind,by,about,entries");
    assert_eq!(rows.len(), 1 + 303);
    assert!(rows[1].starts_with("303,") && rows[303].starts_with("1,"));
    let import = rows.iter().find(|row| row.contains(",import,")).unwrap();
    assert!(
        import.ends_with(",\"'=HYPERLINK(1);'+2,.ndjson\",1"),
        "{import}"
    );
    let filtered = scene.get_as(&cookie, &format!("{PATH}?format=csv&kind=import"));
    assert_eq!(
        filtered
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
            .lines()
            .count(),
        2
    );
}

#[tokio::test]
async fn the_log_only_grows() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut database = scene.raw().await;
    let before = page(&scene, &cookie, "").await;
    let row = "INTO access_log (resident, number, at, kind, by) \
         VALUES ('ann', 1, '2026-01-01T00:00:00Z', 'code', 'nobody')";
    let both = [
        "UPDATE access_log SET by = 'nobody'",
        "UPDATE access_log SET number = number + 10",
        "DELETE FROM access_log",
        "DELETE FROM access_log WHERE number = 1",
        &format!("INSERT {row} ON CONFLICT (resident, number) DO UPDATE SET by = 'nobody'"),
    ];
    let sqlite = [
        "UPDATE OR REPLACE access_log SET number = 1",
        &format!("REPLACE {row}"),
        &format!("INSERT OR REPLACE {row}"),
    ];
    let postgres = ["TRUNCATE access_log", "TRUNCATE residents CASCADE"];
    let own = if crate::database::postgres().is_some() {
        &postgres[..]
    } else {
        &sqlite[..]
    };
    for sql in both.iter().chain(own) {
        let refused = database.execute(AssertSqlSafe(*sql)).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("only grows"), "{sql}: {refused}");
    }
    assert_eq!(page(&scene, &cookie, "").await, before);
    let request = scene.send_as(&cookie, Method::DELETE, PATH);
    assert_eq!(
        request.send().await.unwrap().status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn the_key_of_drafts_is_a_residents_own_and_the_same_at_every_sign_in() {
    let scene = Scene::start().await;
    let path = "/api/v1/me/drafts-key";
    let (first, second, bob) = (
        scene.sign_in("ann").await,
        scene.sign_in("ann").await,
        scene.sign_in("bob").await,
    );
    let key = scene.json_as(&first, path).await;
    assert_eq!(scene.json_as(&second, path).await, key);
    let bobs = scene.json_as(&bob, path).await;
    for field in ["holder", "key"] {
        let text = key[field].as_str().unwrap();
        assert_eq!(text.len(), 43);
        assert!(bobs[field] != key[field] && key["holder"] != key["key"]);
    }
    let response = scene.get_as(&first, path).send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    // Another server has another secret.
    let other = Scene::start().await;
    let cookie = other.sign_in("ann").await;
    assert_ne!(other.json_as(&cookie, path).await["key"], key["key"]);
}

#[tokio::test]
async fn a_draft_of_one_resident_is_not_taken_in_the_name_of_another() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let key = scene.json_as(&ann, "/api/v1/me/drafts-key").await;
    let holder = key["holder"].as_str().unwrap();
    for (cookie, holder, status) in [
        (&ann, holder, StatusCode::OK),
        (&bob, holder, StatusCode::UNAUTHORIZED),
        (&ann, "", StatusCode::UNAUTHORIZED),
    ] {
        let request = scene.get_as(cookie, "/api/v1/me/cases");
        let response = request.header("drafts-holder", holder).send().await;
        assert_eq!(response.unwrap().status(), status);
    }
}
