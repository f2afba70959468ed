//! `citizen-score backup FILE` and `citizen-score restore FILE`.

use super::files::open_existing;
use super::options::{BackupOptions, RestoreOptions};
use super::{No, say};
use crate::clock::Clock;
use crate::store::Store;

/// Writes a copy of the database, while a server may be using it.
pub async fn back_up(options: BackupOptions) -> Result<(), No> {
    let store = open_existing(&options.database.address).await?;
    let done = store.back_up(&options.file).await;
    store.close().await;
    done?;
    say(format_args!(
        "{}: written and checked; it holds what the database holds, so keep it as closely",
        options.file.display()
    ))?;
    Ok(())
}

/// Puts a copy in the place of the database, which no server may be using.
pub async fn restore(options: RestoreOptions) -> Result<(), No> {
    let address = &options.database.address;
    let before = Store::restore(&options.file, address, Clock::default().now()).await?;
    // Brings a copy of an older program up to date, and refuses one of a newer.
    Store::open(address).await?.close().await;
    say(format_args!(
        "{address}: is now the copy {}",
        options.file.display()
    ))?;
    if let Some(before) = before {
        say(format_args!(
            "what was there before is kept as {}; delete it when it is not needed any more",
            before.display()
        ))?;
    }
    Ok(())
}
