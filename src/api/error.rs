//! The one error type of the client: everything a request can meet.

use citizen_score_contract::ProblemCode;

/// Name of a request in the server's log, where the server gave one. It is for whoever asks at a desk, and
/// does not make one error another: all names are equal.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub Option<String>);

impl PartialEq for RequestId {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for RequestId {}

/// What a request met instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server could not be reached.
    Offline,
    /// The server did not answer in time.
    TimedOut,
    /// Nobody is signed in any more.
    SignedOut,
    /// It does not exist, or belongs to someone else.
    NotFound,
    /// The server understood and refused.
    Rejected {
        /// Why.
        code: ProblemCode,
        /// Seconds to wait before the next try, where the server named them.
        wait_seconds: Option<u32>,
        /// Name of the request in the server's log.
        request: RequestId,
    },
    /// The server failed.
    Server {
        /// Name of the request in the server's log.
        request: RequestId,
    },
    /// The answer is not what this client understands.
    Unreadable,
}

impl ApiError {
    /// What the server answers for somebody who has withdrawn consent to being scored.
    pub fn not_scored() -> Self {
        Self::Rejected {
            code: ProblemCode::NotScored,
            wait_seconds: None,
            request: RequestId::default(),
        }
    }

    /// Name of the request in the server's log, where the server failed or refused and gave one.
    pub fn request(&self) -> Option<&str> {
        match self {
            Self::Rejected { request, .. } | Self::Server { request } => request.0.as_deref(),
            _ => None,
        }
    }
}
