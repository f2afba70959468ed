//! `PUT`, `GET` and `DELETE /me/evidence/{digest}`: files that belong to a case, by content.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::Evidence;
use citizen_score_contract::evidence::{MOST_BYTES, MOST_WAITING};

use super::OnOwnDevice;
use crate::digest;
use crate::error::ApiError;
use crate::http::{body, file};
use crate::state::AppState;
use crate::store::{Dropped, NewFile, Put};
use citizen_score_office::evidence::{extension, is_digest, kind_of, media_type};

/// Keeps a file. What it says it is does not matter: it is looked at.
pub async fn put(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, ApiError> {
    let name = name.ok().map(|Path(name)| name).filter(|it| is_digest(it));
    let name = name.ok_or_else(|| {
        ApiError::invalid("digest", "must be a SHA-256 in lower-case hexadecimal")
    })?;
    let content = body::read(request, MOST_BYTES).await?;
    // Looking through 5 MB takes longer than a request should hold up others.
    let looking = tokio::task::spawn_blocking(move || {
        let found = digest::sha256_hex(&content);
        (kind_of(&content), found, content)
    });
    let (kind, found, content) = looking
        .await
        .map_err(|error| ApiError::Panicked(error.to_string()))?;
    if found != name {
        return Err(ApiError::invalid("digest", "is not that of the body"));
    }
    let kind = kind.map_err(|problem| ApiError::invalid("evidence", problem))?;
    let file = NewFile {
        digest: &name,
        kind,
        content: &content,
    };
    let resident = &signed_in.holder.resident;
    let now = state.clock.now();
    match state
        .store
        .put_evidence(resident, file, MOST_WAITING, now)
        .await?
    {
        Put::Kept => {}
        Put::TooManyWaiting => {
            let problem = format!("{MOST_WAITING} files wait for a case already");
            return Err(ApiError::invalid("evidence", problem));
        }
        Put::TooMuch => {
            let problem = "all your files together are too large";
            return Err(ApiError::invalid("evidence", problem));
        }
    }
    let kept = Evidence {
        digest: name,
        name: String::new(),
        kind,
        bytes: content.len() as u64,
    };
    Ok(personal(serde_json::to_vec(&kept)?.into()))
}

/// Answers with one of the asker's own files, to be saved and not shown in place.
pub async fn show(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    name: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let name = own(name)?;
    let found = state
        .store
        .evidence(&signed_in.holder.resident, &name)
        .await?;
    let (kind, content) = found.ok_or(ApiError::NotFound)?;
    let short: String = name.chars().take(8).collect();
    let named = format!("evidence-{short}.{}", extension(kind));
    Ok(file::answer(content.into(), media_type(kind), &named))
}

/// Deletes one of the asker's own files that no case names.
pub async fn delete(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    name: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let name = own(name)?;
    match state
        .store
        .drop_evidence(&signed_in.holder.resident, &name)
        .await?
    {
        Dropped::Gone => Ok(StatusCode::NO_CONTENT.into_response()),
        Dropped::Unknown => Err(ApiError::NotFound),
        Dropped::Attached => Err(ApiError::invalid(
            "evidence",
            "belongs to a case, and stays with it",
        )),
    }
}

/// The name of a file in a path; what cannot be one names nothing.
fn own(name: Result<Path<String>, PathRejection>) -> Result<String, ApiError> {
    match name {
        Ok(Path(name)) if is_digest(&name) => Ok(name),
        _ => Err(ApiError::NotFound),
    }
}

fn personal(json: Body) -> Response {
    let mut response = Response::new(json);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    response
}
