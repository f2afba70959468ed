//! Standings that are kept: what each ledger came to, from which state of it, and until when that holds.

use chrono::NaiveDate;
use sqlx::AssertSqlSafe;

use super::entries::{day, maybe_day};
use super::sessions::{HolderRow, WITHOUT_SESSION};
use super::{Holder, Store, StoreError};

/// A standing as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStanding {
    /// The resident's id.
    pub resident: String,
    /// When the resident was registered; with the next two the state that it was computed from.
    pub registered_at: String,
    /// `seq` of the newest entry then.
    pub ledger_head: i64,
    /// State of what stands beside the entries then.
    pub revision: i64,
    /// Digest of the rulebook.
    pub rulebook: String,
    /// The day for which it was computed.
    pub computed_for: NaiveDate,
    /// The first day on which it may be another; none where only an entry changes it.
    pub holds_until: Option<NaiveDate>,
    /// What `GET /me` said on that day, as JSON.
    pub me: String,
}

impl KeptStanding {
    /// Whether it is that of a holder's ledger, as it is now, under a rulebook on a day.
    #[must_use]
    pub fn holds(&self, holder: &Holder, rulebook: &str, day: NaiveDate) -> bool {
        self.resident == holder.resident
            && self.registered_at == holder.registered_at
            && self.ledger_head == holder.ledger_head
            && self.revision == holder.revision
            && self.rulebook == rulebook
            && self.computed_for <= day
            && self.holds_until.is_none_or(|until| day < until)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    resident: String,
    registered_at: String,
    ledger_head: i64,
    revision: i64,
    rulebook: String,
    computed_for: String,
    holds_until: Option<String>,
    me: String,
}

impl TryFrom<Row> for KeptStanding {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            computed_for: day(&row.computed_for, "standings.computed_for")?,
            holds_until: maybe_day(row.holds_until, "standings.holds_until")?,
            resident: row.resident,
            registered_at: row.registered_at,
            ledger_head: row.ledger_head,
            revision: row.revision,
            rulebook: row.rulebook,
            me: row.me,
        })
    }
}

impl Store {
    /// The standing that is kept of a resident, whether it still holds or not.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn kept_standing(&self, resident: &str) -> Result<Option<KeptStanding>, StoreError> {
        let row: Option<Row> = self
            .ask(|reader| {
                let resident = resident.to_owned();
                Box::pin(async move {
                    let row = sqlx::query_as("SELECT * FROM standings WHERE resident = $1")
                        .bind(resident)
                        .fetch_optional(reader)
                        .await?;
                    Ok(row)
                })
            })
            .await?;
        row.map(KeptStanding::try_from).transpose()
    }

    /// Keeps standings in place of those that were kept before. One whose ledger has changed meanwhile is
    /// left out: it would be of no use, and consent may be withdrawn.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; none of them is kept then.
    pub async fn keep_standings(&self, standings: &[KeptStanding]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for kept in standings {
            sqlx::query(
                "INSERT INTO standings (resident, registered_at, ledger_head, revision, rulebook, \
                 computed_for, holds_until, me) \
                 SELECT id, registered_at, ledger_head, revision, $5, $6, $7, $8 FROM residents \
                 WHERE id = $1 AND registered_at = $2 AND ledger_head = $3 AND revision = $4 \
                 ON CONFLICT (resident) DO UPDATE SET registered_at = excluded.registered_at, \
                 ledger_head = excluded.ledger_head, revision = excluded.revision, \
                 rulebook = excluded.rulebook, computed_for = excluded.computed_for, \
                 holds_until = excluded.holds_until, me = excluded.me",
            )
            .bind(&kept.resident)
            .bind(&kept.registered_at)
            .bind(kept.ledger_head)
            .bind(kept.revision)
            .bind(&kept.rulebook)
            .bind(kept.computed_for.to_string())
            .bind(kept.holds_until.map(|day| day.to_string()))
            .bind(&kept.me)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Residents with an id after this one of whom no standing is kept that holds under a rulebook on a
    /// day, in order of id. Who has withdrawn consent is not among them unless `everyone` is scored.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn without_standing(
        &self,
        rulebook: &str,
        day: NaiveDate,
        everyone: bool,
        after: &str,
        most: u32,
    ) -> Result<Vec<Holder>, StoreError> {
        let sql = format!(
            "{WITHOUT_SESSION} r LEFT JOIN standings s ON s.resident = r.id \
             AND s.registered_at = r.registered_at AND s.ledger_head = r.ledger_head \
             AND s.revision = r.revision AND s.rulebook = $1 AND s.computed_for <= $2 \
             AND (s.holds_until IS NULL OR s.holds_until > $2) \
             WHERE r.id > $3 AND s.resident IS NULL AND (r.scored <> 0 OR $4 <> 0) \
             ORDER BY r.id LIMIT $5"
        );
        let rows: Vec<HolderRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(rulebook)
            .bind(day.to_string())
            .bind(after)
            .bind(i64::from(everyone))
            .bind(i64::from(most))
            .fetch_all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(Holder::from).collect())
    }

    /// Residents with an id after this one, in order of id, as the holders of no session.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn residents_after(&self, after: &str, most: u32) -> Result<Vec<Holder>, StoreError> {
        let sql = format!("{WITHOUT_SESSION} r WHERE r.id > $1 ORDER BY r.id LIMIT $2");
        let rows: Vec<HolderRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(after)
            .bind(i64::from(most))
            .fetch_all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(Holder::from).collect())
    }
}
