//! `GET /me/entries` as lines of JSON: the whole ledger at once.

use std::io::Read as _;

use citizen_score_contract::ledger::{Begin, End};
use citizen_score_contract::{EntryView, Me};
use citizen_score_rules::Entry;
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::records::help;
use crate::scene::Scene;

const PATH: &str = "/api/v1/me/entries";
const NDJSON: &str = "application/x-ndjson";

async fn ask(scene: &Scene, cookie: &str) -> Response {
    let request = scene.get_as(cookie, PATH).header("accept", NDJSON);
    request.send().await.unwrap()
}

/// Reads all lines: the standing, the entries, and the number at the end.
fn read(text: &str) -> (Me, Vec<EntryView>, u64) {
    assert!(text.ends_with('\n'));
    let mut lines: Vec<&str> = text.lines().collect();
    let End { end } = serde_json::from_str(lines.pop().unwrap()).unwrap();
    let Begin { me } = serde_json::from_str(lines.remove(0)).unwrap();
    let views = lines.iter().map(|line| serde_json::from_str(line).unwrap());
    (me, views.collect(), end.entries)
}

fn many(count: u64) -> Vec<Entry> {
    (0..count)
        .map(|at| help(&format!("e-{at:05}"), at % 7, 20))
        .collect()
}

#[tokio::test]
async fn the_whole_ledger_comes_oldest_first_with_the_standing_that_it_comes_to() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    // Around the length of a piece, and a ledger of several.
    let mut all: Vec<Entry> = Vec::new();
    for count in [0, 499, 500, 501, 1_234] {
        let more = many(count).split_off(all.len());
        scene.add("ann", &more).await;
        all.extend(more);
        all.sort_by(|a, b| (a.occurred_on, &a.id).cmp(&(b.occurred_on, &b.id)));
        let response = ask(&scene, &cookie).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], NDJSON);
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["vary"], "cookie, accept");
        let (me, views, end) = read(&response.text().await.unwrap());
        let sum: i32 = views.iter().map(|view| view.counted).sum();
        assert_eq!((me.entry_count, end), (count, count));
        assert_eq!(me.standing.score, (1000 + sum).min(2000));
        let entries: Vec<Entry> = views.into_iter().map(|view| view.entry).collect();
        assert!(entries == all, "{} of {}", entries.len(), all.len());
        let shown: Me = serde_json::from_value(scene.json_as(&cookie, "/api/v1/me").await).unwrap();
        assert_eq!(me, shown);
    }
}

#[tokio::test]
async fn each_line_says_the_same_as_the_entry_by_itself() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut lapsed = help("lapsed", 5, 20);
    lapsed.counts_until = Some(crate::records::ago(1));
    scene.add("ann", &[lapsed, help("one", 1, 20)]).await;
    let text = ask(&scene, &cookie).await.text().await.unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    for (line, counted) in [(&lines[1], 0), (&lines[2], 20)] {
        let id = line["entry"]["id"].as_str().unwrap();
        let one = scene.json_as(&cookie, &format!("{PATH}/{id}")).await;
        assert_eq!(one, *line);
        assert_eq!(line["counted"], counted);
    }
}

#[tokio::test]
async fn an_entry_that_arrives_while_the_stream_is_read_is_not_in_it() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    // More than fits into the buffers on the way, so that most of it is read after the import.
    let entries: Vec<Entry> = (0..30_000)
        .map(|at| help(&format!("e-{at:05}"), 3, 20))
        .collect();
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    writer.add("ann", &entries).await.unwrap();
    writer.commit().await.unwrap();
    let mut response = ask(&scene, &cookie).await;
    let mut bytes = response.chunk().await.unwrap().unwrap().to_vec();
    scene
        .add(
            "ann",
            &[
                help("before", 9, 20),
                help("f-after", 3, 20),
                help("z", 0, 20),
            ],
        )
        .await;
    while let Some(chunk) = response.chunk().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    let (me, views, end) = read(std::str::from_utf8(&bytes).unwrap());
    assert_eq!((me.entry_count, end, views.len()), (30_000, 30_000, 30_000));
    assert!(views.iter().all(|view| view.entry.id.starts_with("e-")));
}

#[tokio::test]
async fn the_stream_is_compressed_where_the_asker_takes_it() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    scene.add("ann", &many(1_500)).await;
    let plain = ask(&scene, &cookie).await.bytes().await.unwrap();
    for coding in ["gzip", "br"] {
        let request = scene.get_as(&cookie, PATH).header("accept", NDJSON);
        let response = request
            .header("accept-encoding", coding)
            .send()
            .await
            .unwrap();
        assert_eq!(response.headers()["content-encoding"], coding);
        let packed = response.bytes().await.unwrap();
        assert!(
            packed.len() * 8 < plain.len(),
            "{coding}: {} of {}",
            packed.len(),
            plain.len()
        );
        let mut unpacked = Vec::new();
        let mut packed = packed.as_ref();
        if coding == "gzip" {
            flate2::read::GzDecoder::new(packed)
                .read_to_end(&mut unpacked)
                .unwrap();
        } else {
            brotli_decompressor::BrotliDecompress(&mut packed, &mut unpacked).unwrap();
        }
        assert!(unpacked == plain, "{coding}");
    }
}

#[tokio::test]
async fn the_same_state_is_not_sent_again_and_another_is() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    scene.add("ann", &[help("one", 1, 20)]).await;
    let tag = ask(&scene, &cookie).await.headers()["etag"].clone();
    let again = |tag: &reqwest::header::HeaderValue| {
        let request = scene.get_as(&cookie, PATH).header("accept", NDJSON);
        request.header("if-none-match", tag.clone()).send()
    };
    let same = again(&tag).await.unwrap();
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert!(same.bytes().await.unwrap().is_empty());
    scene.add("ann", &[help("two", 1, 20)]).await;
    assert_eq!(again(&tag).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn only_who_asks_for_lines_gets_them_and_only_of_their_own() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    scene.add("bob", &[help("bobs", 1, 20)]).await;
    for (accept, lines) in [
        ("application/x-ndjson", true),
        ("application/json, Application/X-NDJSON;q=0.9", true),
        ("application/x-ndjson;q=0", false),
        ("application/json", false),
        ("*/*", false),
        ("application/x-ndjson2", false),
    ] {
        let response = scene
            .get_as(&ann, PATH)
            .header("accept", accept)
            .send()
            .await
            .unwrap();
        let kind = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(kind == NDJSON, lines, "{accept}: {kind}");
        assert!(!response.text().await.unwrap().contains("bobs"));
    }
    let (_, views, _) = read(&ask(&scene, &bob).await.text().await.unwrap());
    assert_eq!(views.len(), 1);
    let nobody = scene
        .get(PATH)
        .header("accept", NDJSON)
        .send()
        .await
        .unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    for query in ["limit=5", "cursor=x", "x", "=1"] {
        let path = format!("{PATH}?{query}");
        let response = scene
            .get_as(&ann, &path)
            .header("accept", NDJSON)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
        let problem: Value = response.json().await.unwrap();
        assert_eq!(problem["code"], "invalid", "{query}");
    }
}
