//! Why a request is not answered as asked, worded as the server words it.

use citizen_score_contract::problem::PROBLEM_JSON;
use citizen_score_contract::{Problem, ProblemCode};
use citizen_score_office::Wrong;

use crate::request::Response;

/// Why a request is not answered as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The code.
    pub code: ProblemCode,
    /// The field that is wrong.
    pub field: Option<String>,
    /// What is wrong with it; of what failed inside, for developers: it is not told.
    pub detail: Option<String>,
}

impl From<ProblemCode> for Refused {
    fn from(code: ProblemCode) -> Self {
        Self {
            code,
            field: None,
            detail: None,
        }
    }
}

impl From<Wrong> for Refused {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Field { field, detail } => Self {
                code: ProblemCode::Invalid,
                field: Some(field),
                detail: Some(detail),
            },
            Wrong::Cursor => Self {
                code: ProblemCode::InvalidCursor,
                field: Some("cursor".to_owned()),
                detail: None,
            },
            Wrong::NotJson => ProblemCode::NotJson.into(),
        }
    }
}

impl Refused {
    /// A field that is wrong, and how.
    pub fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Wrong::field(field, detail).into()
    }

    /// Something that failed inside.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self {
            detail: Some(error.to_string()),
            ..ProblemCode::Internal.into()
        }
    }

    /// As it is answered.
    #[must_use]
    pub fn response(self, request_id: String) -> Response {
        let (status, title) = told(self.code);
        let name = serde_json::to_value(self.code).ok();
        let name = name.as_ref().and_then(serde_json::Value::as_str);
        let detail = self.detail.filter(|_| self.code != ProblemCode::Internal);
        let problem = Problem {
            kind: format!("/problems/{}", name.unwrap_or("internal")),
            title: title.to_owned(),
            status,
            code: self.code,
            request_id,
            detail,
            field: self.field,
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        Response::of(status, PROBLEM_JSON, body)
    }
}

/// Status and title of a problem.
#[must_use]
pub const fn told(code: ProblemCode) -> (u16, &'static str) {
    use ProblemCode as Code;
    match code {
        Code::SignedOut => (401, "Nobody is signed in"),
        Code::SignInRefused => (401, "This did not sign you in"),
        Code::TooManyTries => (429, "Too many tries; wait before the next"),
        Code::NotFound => (404, "There is no such thing here"),
        Code::MethodNotAllowed => (405, "This path does not take this method"),
        Code::Invalid => (400, "The request is wrong"),
        Code::InvalidCursor => (400, "The cursor is not one that this server gave out"),
        Code::TooLarge => (413, "The body is too large"),
        Code::NotJson => (415, "The body is not JSON"),
        Code::Conflict => (409, "This was sent before with other contents"),
        Code::CaseClosed => (409, "The case is closed"),
        Code::CaseOpen => (409, "There is an open case about this entry"),
        Code::NotScored => (403, "Consent to being scored is withdrawn"),
        Code::AuthorizationPending => (400, "Nobody has approved this yet"),
        Code::SlowDown => (400, "This was asked too often"),
        Code::AccessDenied => (403, "This was refused"),
        Code::ExpiredToken => (400, "This pairing is too old, used, or was never there"),
        Code::NotOnDisplay => (
            403,
            "A display may not do this; a resident's own device may",
        ),
        Code::OnlyOnDisplay => (403, "Only a display that the city has set up may do this"),
        Code::NoMoreExtensions => (409, "The visit cannot be extended any more"),
        Code::CrossSite => (403, "The request comes from another site"),
        Code::Unavailable => (503, "The server is too busy to answer now"),
        Code::Internal | Code::Other => (500, "The server failed"),
    }
}
