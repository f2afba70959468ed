//! Making a demo anew: the only place where entries go, and only made-up ones.

use sqlx::AssertSqlSafe;

use super::{LedgerWriter, StoreError};

/// Key of the fact that says which demo was loaded, and on which day.
pub const DEMO_LOADED: &str = "demo_loaded";

impl LedgerWriter {
    /// Forgets all residents with everything about them, as a part of this transaction.
    ///
    /// The triggers that keep ledgers, histories and logs from shrinking are taken away and put back word for word.
    /// Numbers of events go on from where they were.
    ///
    /// # Errors
    ///
    /// [`StoreError::Corrupt`] where there is a resident who is not made up: a real ledger is
    /// never touched.
    pub async fn forget_demo(&mut self) -> Result<(), StoreError> {
        let real: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM residents WHERE demo = 0")
            .fetch_one(&mut *self.tx)
            .await?;
        if real > 0 {
            return Err(StoreError::Corrupt(
                "residents: a demo with residents who are not made up",
            ));
        }
        let put_back = self.let_shrink().await?;
        for sql in [
            "DELETE FROM case_files",
            "DELETE FROM evidence",
            "DELETE FROM case_steps",
            "DELETE FROM cases",
            "DELETE FROM entry_marks",
            "DELETE FROM answered",
            "DELETE FROM access_log",
            "DELETE FROM tier_proofs",
            "DELETE FROM standings",
            "DELETE FROM entries",
            "DELETE FROM events",
            "DELETE FROM rulebooks",
            "DELETE FROM announced_rulebook",
            "DELETE FROM residents",
            "DELETE FROM meta WHERE key = 'demo_loaded'",
        ] {
            sqlx::query(sql).execute(&mut *self.tx).await?;
        }
        for sql in put_back {
            sqlx::query(AssertSqlSafe(sql))
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Takes away what keeps ledgers, histories and logs from shrinking. Answers the statements that put it
    /// back.
    async fn let_shrink(&mut self) -> Result<Vec<String>, StoreError> {
        let triggers: Vec<(String, String)> = if self.is_file {
            sqlx::query_as(
                "SELECT 'DROP TRIGGER \"' || name || '\"', sql FROM sqlite_master \
                 WHERE type = 'trigger' AND tbl_name IN ('entries', 'case_steps', 'access_log')",
            )
            .fetch_all(&mut *self.tx)
            .await?
        } else {
            ["entries", "case_steps", "access_log"]
                .map(|table| {
                    let set = |how: &str| format!("ALTER TABLE {table} {how} TRIGGER USER");
                    (set("DISABLE"), set("ENABLE"))
                })
                .into()
        };
        let mut put_back = Vec::with_capacity(triggers.len());
        for (away, back) in triggers {
            sqlx::query(AssertSqlSafe(away))
                .execute(&mut *self.tx)
                .await?;
            put_back.push(back);
        }
        Ok(put_back)
    }

    /// Notes which demo was loaded, and on which day.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn note_demo(&mut self, what: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO meta (key, value) VALUES ($1, $2) \
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(DEMO_LOADED)
        .bind(what)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}
