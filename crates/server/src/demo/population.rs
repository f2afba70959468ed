//! Filling a database with a population: any number of made-up residents, to see how the server bears them.

use chrono::{DateTime, Utc};
use citizen_score_demo::made_up::generated::{MOST_RESIDENTS, inhabitant};
use citizen_score_rules::{Ledger, Rulebook};

use super::{LoadError, RULEBOOK};
use crate::store::{self, Added, Source, Store};

/// Residents that are written in one transaction: enough to be quick, few enough to be gone through in a
/// second or two, and to fit into memory.
const BATCH: u64 = 500;

/// Which population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Population {
    /// How many residents.
    pub residents: u64,
    /// About how many entries each has.
    pub entries: u64,
    /// Another seed is another population.
    pub seed: u64,
}

/// How far the filling has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Residents that are there.
    pub residents: u64,
    /// Entries that were added by this run.
    pub entries: u64,
}

/// Adds the residents of a population that are not there yet, and says after each transaction how far it
/// is. It may be killed and run again: what is there is not added a second time.
///
/// # Errors
///
/// [`LoadError`]; what was told as done stays.
pub async fn populate(
    store: &Store,
    population: Population,
    now: DateTime<Utc>,
    mut told: impl FnMut(Progress),
) -> Result<Progress, LoadError> {
    if store.count_residents().await?.1 > 0 {
        return Err(LoadError::RealResidents);
    }
    let rulebook = Rulebook::from_json(RULEBOOK)?;
    let data = rulebook.data();
    store
        .apply_rulebook(&data.id, &data.version, RULEBOOK, now)
        .await?;
    let wanted = population.residents.min(MOST_RESIDENTS);
    let mut done = Progress::default();
    while done.residents < wanted {
        let end = done.residents.saturating_add(BATCH).min(wanted);
        let mut writer = store.write(now).await?.logged(Source {
            by: "citizen-score demo".to_owned(),
            file: None,
        });
        for number in done.residents..end {
            let (seed, about) = (population.seed, population.entries);
            let resident = inhabitant(&rulebook, now.date_naive(), seed, number, about);
            let row = store::Resident {
                id: resident.id,
                name: resident.name,
                number: resident.number,
                demo: true,
            };
            if writer.register(&row).await? == Added::New {
                let ledger = Ledger::new(resident.entries)?;
                writer.add(&row.id, ledger.entries()).await?;
                done.entries = done.entries.saturating_add(ledger.entries().len() as u64);
            }
        }
        writer.commit().await?;
        done.residents = end;
        told(done);
    }
    Ok(done)
}
