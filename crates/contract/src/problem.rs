//! Errors of the API: `application/problem+json` (RFC 9457).

use serde::{Deserialize, Serialize};

/// Media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What went wrong, as the server says it. The client words it by `code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A URI that names the kind of problem; relative to the server.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^/problems/[a-z_]+$")))]
    #[serde(rename = "type")]
    pub kind: String,
    /// A short sentence in English, for developers.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 400, max = 599)))]
    pub status: u16,
    /// Stable code; clients decide by it.
    pub code: ProblemCode,
    /// Name of the request in the server's log, to be quoted when asking for help.
    pub request_id: String,
    /// What is wrong with this request in particular, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The offending field or parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// Stable code of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Nobody is signed in, or the session has ended (401).
    SignedOut,
    /// The sign-in code is wrong, used or too old; which of these is not said (401).
    SignInRefused,
    /// Too many tries; the answer's `Retry-After` says how many seconds to wait (429).
    TooManyTries,
    /// There is no such thing, or it belongs to someone else (404).
    NotFound,
    /// The path exists and the method does not (405).
    MethodNotAllowed,
    /// A parameter or the body is wrong; `field` says which (400).
    Invalid,
    /// The cursor is not one that this server gave out (400).
    InvalidCursor,
    /// The same `Idempotency-Key` came with another body before (409).
    Conflict,
    /// The case is decided or withdrawn, and nothing more can happen to it (409).
    CaseClosed,
    /// There is an open case of this kind about this entry already (409).
    CaseOpen,
    /// The resident has withdrawn consent to being scored, so nothing is computed (403).
    NotScored,
    /// Pairing: nobody has approved it yet; ask again (400).
    AuthorizationPending,
    /// Pairing: the same display asked twice at once, or too often (400).
    SlowDown,
    /// Pairing: whoever was asked has refused (403).
    AccessDenied,
    /// Pairing: it is too old, used, or was never there (400).
    ExpiredToken,
    /// A display asked for something that only a resident's own device may do (403).
    NotOnDisplay,
    /// Only a display that the city has set up may ask for this (403).
    OnlyOnDisplay,
    /// The visit has been extended as often as it can be (409).
    NoMoreExtensions,
    /// The body is too large (413).
    TooLarge,
    /// The body is not JSON (415).
    NotJson,
    /// The request came from another site (403).
    CrossSite,
    /// Something failed on the server (500).
    Internal,
    /// The server cannot answer now (503).
    Unavailable,
    /// A code that this version of the client does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    #[serde(other)]
    Other,
}
