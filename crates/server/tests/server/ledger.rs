//! The ledger only grows, and the database sees to that itself.

use crate::database::postgres;
use crate::records::help;
use crate::scene::Scene;

#[tokio::test]
async fn no_statement_changes_or_removes_an_entry() {
    let scene = Scene::start().await;
    scene
        .add("ann", &[help("one", 1, 20), help("two", 2, 20)])
        .await;
    let mut raw = scene.raw().await;
    let own = if postgres().is_some() {
        "TRUNCATE entries CASCADE"
    } else {
        "UPDATE OR REPLACE entries SET id = 'two' WHERE id = 'one'"
    };
    for sql in [
        "UPDATE entries SET points = 1000 WHERE id = 'one'",
        "UPDATE entries SET points = points",
        "DELETE FROM entries WHERE id = 'one'",
        "DELETE FROM entries",
        own,
    ] {
        let error = sqlx::query(sql)
            .execute(&mut raw)
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains("only grow"), "{sql}: {error}");
    }
    let columns = "factor, 1000, occurred_on, recorded_at, authority, reference, basis, \
         rulebook_version, counts_until, corrects, repaired_on, contested FROM entries";
    for (how, what, end) in [
        ("OR REPLACE", "resident, id, seq", "WHERE id = 'one'"),
        ("OR REPLACE", "resident, id, 9", "WHERE id = 'one'"),
        ("OR REPLACE", "resident, 'three', seq", "WHERE id = 'one'"),
        (
            "",
            "resident, id, 9",
            "WHERE id = 'one' ON CONFLICT (resident, id) DO UPDATE SET points = excluded.points",
        ),
    ] {
        let sql = format!("INSERT {how} INTO entries SELECT {what}, {columns} {end}");
        // Whether it is refused or does nothing: below, nothing has changed.
        let _ = sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut raw)
            .await;
    }
    let rows: Vec<(String, i64)> = sqlx::query_as("SELECT id, points FROM entries ORDER BY id")
        .fetch_all(&mut raw)
        .await
        .unwrap();
    assert_eq!(rows, [("one".to_owned(), 20), ("two".to_owned(), 20)]);
}

#[tokio::test]
async fn a_write_that_is_not_committed_leaves_nothing_behind() {
    let scene = Scene::start().await;
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    writer.add("ann", &[help("one", 1, 20)]).await.unwrap();
    drop(writer);
    assert!(
        scene
            .store
            .figures("ann", i64::MAX)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(scene.store.newest_event("ann").await.unwrap(), 0);
}
