//! Filling a database with the made-up residents.

use chrono::{DateTime, Utc};
use citizen_score_rules::{Ledger, LedgerError, Rulebook, RulebookError};

use citizen_score_demo::made_up::upcoming;

use super::{DemoError, RULEBOOK, cases, fingerprint, ledger, residents};
use crate::store::{self, AddError, ApplyError, DEMO_LOADED, Source, Store, StoreError};

/// What loading did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The database was empty.
    Filled,
    /// It held a demo of an earlier day or of other contents, which was made anew.
    Anew,
    /// It held this very demo, loaded today.
    Kept,
    /// It holds residents who are not made up beside the demo, so nothing was touched.
    LeftAlone,
}

/// Why a demo cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database holds real residents.
    #[error(
        "the database holds residents who are not made up, so no demo is loaded into it; name \
         another file with --database"
    )]
    RealResidents,
    /// An entry that should be left out does not exist.
    #[error("there is no demo entry `{0}`")]
    NoSuchEntry(String),
    /// A demo file is wrong.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The demo's rulebook is wrong.
    #[error("rulebooks/suqian-demo.json: {0}")]
    Rulebook(#[from] RulebookError),
    /// The demo's next rulebook is wrong.
    #[error("rulebooks/suqian-demo-2027.json: {0}")]
    Upcoming(RulebookError),
    /// A demo ledger is wrong.
    #[error("demo: {0}")]
    Ledger(#[from] LedgerError),
    /// A demo entry cannot be added.
    #[error("demo: {0}")]
    Add(#[from] AddError),
    /// The rulebook cannot be applied.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The demo's next rulebook cannot be written.
    #[error("demo: {0}")]
    Json(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Fills an empty database with the made-up residents, leaving out the entries in `without`, and
/// makes a demo of an earlier day or of other contents anew.
///
/// # Errors
///
/// [`LoadError`]; nothing was changed then.
pub async fn load(
    store: &Store,
    without: &[String],
    now: DateTime<Utc>,
) -> Result<Loaded, LoadError> {
    let (made_up, real) = store.count_residents().await?;
    match (made_up, real) {
        (0, 0) => {}
        (0, _) => return Err(LoadError::RealResidents),
        (_, 1..) => return Ok(Loaded::LeftAlone),
        (_, _) => {
            let wanted = name_of(without, now);
            if store.meta(DEMO_LOADED).await?.as_deref() == Some(wanted.as_str()) {
                return Ok(Loaded::Kept);
            }
        }
    }
    let rulebook = Rulebook::from_json(RULEBOOK)?;
    for id in without {
        if super::find(&rulebook, id, now)?.is_none() {
            return Err(LoadError::NoSuchEntry(id.clone()));
        }
    }
    let mut writer = store.write(now).await?.logged(Source {
        by: "citizen-score demo".to_owned(),
        file: None,
    });
    writer.forget_demo().await?;
    for resident in residents()? {
        let mut entries = ledger(&rulebook, &resident.id, now)?;
        entries.retain(|entry| !without.iter().any(|id| entry.id == *id));
        let checked = Ledger::new(entries)?;
        let row = store::Resident {
            id: resident.id,
            name: resident.name,
            number: resident.number,
            demo: true,
        };
        writer.register(&row).await?;
        writer.add(&row.id, checked.entries()).await?;
        cases::open(&mut writer, &rulebook, &row.id, checked.entries(), now).await?;
    }
    writer.note_demo(&name_of(without, now)).await?;
    writer.commit().await?;
    let data = rulebook.data();
    store
        .apply_rulebook(&data.id, &data.version, RULEBOOK, now)
        .await?;
    announce(store, now).await?;
    Ok(if made_up == 0 {
        Loaded::Filled
    } else {
        Loaded::Anew
    })
}

/// Announces the demo's next rulebook for the first day of the next year, so that a demo always has
/// something to come.
async fn announce(store: &Store, now: DateTime<Utc>) -> Result<(), LoadError> {
    let upcoming = upcoming(now).map_err(LoadError::Upcoming)?;
    let data = upcoming.data();
    let text = serde_json::to_string(&upcoming)?;
    store
        .announce_rulebook(&data.id, &data.version, data.effective_from, &text, now)
        .await?;
    Ok(())
}

fn name_of(without: &[String], now: DateTime<Utc>) -> String {
    format!("{} {}", now.date_naive(), fingerprint(without))
}
