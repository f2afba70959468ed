//! `citizen-score keys list` and `keys rotate`.

use chrono::SecondsFormat;

use super::options::{KeysCommand, KeysOptions};
use super::{No, say};
use crate::clock::Clock;
use crate::signing;
use crate::store::Store;

/// Lists the keys, or takes a new one into use.
pub async fn run(options: KeysOptions) -> Result<(), No> {
    match options.command {
        KeysCommand::List { database, json } => {
            let store = Store::open(&database.address).await?;
            list(&store, json).await?;
            store.close().await;
        }
        KeysCommand::Rotate { database } => {
            let store = Store::open(&database.address).await?;
            let key = signing::generate()?;
            store.rotate_key(&key, Clock::default().now()).await?;
            store.close().await;
            say(format_args!(
                "records are signed with {} from now on",
                key.id
            ))?;
        }
    }
    Ok(())
}

async fn list(store: &Store, json: bool) -> Result<(), No> {
    let rows = store.keys().await?;
    if json {
        let keys = signing::published(rows);
        say(format_args!("{}", serde_json::to_string_pretty(&keys)?))?;
        return Ok(());
    }
    if rows.is_empty() {
        eprintln!("there is no key yet; `serve` makes the first, and so does `keys rotate`");
    }
    for row in rows {
        let moment =
            |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let from = moment(row.created_at);
        match row.retired_at {
            None => say(format_args!("{}  in use since {from}", row.id))?,
            Some(end) => say(format_args!(
                "{}  in use from {from} to {}",
                row.id,
                moment(end)
            ))?,
        }
    }
    Ok(())
}
