//! Brings back what was kept: only what fits, and only in time. All else is thrown away.

use super::kept::{Held, Kept, unpack};
use super::place::{FORMAT, Row, get};
use super::word;
use crate::drafts::seal::Seal;

/// Milliseconds by which a clock may have been set back since; a minute is put right by the network.
const SLACK: f64 = 2.0 * 60.0 * 1000.0;

/// The record as it was kept on this device, if it may still be seen.
pub async fn recall() -> Option<Kept> {
    if word::is_signing_out() || word::holder().is_none() {
        word::forget();
        return None;
    }
    // A browser that fails may have it another time; what does not fit never will.
    let row = get().await.ok()?;
    let kept = match row {
        Some(row) => open(&row, js_sys::Date::now()).await,
        None => None,
    };
    match kept {
        Some(kept) if word::holder().as_ref() == Some(&kept.drafts_key.holder) => Some(kept),
        _ => {
            word::erase();
            None
        }
    }
}

/// Opens a row at a moment. None where it is too late, where the clock has been set back since it was
/// kept, and where it does not open.
pub async fn open(row: &Row, now: f64) -> Option<Kept> {
    if now >= row.expires || now < row.received - SLACK {
        return None;
    }
    let seal = Seal::of(row.session.clone(), row.key.clone())?;
    let name = name(row.received, row.expires);
    let packed = seal.open(&name, &row.sealed).await?;
    let held = Held {
        received: row.received,
        expires: row.expires,
        whole: true,
    };
    unpack(&packed, held).await
}

/// Under which name a record is sealed; with the session, what is bound to it.
pub(super) fn name(received: f64, expires: f64) -> String {
    format!("record {FORMAT} {received} {expires}")
}
