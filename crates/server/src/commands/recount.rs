//! `citizen-score recount`.

use super::files::{open_existing, read_rulebook, rulebook_in_use};
use super::options::RecountOptions;
use super::{No, say};
use crate::clock::Clock;
use crate::standings;

/// Most residents that are named.
const NAMED: usize = 10;

/// Computes every standing anew, and says whether those that are kept are the same.
pub async fn run(options: RecountOptions) -> Result<(), No> {
    let store = open_existing(&options.database.address).await?;
    let rulebook = match &options.rulebook {
        Some(path) => read_rulebook(path)?.0,
        None => rulebook_in_use(&store).await?,
    };
    let found = standings::recount(&store, rulebook, Clock::default().today()).await?;
    store.close().await;
    say(format_args!(
        "{} kept and right, {} outdated, {} not kept, {} wrong, {} that cannot be counted",
        found.right,
        found.outdated,
        found.absent,
        found.wrong.len(),
        found.uncountable.len()
    ))?;
    let named = [
        (
            &found.wrong,
            "the standing that is kept is not what the ledger comes to",
        ),
        (&found.uncountable, "the ledger cannot be counted"),
    ];
    for (residents, what) in named {
        for resident in residents.iter().take(NAMED) {
            say(format_args!("{resident}: {what}"))?;
        }
    }
    if found.wrong.is_empty() && found.uncountable.is_empty() {
        return Ok(());
    }
    Err(No::new(
        "stop the server, delete the rows of these residents from the table `standings`, which is a copy, \
         and start it again; if that does not help, restore a backup",
    ))
}
