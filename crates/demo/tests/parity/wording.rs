//! Every problem is worded as the server words it.

use axum::response::IntoResponse as _;
use citizen_score_contract::ProblemCode;
use citizen_score_demo::refused::told;
use citizen_score_server::error::ApiError;
use http_body_util::BodyExt as _;
use serde_json::Value;

#[tokio::test]
async fn titles_and_statuses_are_those_of_the_server() {
    for (error, code) in [
        (ApiError::SignedOut, ProblemCode::SignedOut),
        (ApiError::SignInRefused, ProblemCode::SignInRefused),
        (ApiError::TooManyTries(1), ProblemCode::TooManyTries),
        (ApiError::NotFound, ProblemCode::NotFound),
        (ApiError::MethodNotAllowed, ProblemCode::MethodNotAllowed),
        (ApiError::invalid("a", "b"), ProblemCode::Invalid),
        (ApiError::InvalidCursor, ProblemCode::InvalidCursor),
        (ApiError::TooLarge, ProblemCode::TooLarge),
        (ApiError::NotJson, ProblemCode::NotJson),
        (ApiError::Conflict, ProblemCode::Conflict),
        (ApiError::CaseClosed, ProblemCode::CaseClosed),
        (ApiError::CaseOpen, ProblemCode::CaseOpen),
        (ApiError::NotScored, ProblemCode::NotScored),
        (
            ApiError::AuthorizationPending,
            ProblemCode::AuthorizationPending,
        ),
        (ApiError::SlowDown, ProblemCode::SlowDown),
        (ApiError::AccessDenied, ProblemCode::AccessDenied),
        (ApiError::ExpiredToken, ProblemCode::ExpiredToken),
        (ApiError::NotOnDisplay, ProblemCode::NotOnDisplay),
        (ApiError::OnlyOnDisplay, ProblemCode::OnlyOnDisplay),
        (ApiError::NoMoreExtensions, ProblemCode::NoMoreExtensions),
        (ApiError::CrossSite, ProblemCode::CrossSite),
        (ApiError::TimedOut, ProblemCode::Unavailable),
        (ApiError::Panicked("x".into()), ProblemCode::Internal),
    ] {
        let body = error.into_response().into_body().collect().await.unwrap();
        let problem: Value = serde_json::from_slice(&body.to_bytes()).unwrap();
        let (status, title) = told(code);
        assert_eq!(problem["title"], title);
        assert_eq!(problem["status"], status);
        assert_eq!(problem["code"], serde_json::to_value(code).unwrap());
    }
}
