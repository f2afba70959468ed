//! Reading a JSON body, with an answer for every way in which it can be wrong.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use citizen_score_office::body as json;
use serde::de::DeserializeOwned;

use super::body;
use crate::error::ApiError;

pub use json::MAX_BODY;

/// A body of JSON.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// A body of JSON, and its bytes as they were sent.
#[derive(Debug)]
pub struct Sent<T> {
    /// What it says.
    pub value: T,
    /// The bytes.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let sent = Sent::from_request(request, state).await?;
        Ok(Self(sent.value))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        if !json::is_json(kind(request.headers())) {
            return Err(ApiError::NotJson);
        }
        let bytes = body::read(request, MAX_BODY).await?;
        let value = json::read(&bytes)?;
        Ok(Self { value, bytes })
    }
}

/// Reads the body of a call that takes none: nothing, or `{}`.
///
/// # Errors
///
/// [`ApiError`] for anything else.
pub async fn read_nothing(request: Request) -> Result<(), ApiError> {
    let kind = kind(request.headers()).map(str::to_owned);
    let bytes = body::read(request, MAX_BODY).await?;
    Ok(json::read_nothing(kind.as_deref(), &bytes)?)
}

fn kind(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
}
