//! The one error of the API and its one conversion to an answer.
//!
//! What the asker did wrong is told in full; what failed inside goes to the log, and the answer
//! only carries the name of the request to look for.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use citizen_score_contract::problem::PROBLEM_JSON;
use citizen_score_contract::{Problem, ProblemCode};
use citizen_score_office::Wrong;
use citizen_score_rules::RulebookError;

use crate::accounts::AccountError;
use crate::exports::ExportError;
use crate::http::request_id;
use crate::oidc::Away;
use crate::openapi::problems;
use crate::paint::FrameError;
use crate::push::NotSent;
use crate::signing::KeyError;
use crate::store::StoreError;

/// A server that is too busy asks to be left alone for so many seconds.
const BUSY_SECONDS: i64 = 10;

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Nobody is signed in.
    #[error("Nobody is signed in")]
    SignedOut,
    /// The code is wrong, used or too old.
    #[error("This did not sign you in")]
    SignInRefused,
    /// Too many wrong tries; to be tried again after so many seconds.
    #[error("Too many tries; wait before the next")]
    TooManyTries(i64),
    /// There is no such thing, or it is someone else's.
    #[error("There is no such thing here")]
    NotFound,
    /// The path exists, the method does not.
    #[error("This path does not take this method")]
    MethodNotAllowed,
    /// A parameter or a field is wrong.
    #[error("The request is wrong")]
    Invalid {
        /// Which one.
        field: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The cursor is not one that this server gave out.
    #[error("The cursor is not one that this server gave out")]
    InvalidCursor,
    /// The body is too large.
    #[error("The body is too large")]
    TooLarge,
    /// The body is not JSON.
    #[error("The body is not JSON")]
    NotJson,
    /// The same `Idempotency-Key` came with another body before.
    #[error("This was sent before with other contents")]
    Conflict,
    /// The case is decided or withdrawn.
    #[error("The case is closed")]
    CaseClosed,
    /// There is an open case of this kind about this entry already.
    #[error("There is an open case about this entry")]
    CaseOpen,
    /// The resident has withdrawn consent to being scored.
    #[error("Consent to being scored is withdrawn")]
    NotScored,
    /// Pairing: nobody has approved it yet.
    #[error("Nobody has approved this yet")]
    AuthorizationPending,
    /// Pairing: the display asked too often.
    #[error("This was asked too often")]
    SlowDown,
    /// Pairing: whoever was asked has refused.
    #[error("This was refused")]
    AccessDenied,
    /// Pairing: it cannot be used, or not any more.
    #[error("This pairing is too old, used, or was never there")]
    ExpiredToken,
    /// A display asked for what only a resident's own device may do.
    #[error("A display may not do this; a resident's own device may")]
    NotOnDisplay,
    /// Something else than a display asked for what only a display may do.
    #[error("Only a display that the city has set up may do this")]
    OnlyOnDisplay,
    /// The visit was extended as often as it can be.
    #[error("The visit cannot be extended any more")]
    NoMoreExtensions,
    /// The request comes from another site.
    #[error("The request comes from another site")]
    CrossSite,
    /// The answer took too long.
    #[error("The server is too busy to answer now")]
    TimedOut,
    /// A push service did not take a message.
    #[error("The push service did not take the message")]
    NotSent(#[from] NotSent),
    /// The identity provider cannot be asked.
    #[error("The identity provider does not answer")]
    Issuer(Away),
    /// No more streams of events can be open.
    #[error("The server is too busy to answer now")]
    TooManyStreams,
    /// The database failed.
    #[error("The server failed")]
    Store(#[from] StoreError),
    /// A ledger could not be counted.
    #[error("The server failed")]
    Account(#[from] Arc<AccountError>),
    /// A record could not be made.
    #[error("The server failed")]
    Export(#[from] ExportError),
    /// The server's secret could not be had.
    #[error("The server failed")]
    Key(#[from] KeyError),
    /// The announced rulebook could not be read.
    #[error("The server failed")]
    Rulebook(#[from] RulebookError),
    /// An answer could not be written.
    #[error("The server failed")]
    Json(#[from] serde_json::Error),
    /// A page could not be painted.
    #[error("The server failed")]
    Frame(#[from] FrameError),
    /// The system gave no randomness.
    #[error("The server failed")]
    Random(#[from] getrandom::Error),
    /// A handler panicked.
    #[error("The server failed")]
    Panicked(String),
}

impl ApiError {
    /// A field that is wrong, and how.
    pub fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            detail: detail.into(),
        }
    }

    /// Whether the database is out of reach, and the same may be asked again later.
    fn is_out_of_reach(&self) -> bool {
        let error = match self {
            Self::Store(error)
            | Self::Key(KeyError::Store(error))
            | Self::Export(ExportError::Store(error)) => error,
            Self::Account(error) => match &**error {
                AccountError::Store(error) => error,
                _ => return false,
            },
            _ => return false,
        };
        error.is_out_of_reach()
    }

    /// What an asker can tell it by; the status goes by that.
    fn code(&self) -> ProblemCode {
        use ProblemCode as Code;
        if self.is_out_of_reach() {
            return Code::Unavailable;
        }
        match self {
            Self::SignedOut => Code::SignedOut,
            Self::SignInRefused => Code::SignInRefused,
            Self::TooManyTries(_) => Code::TooManyTries,
            Self::NotFound => Code::NotFound,
            Self::MethodNotAllowed => Code::MethodNotAllowed,
            Self::Invalid { .. } => Code::Invalid,
            Self::InvalidCursor => Code::InvalidCursor,
            Self::TooLarge => Code::TooLarge,
            Self::NotJson => Code::NotJson,
            Self::Conflict => Code::Conflict,
            Self::CaseClosed => Code::CaseClosed,
            Self::CaseOpen => Code::CaseOpen,
            Self::NotScored => Code::NotScored,
            Self::AuthorizationPending => Code::AuthorizationPending,
            Self::SlowDown => Code::SlowDown,
            Self::AccessDenied => Code::AccessDenied,
            Self::ExpiredToken => Code::ExpiredToken,
            Self::NotOnDisplay => Code::NotOnDisplay,
            Self::OnlyOnDisplay => Code::OnlyOnDisplay,
            Self::NoMoreExtensions => Code::NoMoreExtensions,
            Self::CrossSite => Code::CrossSite,
            Self::TimedOut | Self::TooManyStreams | Self::NotSent(_) | Self::Issuer(_) => {
                Code::Unavailable
            }
            Self::Store(_)
            | Self::Account(_)
            | Self::Export(_)
            | Self::Key(_)
            | Self::Rulebook(_)
            | Self::Json(_)
            | Self::Frame(_)
            | Self::Random(_)
            | Self::Panicked(_) => Code::Internal,
        }
    }

    /// Seconds after which to ask again.
    fn retry_after(&self) -> Option<i64> {
        match self {
            Self::TooManyTries(seconds) => Some(*seconds),
            Self::TimedOut | Self::TooManyStreams | Self::NotSent(_) | Self::Issuer(_) => {
                Some(BUSY_SECONDS)
            }
            failed if failed.is_out_of_reach() => Some(BUSY_SECONDS),
            _ => None,
        }
    }

    fn log(&self, request_id: &str) {
        match self {
            Self::Store(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Account(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Export(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Key(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Rulebook(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Json(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Frame(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Random(error) => tracing::error!(request_id, %error, "a request failed"),
            Self::Panicked(error) => tracing::error!(request_id, %error, "a handler panicked"),
            Self::TimedOut => tracing::warn!(request_id, "a request took too long"),
            Self::NotSent(error) => tracing::warn!(request_id, %error, "a message was not sent"),
            Self::Issuer(error) => tracing::warn!(request_id, %error, "nobody can sign in there"),
            Self::TooManyStreams => tracing::warn!(request_id, "all streams are taken"),
            told => tracing::debug!(request_id, reason = %told, "a request was refused"),
        }
    }
}

impl From<Wrong> for ApiError {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Field { field, detail } => Self::Invalid { field, detail },
            Wrong::Cursor => Self::InvalidCursor,
            Wrong::NotJson => Self::NotJson,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let request_id = request_id::current();
        self.log(&request_id);
        let code = self.code();
        let status = problems::of(code).0;
        let (detail, field) = match &self {
            Self::Invalid { field, detail } => (Some(detail.clone()), Some(field.clone())),
            Self::InvalidCursor => (None, Some("cursor".to_owned())),
            _ => (None, None),
        };
        let problem = Problem {
            kind: format!("/problems/{}", problems::name(code)),
            title: if self.is_out_of_reach() {
                Self::TimedOut.to_string()
            } else {
                self.to_string()
            },
            status,
            code,
            request_id,
            detail,
            field,
        };
        let body = serde_json::to_vec(&problem).map_or_else(|_| Body::empty(), Body::from);
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
