//! What is left when the program has ended: one whole file, and a log that can be read anywhere.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use citizen_score_server::store::Store;
use tempfile::TempDir;

use crate::commands::rulebook;
use crate::records::{help, line};
use crate::scene::program;

/// A serving program, and its address.
fn serve(folder: &Path, database: &str) -> (Child, String) {
    let mut server = program()
        .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
        .arg("--rulebook")
        .arg(rulebook())
        .env("CITIZEN_SCORE_LOG", "debug")
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(server.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Citizen Score is at ").unwrap();
    (server, address.to_owned())
}

/// Ends it as an operator does, and answers with its log.
fn terminate(mut server: Child) -> String {
    let id = server.id().to_string();
    let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(asked.success());
    assert_eq!(server.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    let mut stderr = server.stderr.take().unwrap();
    stderr.read_to_string(&mut log).unwrap();
    log
}

fn run(arguments: &[&str], database: &str) {
    let mut command = program();
    command.args(arguments).args(["--database", database]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_end_the_file_alone_holds_everything() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("live.sqlite");
    let database = format!("sqlite:{}", file.display());
    let (server, address) = serve(folder.path(), &database);
    let entries = folder.path().join("ann.ndjson");
    let lines = [
        "{\"resident\":\"ann\",\"name\":\"Ann\",\"number\":\"1\"}".to_owned(),
        line("ann", &help("one", 1, 20)).to_string(),
    ];
    std::fs::write(&entries, lines.join("\n")).unwrap();
    // Another program, such as a backup, has the file open all the while.
    let other = Store::open(&database).await.unwrap();
    assert!(other.resident("ann").await.unwrap().is_none());
    let (serving, database_of) = (database.clone(), entries.clone());
    tokio::task::spawn_blocking(move || {
        run(&["import", database_of.to_str().unwrap()], &serving);
        run(&["code", "ann"], &serving);
    })
    .await
    .unwrap();
    // The server writes too.
    let refused = reqwest::Client::new()
        .post(format!("{address}/api/v1/session"))
        .json(&serde_json::json!({ "code": "0000-0000" }))
        .send();
    assert_eq!(refused.await.unwrap().status(), 401);
    tokio::task::spawn_blocking(move || terminate(server))
        .await
        .unwrap();

    let copied = folder.path().join("copy.sqlite");
    std::fs::copy(&file, &copied).unwrap();
    let copy = Store::open(&format!("sqlite:{}", copied.display()))
        .await
        .unwrap();
    assert_eq!(copy.resident("ann").await.unwrap().unwrap().name, "Ann");
    assert_eq!(copy.figures("ann", i64::MAX).await.unwrap().len(), 1);
    assert!(copy.rulebook_in_use().await.unwrap().is_some());
    let log = folder.path().join("live.sqlite-wal");
    assert_eq!(std::fs::metadata(&log).map_or(0, |it| it.len()), 0);
    other.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ends_alone_leaves_no_write_ahead_log() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("live.sqlite").display());
    let (server, address) = serve(folder.path(), &database);
    let alive = reqwest::get(format!("{address}/healthz")).await.unwrap();
    assert_eq!(alive.status(), 200);
    tokio::task::spawn_blocking(move || terminate(server))
        .await
        .unwrap();
    for name in ["live.sqlite-wal", "live.sqlite-shm"] {
        assert!(!folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn a_log_in_a_file_has_no_colours() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("live.sqlite").display());
    let (server, _) = serve(folder.path(), &database);
    let log = terminate(server);
    assert!(
        log.contains("only the API is served") && log.contains("ended"),
        "{log}"
    );
    assert!(!log.contains('\u{1b}'), "{log:?}");
}
