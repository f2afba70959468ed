//! The program as a server, from outside.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::json;
use tempfile::TempDir;

use crate::commands::{rulebook, run, said};
use crate::scene::{Scene, program};

/// The whole way: serve on a new database, get a code, sign in, end by a signal.
#[test]
fn the_program_serves_signs_in_with_a_code_and_ends_when_asked() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("data/new.sqlite").display());
    let file = folder.path().join("ann.ndjson");
    std::fs::write(
        &file,
        "{\"resident\":\"ann\",\"name\":\"Ann\",\"number\":\"1\"}",
    )
    .unwrap();
    let rulebook = rulebook();
    let (file, rulebook) = (file.to_str().unwrap(), rulebook.to_str().unwrap());
    let imported = run(&[
        "import",
        file,
        "--rulebook",
        rulebook,
        "--database",
        &database,
    ]);
    assert!(imported.status.success(), "{imported:?}");
    let mut server = program()
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--database",
            &database,
            "--rulebook",
            rulebook,
        ])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .strip_prefix("Citizen Score is at http://")
        .unwrap()
        .to_owned();

    let unknown = run(&["code", "nobody", "--database", &database]);
    assert_eq!(unknown.status.code(), Some(1));
    let code = run(&["code", "ann", "--database", &database]);
    let code = String::from_utf8(code.stdout).unwrap();
    let body = json!({ "code": code.trim() }).to_string();
    let answer = ask(
        &address,
        &format!(
            "POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(
        answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"display_name\":\"Ann\""),
        "{answer}"
    );
    // The app is not built in this folder, and that is said.
    let ready = ask(
        &address,
        &format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"),
    );
    assert!(
        ready.starts_with("HTTP/1.1 503") && ready.contains("not built"),
        "{ready}"
    );

    let health = run(&["health", "--listen", &address]);
    assert_eq!(health.status.code(), Some(1));
    let why = said(&health);
    assert!(
        why.contains("cannot serve (503") && why.contains("not built"),
        "{why}"
    );

    let id = server.id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(server.wait().unwrap().code(), Some(0));
    let health = run(&["health", "--listen", &address]);
    assert_eq!(health.status.code(), Some(1));
    assert!(said(&health).contains("does not answer"), "{health:?}");
}

/// What a container's health check asks.
#[tokio::test]
async fn a_server_that_can_serve_is_well() {
    let scene = Scene::start().await;
    let address = scene.url("").replace("http://", "");
    let health = scene.run(&["health", "--listen", &address]).await;
    assert_eq!(health.status.code(), Some(0), "{health:?}");
    assert_eq!(health.stdout, b"ready\n");
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
