//! Reading a JSON body, with an answer for every way in which it can be wrong.

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::body;
use crate::error::ApiError;

/// Largest body of JSON, in bytes: a case in Chinese with names of files needs half of it.
pub const MAX_BODY: usize = 32 * 1024;

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
        if !is_json(&request) {
            return Err(ApiError::NotJson);
        }
        let bytes = body::read(request, MAX_BODY).await?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            // JSON that is broken is broken as a whole; the path only says how far it was read.
            let is_whole = path == "." || !error.inner().is_data();
            let field = if is_whole { "body".to_owned() } else { path };
            ApiError::invalid(field, error.into_inner().to_string())
        })?;
        reader
            .end()
            .map_err(|error| ApiError::invalid("body", error.to_string()))?;
        Ok(Self { value, bytes })
    }
}

/// Reads the body of a call that takes none: nothing, or `{}`.
///
/// # Errors
///
/// [`ApiError`] for anything else.
pub async fn read_nothing(request: Request) -> Result<(), ApiError> {
    let is_json = is_json(&request);
    let bytes = body::read(request, MAX_BODY).await?;
    if bytes.is_empty() {
        return Ok(());
    }
    if !is_json {
        return Err(ApiError::NotJson);
    }
    let read: Result<serde_json::Map<String, serde_json::Value>, _> =
        serde_json::from_slice(&bytes);
    let fields = read.map_err(|error| ApiError::invalid("body", error.to_string()))?;
    match fields.keys().next() {
        None => Ok(()),
        Some(name) => {
            let shown: String = name.chars().take(40).collect();
            Err(ApiError::invalid(shown, "is not a field of this call"))
        }
    }
}

fn is_json(request: &Request) -> bool {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default()
        .trim();
    kind.eq_ignore_ascii_case("application/json")
}
