//! `GET /me`, `GET /rulebook`, and what is not sent twice.

use citizen_score_contract::Me;
use reqwest::StatusCode;

use crate::records::{ago, correction, help};
use crate::scene::Scene;

#[tokio::test]
async fn the_standing_follows_the_ledger() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let me: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
    assert_eq!((me.standing.score, me.standing.tier.as_str()), (1000, "A"));
    assert_eq!((me.entry_count, me.last_entry_at), (0, None));
    assert_eq!(me.masked_number, "••••••-ann");

    let first = help("first", 3, 40);
    scene.add("ann", std::slice::from_ref(&first)).await;
    let me: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
    assert_eq!((me.standing.score, me.standing.tier.as_str()), (1040, "A+"));
    assert_eq!(
        (me.entry_count, me.last_entry_at),
        (1, Some(first.recorded_at))
    );

    scene.add("ann", &[correction("undo", &first)]).await;
    let me: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
    assert_eq!(me.standing.score, 1000);
}

#[tokio::test]
async fn a_standing_that_lapses_overnight_is_computed_anew() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut entry = help("short", 3, 40);
    entry.counts_until = Some(ago(0) + chrono::Days::new(1));
    scene.add("ann", &[entry]).await;
    let before: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
    assert_eq!(before.standing.score, 1040);
    scene.clock.advance(24 * 60 * 60);
    let cookie = scene.sign_in("ann").await;
    let after: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
    assert_eq!(after.standing.score, 1000);
    assert_eq!(after.as_of, before.as_of + chrono::Days::new(1));
}

#[tokio::test]
async fn what_the_asker_has_is_not_sent_again_until_it_changes() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    scene.add("ann", &[help("one", 1, 20)]).await;
    let paths = [
        ("/api/v1/me", "no-store", true),
        ("/api/v1/me/entries", "no-store", true),
        ("/api/v1/me/entries/one", "no-store", false),
        ("/api/v1/session", "no-store", false),
        ("/api/v1/rulebook", "public, no-cache", false),
        ("/config.json", "public, no-cache", false),
    ];
    let mut tags = Vec::new();
    for (path, keep, _) in paths {
        let response = scene.get_as(&cookie, path).send().await.unwrap();
        assert_eq!(response.headers()["cache-control"], keep, "{path}");
        let tag = response.headers()["etag"].to_str().unwrap().to_owned();
        for asked in [
            tag.clone(),
            format!("\"x\", {tag}"),
            tag.replace("W/", ""),
            "*".into(),
        ] {
            let request = scene.get_as(&cookie, path).header("if-none-match", &asked);
            let again = request.send().await.unwrap();
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path} {asked}");
            assert_eq!(again.headers()["etag"].to_str().unwrap(), tag);
            assert!(again.bytes().await.unwrap().is_empty());
        }
        let other = scene
            .get_as(&cookie, path)
            .header("if-none-match", "\"other\"");
        assert_eq!(
            other.send().await.unwrap().status(),
            StatusCode::OK,
            "{path}"
        );
        tags.push(tag);
    }
    scene.add("ann", &[help("two", 0, 20)]).await;
    for ((path, _, changes), tag) in paths.into_iter().zip(tags) {
        let request = scene.get_as(&cookie, path).header("if-none-match", tag);
        let expected = if changes {
            StatusCode::OK
        } else {
            StatusCode::NOT_MODIFIED
        };
        assert_eq!(request.send().await.unwrap().status(), expected, "{path}");
    }
}

#[tokio::test]
async fn the_rulebook_is_for_everyone_and_reads_back_as_it_was() {
    let scene = Scene::start().await;
    let response = scene.get("/api/v1/rulebook").send().await.unwrap();
    let text = response.text().await.unwrap();
    let sent = citizen_score_rules::Rulebook::from_json(&text).unwrap();
    let own = citizen_score_rules::Rulebook::from_json(citizen_score_server::demo::RULEBOOK);
    assert_eq!(sent, own.unwrap());
}

#[tokio::test]
async fn a_changed_rulebook_needs_a_new_version() {
    let scene = Scene::start().await;
    let now = scene.clock.now();
    let again = scene
        .store
        .apply_rulebook("suqian-demo", "2026.1", "{}", now)
        .await;
    assert!(
        again
            .unwrap_err()
            .to_string()
            .contains("needs a new version")
    );
    scene
        .store
        .apply_rulebook("suqian-demo", "2026.2", "{}", now)
        .await
        .unwrap();
    assert_eq!(
        scene.store.rulebook_in_use().await.unwrap().as_deref(),
        Some("{}")
    );
}
