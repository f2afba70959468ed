//! The database goes away, or the disk is full: what is asked meanwhile is told to come again, what was
//! acknowledged stays, and nothing is half done.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use citizen_score_server::state::Settings;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::asking::{digest, pdf};
use crate::commands::rulebook;
use crate::database::postgres;
use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

/// A way to a server that can be cut.
struct Way {
    address: String,
    open: Arc<watch::Sender<bool>>,
}

impl Way {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let open = Arc::new(watch::Sender::new(true));
        let is_open = Arc::clone(&open);
        tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let (server, mut open) = (server.clone(), is_open.subscribe());
                tokio::spawn(async move {
                    if !*open.borrow_and_update() {
                        return;
                    }
                    let mut to = TcpStream::connect(server).await.unwrap();
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut from, &mut to) => {}
                        _ = open.changed() => {}
                    }
                });
            }
        });
        Self { address, open }
    }
}

/// A process that does not outlive its test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn told_to_come_again(answer: &Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let seconds = answer.headers()["retry-after"].to_str().unwrap();
    assert_eq!(seconds, "10");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_waited_for_and_all_goes_on_when_it_is_back() {
    let Some(address) = postgres() else {
        return;
    };
    let scene = Scene::start().await;
    let host = address.rsplit_once('@').unwrap().1;
    let host = host.split_once('/').unwrap().0;
    let way = Way::to(host.to_owned()).await;
    let cut_off = scene.database().replace(host, &way.address);
    let server = scene.twin_over(&cut_off, Settings::default()).await;
    let cookie = scene.sign_in("ann").await;
    let me = || server.get_as(&cookie, "/api/v1/me").send();
    assert_eq!(me().await.unwrap().status(), 200);

    way.open.send_replace(false);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(8) {
        let asked = Instant::now();
        told_to_come_again(&me().await.unwrap());
        assert!(
            asked.elapsed() < Duration::from_secs(12),
            "{:?}",
            asked.elapsed()
        );
    }
    let alive = server.get("/healthz").send().await.unwrap();
    assert_eq!(alive.status(), 200);
    let ready = server.get("/readyz").send().await.unwrap();
    assert_eq!(ready.status(), 503);

    way.open.send_replace(true);
    let begun = Instant::now();
    while me().await.unwrap().status() != 200 {
        assert!(begun.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // It hears again of what another server does.
    let mut stream = Stream::open(&server, &cookie, None).await;
    assert_eq!(stream.next().await.score(), 1000);
    scene.add("ann", &[help("gift", 3, 40)]).await;
    assert_eq!(stream.next().await.json()["id"], "gift");
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
