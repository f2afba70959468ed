//! `citizen-score backup` and `restore`: a copy is taken while the server runs, and put back when it does not.

use citizen_score_server::store::Store;

use crate::asking::{assert_done, assert_refused};
use crate::database::postgres;
use crate::records::help;
use crate::scene::Scene;

fn path(scene: &Scene, name: &str) -> String {
    scene.folder.path().join(name).to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_whole_and_goes_back_and_what_was_there_is_kept() {
    if postgres().is_some() {
        return;
    }
    let mut scene = Scene::start().await;
    scene.add("ann", &[help("one", 3, 20)]).await;
    let copy = path(&scene, "copy.sqlite");
    assert!(assert_done(&scene.run(&["backup", &copy]).await).contains("written and checked"));
    let rights = |path: &str| {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(rights(&copy), 0o600);
    assert_refused(&scene.run(&["backup", &copy]).await, "is there already");
    scene.add("ann", &[help("two", 2, 20)]).await;

    assert_refused(
        &scene.run(&["restore", &copy]).await,
        "is in use; stop the server first",
    );
    assert_eq!(scene.store.figures("ann", i64::MAX).await.unwrap().len(), 2);
    scene.end().await;
    let said = assert_done(&scene.run(&["restore", &copy]).await);
    let kept = said.split("is kept as ").nth(1).unwrap();
    let kept = kept.split(';').next().unwrap().to_owned();
    for (file, entries) in [(path(&scene, "test.sqlite"), 1), (kept, 2)] {
        assert_eq!(rights(&file), 0o600, "{file}");
        let store = Store::open(&format!("sqlite:{file}")).await.unwrap();
        assert_eq!(
            store.figures("ann", i64::MAX).await.unwrap().len(),
            entries,
            "{file}"
        );
        store.close().await;
    }
    // Into an empty place too.
    let elsewhere = format!("sqlite:{}", path(&scene, "elsewhere.sqlite"));
    let output = scene
        .run(&["restore", &copy, "--database", &elsewhere])
        .await;
    assert!(!assert_done(&output).contains("kept"));
}

#[tokio::test]
async fn what_is_no_sound_copy_is_not_put_back() {
    if postgres().is_some() {
        return;
    }
    let mut scene = Scene::start().await;
    for at in 0..200 {
        scene.add("ann", &[help(&format!("e{at}"), 3, 20)]).await;
    }
    let copy = path(&scene, "copy.sqlite");
    assert_done(&scene.run(&["backup", &copy]).await);
    scene.end().await;
    let whole = std::fs::read(&copy).unwrap();
    let mut torn = whole.clone();
    let middle = torn.len() / 2;
    torn[middle..middle + 4_096].fill(0xAA);
    for (bytes, what) in [
        (&torn[..], "damaged"),
        (&whole[..whole.len() / 2], "half of it"),
        (&b"not a database at all"[..], "a text"),
        (&b""[..], "an empty file"),
    ] {
        let wrong = scene.file("wrong.sqlite", bytes);
        let output = scene.run(&["restore", wrong.to_str().unwrap()]).await;
        assert_refused(&output, "is not a sound copy");
        let store = Store::open(&scene.database()).await.unwrap();
        let entries = store.figures("ann", i64::MAX).await.unwrap().len();
        assert_eq!(entries, 200, "{what}");
        store.close().await;
    }
    let none = path(&scene, "none.sqlite");
    assert_refused(&scene.run(&["restore", &none]).await, "none.sqlite");
    let nowhere = path(&scene, "no/such/folder/copy");
    assert_refused(&scene.run(&["backup", &nowhere]).await, "copy");
}

#[tokio::test]
async fn another_database_is_told_how_it_is_done() {
    let scene = Scene::start().await;
    let copy = path(&scene, "copy.sqlite");
    std::fs::write(&copy, "x").unwrap();
    let postgres = ["--database", "postgres://nobody@127.0.0.1:1/none"];
    let output = scene
        .run(&["restore", &copy, postgres[0], postgres[1]])
        .await;
    assert_refused(&output, "pg_dump");
}
