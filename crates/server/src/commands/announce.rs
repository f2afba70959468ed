//! `citizen-score rulebook announce` and `rulebook withdraw`: the rulebook to come.

use std::path::Path;

use citizen_score_rules::Rulebook;

use super::files::read_rulebook;
use super::{No, say};
use crate::clock::Clock;
use crate::store::Store;

/// Announces a rulebook, in place of what was announced before.
pub async fn announce(file: &Path, address: &str) -> Result<(), No> {
    let store = Store::open(address).await?;
    let announced = announce_in(&store, file, &Clock::default()).await;
    store.close().await;
    let data = announced?.data().clone();
    say(format_args!(
        "{} {} is announced, to be in force from {}",
        data.id, data.version, data.effective_from
    ))?;
    Ok(())
}

/// The same, in a database that is open.
pub async fn announce_in(store: &Store, file: &Path, clock: &Clock) -> Result<Rulebook, No> {
    let (rulebook, text) = read_rulebook(file)?;
    let data = rulebook.data();
    let wrong = |problem: String| No::new(format!("{}: {problem}", file.display()));
    if data.effective_from <= clock.today() {
        let day = data.effective_from;
        return Err(wrong(format!(
            "effective_from: is {day}, and a rulebook is announced before its first day; apply this \
             one with `serve --rulebook`"
        )));
    }
    if let Some(in_use) = store.rulebook_in_use().await? {
        let in_use = Rulebook::from_json(&in_use)?;
        if in_use.data().id != data.id {
            return Err(wrong(format!(
                "id: is `{}`, and the rulebook in use is `{}`",
                data.id,
                in_use.data().id
            )));
        }
        if in_use.data().version == data.version {
            return Err(wrong(format!(
                "version: is `{}`, which is in use; another rulebook needs another version",
                data.version
            )));
        }
    }
    store
        .announce_rulebook(
            &data.id,
            &data.version,
            data.effective_from,
            &text,
            clock.now(),
        )
        .await?;
    Ok(rulebook)
}

/// Takes back what was announced.
pub async fn withdraw(address: &str) -> Result<(), No> {
    let store = Store::open(address).await?;
    let done = store.withdraw_rulebook().await?;
    store.close().await;
    if !done {
        return Err(No::new("no rulebook is announced"));
    }
    say(format_args!("no rulebook is announced any more"))?;
    Ok(())
}
