//! `POST /sign-in/oidc/logout`: the identity provider says that a session is over. It is a server that asks, so
//! nobody's cookie is looked at; what it says counts by its signature.

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use openidconnect::url::form_urlencoded;

use crate::error::ApiError;
use crate::http::json::MAX_BODY;
use crate::http::{body, request_id};
use crate::oidc::OidcError;
use crate::state::AppState;

/// The field of the form.
const FIELD: &str = "logout_token";

/// Ends the sessions that a logout token names.
///
/// # Errors
///
/// [`ApiError::Invalid`] for whatever is wrong with the token, [`ApiError::NotFound`] where no provider is set.
pub async fn told(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let oidc = state.oidc.as_ref().ok_or(ApiError::NotFound)?;
    if !is_form(request.headers()) {
        return Err(unusable("it is no form"));
    }
    let body = body::read(request, MAX_BODY).await?;
    let token = token(&body).ok_or_else(|| unusable("there is not one token"))?;
    let now = state.clock.now();
    let told = match oidc.told_sign_out(&token, now).await {
        Err(OidcError::Refused(why)) => return Err(unusable(why)),
        told => told?,
    };
    let ended = state.store.end_told(&told, now).await?;
    state.tell(&ended.ok_or_else(|| unusable("the logout token was used before"))?);
    let keep = HeaderValue::from_static("no-store");
    Ok((StatusCode::OK, [(CACHE_CONTROL, keep)]).into_response())
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next());
    essence.is_some_and(|it| {
        it.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

/// The one token of a form.
fn token(body: &[u8]) -> Option<String> {
    let fields = form_urlencoded::parse(body);
    let mut tokens = fields.filter(|(name, _)| name == FIELD);
    let (_, token) = tokens.next()?;
    tokens.next().is_none().then(|| token.into_owned())
}

/// One answer for whatever is wrong; the log has the reason.
fn unusable(why: &'static str) -> ApiError {
    let request_id = request_id::current();
    tracing::info!(
        request_id,
        why,
        "a sign-out of the identity provider is refused"
    );
    ApiError::invalid(FIELD, "cannot be used")
}
