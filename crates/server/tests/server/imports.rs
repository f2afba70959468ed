//! Importing: nothing while a line is wrong, never twice, and every wrong line named.

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
async fn every_wrong_line_is_named_at_once() {
    let scene = Scene::start().await;
    let good = line("ann", &help("good", 1, 20)).to_string();
    let mut undo = correction("undo", &help("good", 1, 20));
    undo.points = -7;
    let mut lines = vec![good.clone(), "not json".to_owned()];
    lines.extend(wrong_lines().into_iter().map(|(line, _)| line));
    lines.push(line("ann", &undo).to_string());
    lines.push("x".repeat(70_000));
    let output = scene.import(lines.join("\n")).await;
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    let numbers: Vec<&str> = said.lines().filter_map(|it| it.split(':').nth(1)).collect();
    let first = lines.len() - 1;
    // The first is good; of two with the same id, the second is.
    let wanted: Vec<String> = (2..=first + 1).map(|it| it.to_string()).collect();
    assert_eq!(numbers, wanted, "{said}");
    for (wrong, expected) in wrong_lines() {
        let known = [
            "corrects: names `nothing`",
            "corrects: names `wrong`",
            "id: `good` is",
        ];
        if !known.contains(&expected) && !wrong.contains("\"corrects\":\"wrong\"") {
            assert!(said.contains(expected), "{expected}\n{said}");
        }
    }
    assert!(said.contains("the line is longer than"), "{said}");
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
async fn of_very_many_wrong_lines_the_first_are_named_and_the_others_counted() {
    let scene = Scene::start().await;
    let output = scene.import("{}\n".repeat(250)).await;
    let said = said(&output);
    assert_eq!(said.lines().count(), 101, "{said}");
    assert!(said.starts_with(&first_of(&scene)), "{said}");
    assert!(said.ends_with("and 150 more lines"), "{said}");
}

fn first_of(scene: &Scene) -> String {
    format!(
        "{}:1: ",
        scene.folder.path().join("entries.ndjson").display()
    )
}

/// More lines than one transaction takes, about residents in turn: what stopped in the middle goes on.
#[tokio::test]
async fn a_long_import_that_stopped_goes_on_where_it_was() {
    let scene = Scene::start().await;
    let residents: Vec<String> = (0..40).map(|it| format!("resident-{it}")).collect();
    let registered = residents.iter().map(|id| {
        json!({ "resident": id, "name": "Eve Example", "number": format!("E-{id}") }).to_string()
    });
    let mut lines: Vec<String> = registered.collect();
    for number in 0..100 {
        for id in &residents {
            lines.push(line(id, &help(&format!("{id}-{number}"), 1, 20)).to_string());
        }
    }
    // As an import that was killed leaves it: some residents have all of their lines, others none.
    let half: Vec<String> = lines
        .iter()
        .filter(|it| it.contains("\"resident-1") || it.contains("\"resident-2"))
        .cloned()
        .collect();
    assert!(scene.import(half.join("\n")).await.status.success());
    let output = scene.import(lines.join("\n")).await;
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let there = half.len();
    let expected = format!("{there} lines already known");
    assert!(out.contains(&expected), "{expected}: {output:?}");
    for id in &residents {
        assert_eq!(
            scene.store.figures(id, i64::MAX).await.unwrap().len(),
            100,
            "{id}"
        );
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
