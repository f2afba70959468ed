//! `POST /display/heartbeat`: a display says that it lives, and asks which build is the newest.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use citizen_score_contract::display::{Heartbeat, HeartbeatAnswer};

use crate::error::ApiError;
use crate::http::json::Json;
use crate::state::AppState;

/// Most letters of the name of a build.
const LONGEST_BUILD: usize = 64;

/// Notes it, and answers.
pub async fn beat(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let display = state.display(request.headers()).await?;
    // Who asks comes before what is asked: nobody else is told what this call takes.
    let display = display.ok_or(ApiError::OnlyOnDisplay)?;
    let Json(heartbeat) = Json::<Heartbeat>::from_request(request, &()).await?;
    let Heartbeat { build, restarts } = heartbeat;
    if !is_build(&build) {
        let detail = "must be 1 to 64 letters, digits and hyphens";
        return Err(ApiError::invalid("build", detail));
    }
    let now = state.clock.now();
    state
        .store
        .heard_of_display(&display, &build, restarts, now)
        .await?;
    let build = state.app.as_ref().map_or("", |app| app.shell.build());
    let answer = HeartbeatAnswer {
        build: build.to_owned(),
    };
    let kind = HeaderValue::from_static("application/json");
    let keep = HeaderValue::from_static("no-store");
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)];
    Ok((headers, serde_json::to_vec(&answer)?).into_response())
}

/// Whether a text can be the name of a build.
fn is_build(text: &str) -> bool {
    (1..=LONGEST_BUILD).contains(&text.len())
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
}
