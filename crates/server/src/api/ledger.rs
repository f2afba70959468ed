//! A whole ledger as a stream, oldest first: lines of JSON for a device that checks it, or a table.
//!
//! It is read from the database piece by piece, as fast as the asker takes it, so a ledger of any length
//! needs the memory of one piece. All of it is of one state: that of the head which the session's holder
//! had when the request came in.

mod csv;
mod ndjson;

use axum::body::Body;
use bytes::Bytes;
use citizen_score_contract::EntryView;
use futures_util::stream;

pub use csv::Csv;
pub use ndjson::{answer, is_wanted};

use crate::error::ApiError;
use crate::scoring::Views;
use crate::state::AppState;
use crate::store::{Holder, Place};

/// Entries that are read at once: some 150 KB of JSON.
const PIECE: u32 = 500;

/// How lines are written.
pub trait Lines: Send + 'static {
    /// Writes what comes before the entries.
    fn begin(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error>;
    /// Writes an entry.
    fn entry(&self, view: &EntryView, out: &mut Vec<u8>) -> Result<(), serde_json::Error>;
    /// Writes what comes after them.
    fn end(&self, entries: u64, out: &mut Vec<u8>) -> Result<(), serde_json::Error>;
}

/// A walk through a ledger.
struct Walk<L> {
    state: AppState,
    resident: String,
    head: i64,
    views: Views,
    lines: L,
    after: Option<Place>,
    sent: u64,
    begun: bool,
    ended: bool,
}

/// A body that holds all entries of the holder.
pub fn lines(state: &AppState, holder: &Holder, views: Views, lines: impl Lines) -> Body {
    let walk = Walk {
        state: state.clone(),
        resident: holder.resident.clone(),
        head: holder.ledger_head,
        views,
        lines,
        after: None,
        sent: 0,
        begun: false,
        ended: false,
    };
    Body::from_stream(stream::try_unfold(walk, async |mut walk| {
        match walk.next().await {
            Ok(piece) => Ok(piece.map(|piece| (piece, walk))),
            Err(error) => {
                // The answer has begun, so all that is left is to break it off.
                tracing::error!(%error, detail = ?error, "a stream of a ledger broke off");
                Err(error)
            }
        }
    }))
}

impl<L: Lines> Walk<L> {
    async fn next(&mut self) -> Result<Option<Bytes>, ApiError> {
        if self.ended {
            return Ok(None);
        }
        let mut out = Vec::new();
        if !self.begun {
            self.lines.begin(&mut out)?;
            self.begun = true;
        }
        let entries = self
            .state
            .store
            .entries_from_oldest(&self.resident, self.head, self.after.as_ref(), PIECE)
            .await?;
        self.ended = entries.len() < PIECE as usize;
        self.sent += entries.len() as u64;
        self.after = entries.last().map(Place::of);
        for entry in entries {
            self.lines.entry(&self.views.of(entry), &mut out)?;
        }
        if self.ended {
            self.lines.end(self.sent, &mut out)?;
        }
        Ok(Some(out.into()))
    }
}
