//! `GET /me/access-log`: who looked at the record, newest first, as pages or as a table.

mod csv;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use citizen_score_contract::AccessPage;
use citizen_score_office::accesses::Asked;
use citizen_score_office::cursor::accesses::after;

use super::{SignedIn, private};
use crate::error::ApiError;
use crate::state::AppState;

/// Answers with a page, or with all of it as a file.
pub async fn list(
    State(state): State<AppState>,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref().unwrap_or_default())?;
    if asked.csv {
        signed_in.on_own_device()?;
        let resident = signed_in.holder.resident;
        return Ok(csv::answer(&state, resident, asked.filter));
    }
    let resident = signed_in.holder.resident;
    // One more than asked says whether there is a next page.
    let (before, most) = (asked.before.unwrap_or(i64::MAX), asked.limit + 1);
    let mut accesses = state
        .store
        .accesses(&resident, &asked.filter, before, most)
        .await?;
    let more = accesses.len() > asked.limit as usize;
    accesses.truncate(asked.limit as usize);
    let next_cursor = accesses.last().filter(|_| more).map(after);
    let page = AccessPage {
        accesses,
        next_cursor,
    };
    private(&headers, &page)
}
