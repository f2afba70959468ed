//! Importing: all or nothing, never twice, and every wrong line named.

use std::process::Output;

use serde_json::{Value, json};

use crate::records::{correction, help, line};
use crate::scene::Scene;

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let scene = Scene::start().await;
    let lines = [
        json!({ "resident": "eve", "name": "Eve Example", "number": "E-1" }).to_string(),
        line("eve", &help("one", 2, 20)).to_string(),
        line("ann", &help("one", 1, 40)).to_string(),
    ]
    .join("\n");
    let first = scene.import(&lines).await;
    let out = String::from_utf8(first.stdout.clone()).unwrap();
    assert!(first.status.success(), "{first:?}");
    assert!(
        out.contains("2 entries imported, 1 resident registered, 0 lines already known"),
        "{out}"
    );
    let newest = scene.store.newest_event("ann").await.unwrap();
    let second = scene.import(&lines).await;
    let out = String::from_utf8(second.stdout.clone()).unwrap();
    assert!(
        out.contains("0 entries imported, 0 residents registered, 3 lines already known"),
        "{out}"
    );
    assert_eq!(scene.store.newest_event("ann").await.unwrap(), newest);
    let cookie = scene.sign_in("eve").await;
    assert_eq!(
        scene.json_as(&cookie, "/api/v1/me").await["standing"]["score"],
        1020
    );
}

/// Lines that do not fit the rulebook or what is stored, and what is said of each.
fn wrong_lines() -> Vec<(String, &'static str)> {
    let change = |field: &str, value: Value| {
        let mut wrong = line("ann", &help("wrong", 1, 20));
        wrong[field] = value;
        wrong.to_string()
    };
    let mut nobodys = line("ann", &help("wrong", 1, 20));
    nobodys.as_object_mut().unwrap().remove("resident");
    let other_name = json!({ "resident": "ann", "name": "Other", "number": "1" });
    vec![
        (
            change("resident", json!("nobody")),
            "resident: `nobody` is not registered",
        ),
        (nobodys.to_string(), "resident: is missing"),
        (
            change("factor", json!("kindness")),
            "factor: is not in the rulebook",
        ),
        (
            change("factor", json!("exam_cheating")),
            "factor: is only planned",
        ),
        (change("points", json!(61)), "points: is 61"),
        (change("points", json!(-20)), "points: is -20"),
        (change("points", json!(0)), "points: is 0"),
        (
            change("corrects", json!("nothing")),
            "corrects: names `nothing`",
        ),
        (
            change("corrects", json!("wrong")),
            "points: is 20; an entry that undoes",
        ),
        (
            change("id", json!("good")).replace("P-1", "P-2"),
            "id: `good` is already recorded",
        ),
        (
            other_name.to_string(),
            "resident: `ann` is already registered with another name",
        ),
    ]
}

#[tokio::test]
async fn one_wrong_line_leaves_nothing_of_the_file() {
    let scene = Scene::start().await;
    let good = line("ann", &help("good", 1, 20)).to_string();
    for (wrong, expected) in wrong_lines() {
        let output = scene.import(format!("{good}\n\n{wrong}\n")).await;
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains(&format!("entries.ndjson:3: {expected}")),
            "{expected}\n{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty());
        let nothing = scene.store.figures("ann", i64::MAX).await.unwrap();
        assert!(nothing.is_empty(), "{expected}: {nothing:?}");
    }
}

#[tokio::test]
async fn a_correction_may_stand_before_what_it_undoes() {
    let scene = Scene::start().await;
    let entry = help("one", 2, 20);
    let undo = correction("undo", &entry);
    let again = correction("undo-undo", &undo);
    scene.import_entries("ann", &[again, undo, entry]).await;
    let cookie = scene.sign_in("ann").await;
    assert_eq!(
        scene.json_as(&cookie, "/api/v1/me").await["standing"]["score"],
        1020
    );
}

#[tokio::test]
async fn corrections_in_a_circle_or_with_other_points_are_refused() {
    let scene = Scene::start().await;
    let entry = help("one", 2, 20);
    let mut left = correction("left", &entry);
    let mut right = correction("right", &entry);
    (left.corrects, right.corrects) = (Some("right".into()), Some("left".into()));
    (left.points, right.points) = (0, 0);
    let circle = [
        line("ann", &left).to_string(),
        line("ann", &right).to_string(),
    ]
    .join("\n");
    let output = scene.import(circle).await;
    assert!(
        said(&output).contains("corrects: leads back to itself"),
        "{output:?}"
    );
    let mut other = correction("other", &entry);
    other.points = -19;
    let lines = [
        line("ann", &entry).to_string(),
        line("ann", &other).to_string(),
    ]
    .join("\n");
    let output = scene.import(lines).await;
    assert!(
        said(&output).contains("entries.ndjson:2: points: is -19"),
        "{output:?}"
    );
    assert!(
        scene
            .store
            .figures("ann", i64::MAX)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_score_beyond_what_a_number_holds_is_refused() {
    let scene = Scene::start().await;
    let mut rulebook: Value = serde_json::from_str(citizen_score_server::demo::RULEBOOK).unwrap();
    rulebook["range"] = Value::Null;
    rulebook["version"] = json!("big");
    for factor in rulebook["factors"].as_array_mut().unwrap() {
        if factor["code"] == "emergency_help" {
            factor["points"] = json!(2_000_000_000);
        }
    }
    let rulebook = scene.file("big.json", rulebook.to_string());
    let mut entries = [help("one", 1, 2_000_000_000), help("two", 1, 2_000_000_000)];
    for entry in &mut entries {
        entry.rulebook_version = "big".into();
    }
    let lines: Vec<String> = entries
        .iter()
        .map(|it| line("ann", it).to_string())
        .collect();
    let file = scene.file("big.ndjson", lines.join("\n"));
    let (file, rulebook) = (file.to_str().unwrap(), rulebook.to_str().unwrap());
    let output = scene.run(&["import", file, "--rulebook", rulebook]).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("big.ndjson:2: points: "),
        "{output:?}"
    );
    assert!(
        scene
            .store
            .figures("ann", i64::MAX)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_empty_file_is_good_and_a_missing_one_is_not() {
    let scene = Scene::start().await;
    assert!(scene.import("").await.status.success());
    assert!(scene.import("\n\r\n \n").await.status.success());
    let missing = scene.run(&["import", "/nowhere/at-all.ndjson"]).await;
    assert_eq!(missing.status.code(), Some(1));
    assert!(
        said(&missing).contains("/nowhere/at-all.ndjson: cannot be read"),
        "{missing:?}"
    );
}

#[tokio::test]
async fn without_a_rulebook_nothing_is_imported() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("e.ndjson");
    std::fs::write(&file, "").unwrap();
    let address = format!("sqlite:{}", folder.path().join("new/db.sqlite").display());
    let mut command = crate::scene::program();
    let output = command
        .arg("import")
        .arg(&file)
        .args(["--database", &address])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("name one with --rulebook"),
        "{output:?}"
    );
}
