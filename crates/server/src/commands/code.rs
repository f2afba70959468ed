//! `citizen-score code RESIDENT`.

use super::options::CodeOptions;
use super::{No, operator, say};
use crate::clock::Clock;
use crate::sign_in::{code, code_expires_at};
use crate::store::Store;

/// Prints a one-time code: alone on standard output, and until when it is good on standard error.
pub async fn run(options: CodeOptions) -> Result<(), No> {
    let store = Store::open(&options.database.address).await?;
    let id = &options.resident;
    let Some(resident) = store.resident(id).await? else {
        return Err(No::new(format!(
            "there is no resident `{id}`; import a registration first"
        )));
    };
    let now = Clock::default().now();
    let by = operator::by("code");
    let expires_at = code_expires_at(now);
    loop {
        let code = code::generate()?;
        let Some(hash) = code::hash(&code) else {
            continue;
        };
        // Taken by another code that is still good: draw again.
        if !store
            .add_code(&hash, &resident.id, expires_at.timestamp(), &by, now)
            .await?
        {
            continue;
        }
        say(format_args!("{code}"))?;
        eprintln!("good once, until {} UTC", expires_at.format("%H:%M"));
        store.close().await;
        return Ok(());
    }
}
