//! `GET /me/entries` and `GET /me/entries/{id}`: the ledger, newest first.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use citizen_score_contract::EntriesPage;
use citizen_score_contract::entries::{DEFAULT_LIMIT, MAX_LIMIT};
use citizen_score_rules::ledger::MAX_TEXT;

use citizen_score_office::cursor::entries as cursor;
use citizen_score_office::page::Asked;

use super::{SignedIn, ledger, private};
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::Holder;

/// Answers with a page.
pub async fn list(
    State(state): State<AppState>,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let query = query.as_deref().unwrap_or_default();
    let holder = &signed_in.holder;
    if ledger::is_wanted(&headers) {
        return whole(&state, holder, query, &headers).await;
    }
    let asked = Asked::read(query, DEFAULT_LIMIT, MAX_LIMIT, cursor::read)?;
    let views = state.views(holder).await?;
    let mut found = state
        .store
        // One more than asked says whether there is a next page.
        .entries(
            &holder.resident,
            holder.ledger_head,
            asked.after.as_ref(),
            asked.limit + 1,
        )
        .await?;
    let more = found.len() > asked.limit as usize;
    found.truncate(asked.limit as usize);
    let next_cursor = found.last().filter(|_| more).map(cursor::after);
    let entries = found.into_iter().map(|entry| views.of(entry)).collect();
    private(
        &headers,
        &EntriesPage {
            entries,
            next_cursor,
        },
    )
}

/// Answers with the whole ledger as lines of JSON, of which there are no pages.
async fn whole(
    state: &AppState,
    holder: &Holder,
    query: &str,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let named = query.split(['=', '&']).find(|name| !name.is_empty());
    if let Some(name) = named {
        let shown: String = name.chars().take(40).collect();
        let problem = "is not a parameter of the whole ledger, which has no pages";
        return Err(ApiError::invalid(shown, problem));
    }
    ledger::answer(state, holder, headers).await
}

/// Answers with one entry of the asker's own ledger. Another's is as unknown as one that does not
/// exist.
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    // A path that is not UTF-8 names nothing.
    let Path(id) = id.map_err(|_| ApiError::NotFound)?;
    if id.len() > MAX_TEXT {
        return Err(ApiError::NotFound);
    }
    let holder = &signed_in.holder;
    let entry = state
        .store
        .entry(&holder.resident, holder.ledger_head, &id)
        .await?;
    let entry = entry.ok_or(ApiError::NotFound)?;
    let views = state.views(holder).await?;
    private(&headers, &views.of(entry))
}
