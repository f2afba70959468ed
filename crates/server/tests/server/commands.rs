//! The program from outside: what it prints, and its exit status.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::records::{correction, help, line};
use crate::scene::program;

pub fn run(arguments: &[&str]) -> Output {
    program()
        .args(arguments)
        .env_remove("CITIZEN_SCORE_DATABASE")
        .output()
        .unwrap()
}

pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone())
        .unwrap()
        .trim()
        .to_owned()
}

pub fn rulebook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks/suqian-demo.json")
}

pub fn standing(entries: &Path, day: &str) -> Output {
    let (rulebook, entries) = (rulebook(), entries.to_str().unwrap());
    let rulebook = rulebook.to_str().unwrap();
    run(&[
        "standing",
        "--rulebook",
        rulebook,
        "--entries",
        entries,
        "--as-of",
        day,
    ])
}

#[test]
fn a_standing_is_printed_with_the_reason_of_every_entry() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("entries.ndjson");
    let wrong = help("wrong", 5, 40);
    let lines = [
        json!({ "resident": "ann", "name": "Ann", "number": "1" }).to_string(),
        line("ann", &help("right", 4, 20)).to_string(),
        serde_json::to_string(&wrong).unwrap(),
        line("ann", &correction("undo", &wrong)).to_string(),
    ];
    std::fs::write(&file, lines.join("\n")).unwrap();
    let today = chrono::Utc::now().date_naive().to_string();
    let output = standing(&file, &today);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = json!({
        "score": 1020, "tier": "A", "next": { "tier": "A+", "points": 20 }, "margin": 20,
        "below": "A-", "as_of": today,
        "rulebook": { "id": "suqian-demo", "version": "2026.1" },
        "entries": [
            { "id": "undo", "factor": "emergency_help", "points": -40,
              "counts": "no", "reason": "correction", "of": "wrong" },
            { "id": "wrong", "factor": "emergency_help", "points": 40,
              "counts": "no", "reason": "corrected", "by": "undo" },
            { "id": "right", "factor": "emergency_help", "points": 20, "counts": "yes" },
        ]
    });
    assert_eq!(report, expected);
}

#[test]
fn a_standing_of_nothing_is_where_everyone_starts() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("entries.ndjson");
    std::fs::write(&file, "").unwrap();
    let output = standing(&file, "2026-03-31");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["score"], &report["entries"]),
        (&json!(1000), &json!([]))
    );
}

#[test]
fn wrong_files_are_named_with_line_and_field() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("entries.ndjson");
    let good = help("one", 1, 20);
    let cases = [
        (
            vec![line("ann", &good), line("bob", &help("two", 1, 20))],
            "entries.ndjson:2: resident: is another",
        ),
        (
            vec![line("ann", &good), line("ann", &good)],
            "entries.ndjson:2: id: is used twice",
        ),
        (
            vec![json!({ "resident": "ann" })],
            "entries.ndjson:1: id: is missing",
        ),
    ];
    for (lines, expected) in cases {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let output = standing(&file, "2026-03-31");
        assert_eq!(output.status.code(), Some(1), "{expected}");
        assert!(said(&output).contains(expected), "{}", said(&output));
        assert!(output.stdout.is_empty());
    }
    let output = standing(&folder.path().join("none.ndjson"), "2026-03-31");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("none.ndjson: cannot be read"));
}

#[test]
fn wrong_usage_ends_with_two() {
    for day in ["2026-02-30", "2026-1-5", "+2026-01-05", "today", ""] {
        let output = run(&[
            "standing",
            "--rulebook",
            "x",
            "--entries",
            "y",
            "--as-of",
            day,
        ]);
        assert_eq!(output.status.code(), Some(2), "{day}");
        assert!(
            said(&output).contains("it must be a day such as 2026-03-31"),
            "{output:?}"
        );
    }
    for arguments in [
        vec![],
        vec!["nonsense"],
        vec!["serve", "--nonsense"],
        vec!["serve", "--listen", "here"],
        vec!["serve", "--demo-without", "x"],
        vec!["import"],
        vec!["rulebook"],
        vec!["displays"],
        vec!["displays", "add"],
        vec!["displays", "add", " "],
        vec!["displays", "add", "a\u{202e}b"],
        vec!["serve", "--kiosk-name", ""],
        vec!["serve", "--kiosk-idle", "24"],
        vec!["serve", "--kiosk-idle", "1801"],
        vec!["serve", "--kiosk-limit", "59"],
        vec!["serve", "--kiosk-limit", "3601"],
        vec!["serve", "--kiosk-limit", "ten"],
        vec!["serve", "--kiosk-limit", "179"],
        vec!["serve", "--kiosk-idle", "300", "--kiosk-limit", "299"],
        vec!["push"],
        vec!["serve", "--push-contact", "push@example.org"],
        vec!["serve", "--push-contact", "mailto:"],
        vec!["serve", "--push-contact", "mailto:push"],
        vec!["serve", "--push-contact", "mailto:a b@example.org"],
        vec!["serve", "--push-hosts", "https://push.example.org"],
        vec!["serve", "--push-hosts", "push.example.org:8443"],
        vec!["serve", "--push-hosts", "org"],
        vec!["serve", "--push-hosts", "10.0.0.1"],
        vec!["serve", "--push-hosts", ""],
        vec!["serve", "--phone-url", "score.example.org"],
        vec!["serve", "--phone-url", "https://"],
        vec!["serve", "--phone-url", "https://score.example.org/"],
        vec!["serve", "--phone-url", "https://score.example.org/app"],
        vec!["serve", "--phone-url", "https://score.example.org?a=b"],
        vec!["serve", "--phone-url", "https://me@score.example.org"],
        vec!["serve", "--phone-url", "javascript://score.example.org"],
    ] {
        assert_eq!(run(&arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(run(&["--version"]).status.code(), Some(0));
}

#[test]
fn a_rulebook_is_checked() {
    let folder = TempDir::new().unwrap();
    let good = run(&["rulebook", "check", rulebook().to_str().unwrap()]);
    assert_eq!(good.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&good.stdout).contains("valid: suqian-demo 2026.1"));
    let file = folder.path().join("wrong.json");
    let mut wrong: Value = serde_json::from_str(citizen_score_server::demo::RULEBOOK).unwrap();
    wrong["tiers"][3]["from"] = json!(1);
    std::fs::write(&file, wrong.to_string()).unwrap();
    let output = run(&["rulebook", "check", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("wrong.json: tiers[3].from: "),
        "{}",
        said(&output)
    );
}

#[test]
fn a_demo_entry_is_printed_as_it_can_be_imported() {
    let output = run(&["demo", "--print", "desk-blood-donation"]);
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&printed["resident"], &printed["points"]),
        (&json!("desk"), &json!(10))
    );
    assert_eq!(
        printed["occurred_on"],
        json!(chrono::Utc::now().date_naive().to_string())
    );
    let output = run(&["demo", "--print", "no-such"]);
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(1), "there is no demo entry `no-such`")
    );
}

#[test]
fn the_key_of_push_messages_is_made_once() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    let print = || run(&["push", "key", "--database", &database]);
    let (first, second) = (print(), print());
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let text = String::from_utf8(first.stdout).unwrap();
    // An uncompressed point begins with 4.
    assert!(text.len() == 88 && text.starts_with('B'), "{text}");
    assert_eq!(text.as_bytes(), second.stdout);
}

#[test]
fn databases_that_cannot_be_are_refused() {
    for address in [
        "mysql://localhost/x",
        "sqlite:",
        "sqlite::memory:",
        "data.sqlite",
    ] {
        let output = run(&["code", "ann", "--database", address]);
        assert_eq!(output.status.code(), Some(1), "{address}");
        assert!(said(&output).contains("sqlite:FILE"), "{}", said(&output));
    }
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("not-a-database");
    std::fs::write(
        &file,
        "this is a text file, and not a small one\n".repeat(100),
    )
    .unwrap();
    let output = run(&[
        "code",
        "ann",
        "--database",
        &format!("sqlite:{}", file.display()),
    ]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn whoever_stops_reading_the_answer_makes_no_command_fail() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let rulebook = rulebook();
    let output = program()
        .args(["rulebook", "check", rulebook.to_str().unwrap()])
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!(said(&output), "");
    assert_eq!(output.status.code(), Some(0));
}
