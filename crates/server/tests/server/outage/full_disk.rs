//! The disk is full.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::{Client, Method};
use serde_json::Value;

use crate::asking::{digest, pdf};
use crate::commands::rulebook;
use crate::database::postgres;
use crate::scene::Scene;

/// A process that does not outlive its test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_what_was_acknowledged_is_there_whole() {
    if postgres().is_some() {
        return;
    }
    let scene = Scene::start().await;
    let cookies = [scene.sign_in("ann").await, scene.sign_in("bob").await];
    // No file of this process may be larger than 8 MB; that is what a full disk looks like to it.
    let server = Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 8192; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_citizen-score"))
        .args(["serve", "--listen", "127.0.0.1:0", "--rulebook"])
        .arg(rulebook())
        .env("CITIZEN_SCORE_DATABASE", scene.database())
        .current_dir(scene.folder.path())
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(scene.folder.path().join("log")).unwrap())
        .spawn()
        .unwrap();
    let mut server = Ended(server);
    let mut said = String::new();
    let mut out = BufReader::new(server.0.stdout.take().unwrap());
    out.read_line(&mut said).unwrap();
    let url = said.trim().split(" is at ").nth(1).unwrap().to_owned();
    let client = Client::new();
    let ask = |method: Method, path: String, who: usize| {
        let request = client.request(method, format!("{url}{path}"));
        request.header("cookie", &cookies[who])
    };
    let mut acknowledged = Vec::new();
    let mut refused = 0;
    // Each may have ten files that wait for a case.
    for number in 0..20 {
        let mut file = pdf(&format!("file {number}"));
        let end = file.split_off(9);
        file.extend(format!("% {}\n", "x".repeat(900_000)).into_bytes());
        file.extend(end);
        let digest = digest(&file);
        let put = ask(
            Method::PUT,
            format!("/api/v1/me/evidence/{digest}"),
            number % 2,
        );
        let answer = put.body(file).send().await.unwrap();
        if answer.status() == 200 {
            acknowledged.push(digest);
        } else {
            let again = answer.headers().contains_key("retry-after");
            let status = answer.status();
            let problem: Value = answer.json().await.unwrap();
            assert!(
                status == 503 && again && problem["code"] == "unavailable",
                "{problem}"
            );
            refused += 1;
        }
    }
    assert!(
        acknowledged.len() > 2 && refused > 2,
        "{} {refused}",
        acknowledged.len()
    );
    // Reading goes on.
    let me = ask(Method::GET, "/api/v1/me".into(), 0)
        .send()
        .await
        .unwrap();
    assert_eq!(me.status(), 200);
    drop(server);
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut scene.raw().await)
        .await
        .unwrap();
    assert_eq!(whole, "ok");
    let mut kept: Vec<String> = sqlx::query_scalar("SELECT digest FROM evidence")
        .fetch_all(&mut scene.raw().await)
        .await
        .unwrap();
    kept.sort();
    acknowledged.sort();
    assert_eq!(kept, acknowledged);
}
