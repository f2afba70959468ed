//! `GET /me/record`: the whole record to take along, signed as JSON, or as a table.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, VARY};
use axum::response::Response;
use chrono::NaiveDate;

use super::SignedIn;
use super::ledger::{Csv, lines};
use crate::error::ApiError;
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
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let holder = signed_in.holder;
    match read_format(query.as_deref().unwrap_or_default())? {
        Format::Json => {
            let export = state.exports.record(holder, state.clock.now()).await?;
            Ok(file(
                export.file.into(),
                "application/json",
                export.as_of,
                "json",
            ))
        }
        Format::Csv => {
            let today = state.clock.today();
            let account = state.accounts.of(&holder, today).await?;
            let body = lines(&state, &holder, account, Csv);
            Ok(file(
                body,
                "text/csv; charset=utf-8; header=present",
                today,
                "csv",
            ))
        }
    }
}

fn read_format(query: &str) -> Result<Format, ApiError> {
    let mut format = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name != "format" {
            let shown: String = name.chars().take(40).collect();
            return Err(ApiError::invalid(shown, "is not a parameter of this call"));
        }
        let read = match value {
            "json" => Format::Json,
            "csv" => Format::Csv,
            _ => return Err(ApiError::invalid("format", "must be json or csv")),
        };
        if format.replace(read).is_some() {
            return Err(ApiError::invalid("format", "is given twice"));
        }
    }
    Ok(format.unwrap_or(Format::Json))
}

/// A file to be saved, which nobody on the way keeps. It carries no `ETag`: each is made anew.
fn file(body: Body, kind: &'static str, day: NaiveDate, ending: &str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    let name = format!("attachment; filename=\"citizen-score-record-{day}.{ending}\"");
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
