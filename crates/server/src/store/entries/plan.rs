//! How `SQLite` reads a page: by its index, on a real file.

#![allow(clippy::unwrap_used)]

use sqlx::AssertSqlSafe;

use super::*;
use crate::store::Resident;

/// A ledger with its statistics gathered or not: the planner may choose by them.
async fn store(folder: &tempfile::TempDir, analysed: bool) -> Store {
    let address = format!("sqlite:{}", folder.path().join("plan.sqlite").display());
    let store = Store::open(&address).await.unwrap();
    let mut writer = store.write(Utc::now()).await.unwrap();
    let resident = Resident {
        id: "ann".into(),
        name: "Ann".into(),
        number: "1".into(),
        demo: false,
    };
    writer.register(&resident).await.unwrap();
    let entries: Vec<Entry> = (0..2_000)
        .map(|at| {
            serde_json::from_value(serde_json::json!({
                "id": format!("e-{at:05}"), "factor": "x", "points": 1,
                "occurred_on": format!("2026-01-{:02}", at % 28 + 1),
                "recorded_at": "2026-02-01T00:00:00Z", "authority": "x", "reference": "x",
                "basis": "x", "rulebook_version": "1"
            }))
            .unwrap()
        })
        .collect();
    writer.add("ann", &entries).await.unwrap();
    writer.commit().await.unwrap();
    if analysed {
        sqlx::query("ANALYZE").execute(&store.writer).await.unwrap();
    }
    store
}

async fn plan(store: &Store, query: &'static str) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}")))
            .fetch_all(&store.reader)
            .await
            .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// A page of a long ledger must not read and sort all of it.
#[tokio::test]
async fn pages_are_read_in_the_order_of_their_index() {
    for analysed in [false, true] {
        let folder = tempfile::TempDir::new().unwrap();
        let store = store(&folder, analysed).await;
        assert_eq!(
            plan(&store, FIRST_PAGE).await,
            ["SEARCH entries USING INDEX entries_newest (resident=?)"],
            "analysed: {analysed}"
        );
        assert_eq!(
            plan(&store, NEXT_PAGE).await,
            ["SEARCH entries USING INDEX entries_newest (resident=? AND (occurred_on,id)<(?,?))"],
            "analysed: {analysed}"
        );
        assert_eq!(
            plan(&store, FIRST_PIECE).await,
            ["SEARCH entries USING INDEX entries_newest (resident=?)"],
            "analysed: {analysed}"
        );
        assert_eq!(
            plan(&store, NEXT_PIECE).await,
            ["SEARCH entries USING INDEX entries_newest (resident=? AND (occurred_on,id)>(?,?))"],
            "analysed: {analysed}"
        );
    }
}
