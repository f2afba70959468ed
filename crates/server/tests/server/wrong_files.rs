//! Files that cannot be read, and rulebooks that cannot be used.

use std::path::Path;

use serde_json::{Value, json};

use crate::commands::{rulebook, said, standing};
use crate::records::{help, line};
use crate::scene::Scene;

#[tokio::test]
async fn files_that_are_no_files_are_told_apart() {
    let scene = Scene::start().await;
    let folder = scene.folder.path();
    let latin = scene.file("latin.json", b"\xFF\xFE");
    let good = scene.file("good.ndjson", "");
    let cases: [(&Path, &str); 3] = [
        (folder, "it is a folder; name a file"),
        (&folder.join("none"), "there is no such file"),
        (&good.join("below"), "Not a directory"),
    ];
    for (path, why) in cases {
        let expected = format!("{}: cannot be read: {why}", path.display());
        let name = path.to_str().unwrap();
        let imported = scene.run(&["import", name]).await;
        let computed = standing(path, "2026-11-24");
        let checked = scene.run(&["rulebook", "check", name]).await;
        for output in [imported, computed, checked] {
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            assert!(said(&output).starts_with(&expected), "{}", said(&output));
        }
    }
    let checked = scene
        .run(&["rulebook", "check", latin.to_str().unwrap()])
        .await;
    assert_eq!(
        said(&checked),
        format!("{}: cannot be read: it is not UTF-8", latin.display())
    );
}

#[tokio::test]
async fn wrong_rulebooks_are_named_with_their_field() {
    let scene = Scene::start().await;
    let good = scene.file("good.ndjson", "");
    let change = |pointer: &str, value: Value| {
        let mut wrong: Value = serde_json::from_slice(&std::fs::read(rulebook()).unwrap()).unwrap();
        *wrong.pointer_mut(pointer).unwrap() = value;
        wrong.to_string()
    };
    let cases = [
        (
            line("ann", &help("one", 1, 20)).to_string(),
            "authority: unknown field",
        ),
        (String::new(), "rulebook: EOF"),
        (
            change("/start/points", json!(2_147_483_648_i64)),
            "start.points: invalid value",
        ),
        (
            change("/effective_from", json!("2026-1-5")),
            "effective_from: invalid value",
        ),
        (
            change("/tiers/2/from", json!(5.5)),
            "tiers[2].from: invalid type",
        ),
    ];
    for (text, expected) in cases {
        let file = scene.file("book.json", text);
        let name = file.to_str().unwrap();
        let expected = format!("{name}: {expected}");
        let entries = good.to_str().unwrap();
        let day = "2026-11-24";
        let computed = [
            "standing",
            "--rulebook",
            name,
            "--entries",
            entries,
            "--as-of",
            day,
        ];
        let imported = ["import", entries, "--rulebook", name];
        for arguments in [&computed[..], &imported, &["rulebook", "check", name]] {
            let output = scene.run(arguments).await;
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            assert!(said(&output).starts_with(&expected), "{}", said(&output));
        }
    }
}
