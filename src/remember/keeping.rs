//! Brings the record onto the device: asks the server for all of it, packs and seals it, and keeps it in
//! place of the one before.

use citizen_score_contract::DraftsKey;
use js_sys::Array;

use super::kept::{Head, Held, MOST, pack};
use super::place::{Row, get, put};
use super::recalling::name;
use super::{Trouble, word};
use crate::api::{Api, ApiError};
use crate::drafts::Why;
use crate::drafts::seal::{Seal, new_key};

/// Longest time for which a record is kept, in milliseconds: fourteen days, however long a session lives.
const LONGEST: f64 = 14.0 * 24.0 * 60.0 * 60.0 * 1000.0;

/// What is to be kept.
pub struct Fresh {
    /// Name of the session that is no secret.
    pub session: String,
    /// How much longer that session lives at most, in milliseconds.
    pub life: f64,
    /// The rulebook in force, as text.
    pub rulebook: String,
    /// The rulebook that is announced, as text.
    pub announced: Option<String>,
    /// What opens the drafts on this device.
    pub drafts_key: DraftsKey,
    /// The lines of the ledger in pieces; of one that is not whole, the first line.
    pub ledger: Array,
    /// Whether that is all of it.
    pub whole: bool,
}

/// Keeps the record as it is now. None where it is not wanted: the wish is another holder's, or is gone,
/// or nobody is signed in any more by the time that it is there (`still` says so).
pub(super) async fn keep(api: Api, still: impl Fn() -> bool) -> Result<Option<Held>, Trouble> {
    let (session, life) = api.session().await.map_err(Trouble::Api)?;
    let drafts_key = api.drafts_key().await.map_err(Trouble::Api)?;
    if word::holder().as_ref() != Some(&drafts_key.holder) {
        word::forget();
        return Ok(None);
    }
    if let Ok(Some(before)) = get().await
        && before.session != session
    {
        word::erase();
    }
    let holder = drafts_key.holder.clone();
    let (rulebook, announced, ledger) =
        futures::join!(api.rulebook(), api.announced(), api.ledger(MOST));
    let ledger = ledger.map_err(Trouble::Api)?;
    let fresh = Fresh {
        session,
        life,
        rulebook: rulebook.map_err(Trouble::Api)?,
        announced: announced.map_err(Trouble::Api)?,
        drafts_key,
        ledger: ledger.pieces,
        whole: ledger.whole,
    };
    let held = store(&fresh, js_sys::Date::now()).await?;
    // Somebody may have signed out meanwhile, here or in another tab.
    if word::holder() == Some(holder) && still() {
        Ok(Some(held))
    } else {
        word::erase();
        Ok(None)
    }
}

/// Packs, seals and keeps what arrived at a moment, in milliseconds since 1970.
///
/// # Errors
///
/// Why the device does not; [`ApiError::SignedOut`] for a session that is over.
pub async fn store(fresh: &Fresh, now: f64) -> Result<Held, Trouble> {
    let refused = Trouble::Device(Why::Refused);
    let expires = now + fresh.life.min(LONGEST);
    // As one comparison, so that a length of time that is no number is over too.
    if !matches!(expires.partial_cmp(&now), Some(std::cmp::Ordering::Greater)) {
        return Err(Trouble::Api(ApiError::SignedOut));
    }
    let head = Head {
        rulebook: fresh.rulebook.clone(),
        announced: fresh.announced.clone(),
        drafts_key: fresh.drafts_key.clone(),
        whole: fresh.whole,
    };
    let Some(packed) = pack(&head, &fresh.ledger).await else {
        return Err(refused);
    };
    // A new key each time: what lies about of the one before cannot be opened with it.
    let Some(key) = new_key().await else {
        return Err(refused);
    };
    let Some(seal) = Seal::of(fresh.session.clone(), key.clone()) else {
        return Err(refused);
    };
    let Some(sealed) = seal.close(&name(now, expires), 0, &packed).await else {
        return Err(refused);
    };
    let row = Row {
        session: fresh.session.clone(),
        received: now,
        expires,
        key,
        sealed,
    };
    put(&row).await.map_err(Trouble::Device)?;
    Ok(Held {
        received: now,
        expires,
        whole: fresh.whole,
    })
}
