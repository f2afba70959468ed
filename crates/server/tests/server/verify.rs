//! `citizen-score verify`: a record checked from outside, without a server.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::commands::{run, said};
use crate::export::record;
use crate::records::help;
use crate::scene::Scene;

/// A record and the keys of the server that made it, as files.
async fn files(scene: &Scene) -> (String, String) {
    scene
        .add("ann", &[help("one", 2, 40), help("two", 1, 20)])
        .await;
    let cookie = scene.sign_in("ann").await;
    let record = scene.file("record.json", record(scene, &cookie).await);
    let keys = scene.get("/api/v1/keys").send().await.unwrap();
    let keys = scene.file("keys.json", keys.bytes().await.unwrap());
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    (text(&record), text(&keys))
}

fn verify(record: &str, keys: &str) -> Output {
    run(&["verify", record, "--keys", keys])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_record_is_summed_up() {
    let scene = Scene::start().await;
    let (record, keys) = files(&scene).await;
    let output = verify(&record, &keys);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let summary = String::from_utf8(output.stdout).unwrap();
    let today = scene.clock.today();
    let expected = format!(
        "record.json: good: Name of ann (••••••-ann) had 1060 points and tier A+ on {today}, by 2 entries"
    );
    assert!(summary.contains(&expected), "{summary}");
    // By the database of the server, and by its keys as the command lists them.
    let output = scene.run(&["verify", &record]).await;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let listed = scene.run(&["keys", "list", "--json"]).await.stdout;
    let listed = scene.file("listed.json", listed);
    assert_eq!(
        verify(&record, listed.to_str().unwrap()).status.code(),
        Some(0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_change_is_refused_with_its_own_sentence() {
    let scene = Scene::start().await;
    let (record, keys) = files(&scene).await;
    let text = std::fs::read_to_string(&record).unwrap();
    let tree: Value = serde_json::from_str(&text).unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut tree = tree.clone();
        change(&mut tree);
        tree.to_string()
    };
    let drop_first = |it: &mut Value| drop(it["entries"].as_array_mut().unwrap().remove(0));
    let swap = |it: &mut Value| it["entries"].as_array_mut().unwrap().swap(0, 1);
    let cases = [
        (
            text.replacen("\"P-1\"", "\"P-2\"", 1),
            "entry 1, `one`, was changed",
        ),
        (
            changed(&|it| it["key"] = "0123456789abcdef".into()),
            "the key `0123456789abcdef`, which is not among the known keys",
        ),
        (changed(&drop_first), "entry 1 of 2 is missing"),
        (changed(&swap), "the ledger was reordered: entry 1, `two`"),
        (
            changed(&|it| it["standing"]["score"] = 1061.into()),
            "the score is wrong: the record says 1061, and its entries come to 1060",
        ),
        (
            text.replacen("Name of ann", "Name of bob", 1),
            "the signature does not fit: something was changed",
        ),
        (text.replacen('{', "[", 1), "the file is not JSON"),
        (String::new(), "the file is not JSON"),
    ];
    for (text, sentence) in cases {
        let file = scene.file("changed.json", text);
        let output = verify(file.to_str().unwrap(), &keys);
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(output.stdout.is_empty());
        let said = said(&output);
        assert!(
            said.contains("changed.json: ") && said.contains(sentence),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    // Another server's keys, with the same file.
    let other = Scene::start().await;
    let (_, others) = files(&other).await;
    let output = verify(&record, &others);
    assert!(
        said(&output).contains("which is not among the known keys"),
        "{output:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_files_of_keys_and_wrong_usage_are_told_apart() {
    let scene = Scene::start().await;
    let (record, keys) = files(&scene).await;
    assert_eq!(run(&["verify"]).status.code(), Some(2));
    let output = run(&["verify", &record]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("--keys"), "{}", said(&output));
    let none = format!(
        "sqlite:{}",
        scene.folder.path().join("none.sqlite").display()
    );
    let good = std::fs::read_to_string(&keys).unwrap();
    for (text, sentence) in [
        ("[]".to_owned(), "is not a list of keys"),
        (
            good.replace("Ed25519", "RSA"),
            "is not an Ed25519 key in base64url",
        ),
        (
            good.replacen("\"public\":\"", "\"public\":\"A", 1),
            "is not an Ed25519 key in base64url",
        ),
        (
            r#"{"keys":[]}"#.to_owned(),
            "which is not among the known keys",
        ),
    ] {
        let file = scene.file("wrong.json", text);
        let output = verify(&record, file.to_str().unwrap());
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(said(&output).contains(sentence), "{}", said(&output));
    }
    let output = run(&["verify", &record, "--database", &none]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("there is no database"),
        "{}",
        said(&output)
    );
    assert!(!scene.folder.path().join("none.sqlite").exists());
    let output = verify(
        scene.folder.path().join("none.json").to_str().unwrap(),
        &keys,
    );
    assert!(said(&output).contains("none.json: cannot be read: there is no such file"));
}
