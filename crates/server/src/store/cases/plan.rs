//! How `SQLite` reads cases: by their indexes, on a real file.

#![allow(clippy::unwrap_used)]

use sqlx::AssertSqlSafe;

use super::office::OPEN;
use super::*;
use crate::store::around::CORRECTIONS;

async fn plan(store: &Store, query: &str) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}")))
            .fetch_all(&store.reader)
            .await
            .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// No list may read more than it shows, and no case more than what is about it.
#[tokio::test]
async fn cases_are_read_by_their_indexes() {
    let folder = tempfile::TempDir::new().unwrap();
    let address = format!("sqlite:{}", folder.path().join("plan.sqlite").display());
    let store = Store::open(&address).await.unwrap();
    let (steps, files) = (
        format!("{STEPS}?, ?) ORDER BY case_id, number"),
        format!("{FILES}?, ?) ORDER BY f.case_id, f.step, f.place"),
    );
    let expected: [(&str, &[&str]); 7] = [
        (
            FIRST_PAGE,
            &["SEARCH cases USING INDEX cases_newest (resident=?)"],
        ),
        (
            NEXT_PAGE,
            &["SEARCH cases USING INDEX cases_newest (resident=? AND (opened_at,id)<(?,?))"],
        ),
        (
            ONE,
            &["SEARCH cases USING INDEX sqlite_autoindex_cases_2 (resident=? AND id=?)"],
        ),
        (
            &steps,
            &[
                "SEARCH case_steps USING INDEX sqlite_autoindex_case_steps_1 (resident=? AND case_id=?)",
            ],
        ),
        (
            &files,
            &[
                "SEARCH f USING INDEX sqlite_autoindex_case_files_1 (resident=? AND case_id=?)",
                "SEARCH e USING INDEX sqlite_autoindex_evidence_1 (resident=? AND digest=?)",
            ],
        ),
        (OPEN, &["SEARCH cases USING INDEX cases_due (due_on<?)"]),
        (
            CORRECTIONS,
            &["SEARCH entries USING INDEX entries_corrections (resident=? AND corrects=?)"],
        ),
    ];
    for (query, expected) in expected {
        assert_eq!(plan(&store, query).await, expected, "{query}");
    }
}
