//! `GET /me/record`: the whole record to take along, signed as JSON, or as a table.

use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::ledger::{Csv, lines};
use citizen_score_office::query;

use super::OnOwnDevice;
use crate::error::ApiError;
use crate::http::file;
use crate::state::AppState;

/// How the record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Csv,
}

/// Answers with a file.
pub async fn show(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let holder = signed_in.holder;
    match read_format(query.as_deref().unwrap_or_default())? {
        Format::Json => {
            if !state.is_scored(&holder) {
                return Err(ApiError::NotScored);
            }
            let export = state.exports.record(holder, state.clock.now()).await?;
            let name = format!("citizen-score-record-{}.json", export.as_of);
            Ok(file::answer(export.file.into(), "application/json", &name))
        }
        Format::Csv => {
            let today = state.clock.today();
            let views = state.views(&holder).await?;
            let body = lines(&state, &holder, views, Csv);
            let name = format!("citizen-score-record-{today}.csv");
            Ok(file::answer(body, file::CSV, &name))
        }
    }
}

fn read_format(query: &str) -> Result<Format, ApiError> {
    let mut format = None;
    for (name, value) in query::pairs(query) {
        if name != "format" {
            return Err(query::unknown(name).into());
        }
        let read = match value {
            "json" => Format::Json,
            "csv" => Format::Csv,
            _ => return Err(ApiError::invalid("format", "must be json or csv")),
        };
        query::once(&mut format, name, read)?;
    }
    Ok(format.unwrap_or(Format::Json))
}
