//! The access log as a table for spreadsheets, as long as it is.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use citizen_score_office::tables::accesses::{NAMES, row};
use citizen_score_office::tables::cells::MARK;
use futures_util::stream;

use crate::error::ApiError;
use crate::http::file;
use crate::state::AppState;
use crate::store::AccessFilter;

/// Rows that are read at once.
const PIECE: u32 = 500;

/// A walk through the log, newest first: what is logged meanwhile does not come into it.
struct Walk {
    state: AppState,
    resident: String,
    filter: AccessFilter,
    /// Number of the row that was sent last.
    before: i64,
    begun: bool,
    ended: bool,
}

/// Answers with a file.
pub fn answer(state: &AppState, resident: String, filter: AccessFilter) -> Response {
    let walk = Walk {
        state: state.clone(),
        resident,
        filter,
        before: i64::MAX,
        begun: false,
        ended: false,
    };
    let pieces = stream::try_unfold(walk, async |mut walk| match walk.next().await {
        Ok(piece) => Ok(piece.map(|piece| (piece, walk))),
        Err(error) => {
            // The answer has begun, so all that is left is to break it off.
            tracing::error!(%error, detail = ?error, "a stream of an access log broke off");
            Err(error)
        }
    });
    let name = format!("citizen-score-access-{}.csv", state.clock.today());
    file::answer(Body::from_stream(pieces), file::CSV, &name)
}

impl Walk {
    async fn next(&mut self) -> Result<Option<Bytes>, ApiError> {
        if self.ended {
            return Ok(None);
        }
        let mut out = String::new();
        if !self.begun {
            out.push_str(MARK);
            out.push_str(NAMES);
            self.begun = true;
        }
        let store = &self.state.store;
        let rows = store
            .accesses(&self.resident, &self.filter, self.before, PIECE)
            .await?;
        self.ended = rows.len() < PIECE as usize;
        let last = rows.last().and_then(|row| i64::try_from(row.number).ok());
        self.before = last.unwrap_or(self.before);
        for access in &rows {
            out.push_str(&row(access));
        }
        Ok(Some(out.into()))
    }
}
