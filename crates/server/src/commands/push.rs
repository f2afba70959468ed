//! `citizen-score push key`.

use super::options::{PushCommand, PushOptions};
use super::{No, say};
use crate::push::vapid::VapidKey;
use crate::store::Store;

/// Prints the public key.
pub async fn run(options: PushOptions) -> Result<(), No> {
    match options.command {
        PushCommand::Key { database } => {
            let store = Store::open(&database.address).await?;
            let key = VapidKey::of(&store).await?;
            store.close().await;
            say(format_args!("{}", key.public()))?;
        }
    }
    Ok(())
}
