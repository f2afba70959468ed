//! How calls refuse: each code with its status, and when it comes.

use std::collections::BTreeMap;

use citizen_score_contract::ProblemCode::{
    self, AccessDenied, AuthorizationPending, CaseClosed, CaseOpen, Conflict, CrossSite,
    ExpiredToken, Internal, Invalid, InvalidCursor, MethodNotAllowed, NoMoreExtensions, NotFound,
    NotJson, NotOnDisplay, NotScored, OnlyOnDisplay, Other, SignInRefused, SignedOut, SlowDown,
    TooLarge, TooManyTries, Unavailable,
};

use super::call::{Body, Call, Who};

/// The status of a code, and when it comes.
#[must_use]
pub const fn of(code: ProblemCode) -> (u16, &'static str) {
    match code {
        Invalid => (
            400,
            "a parameter or a field is wrong, unknown or given twice; `field` names it",
        ),
        InvalidCursor => (400, "the cursor is not one that this server gave out"),
        AuthorizationPending => (400, "nobody has answered yet: ask again at once"),
        SlowDown => (
            400,
            "another request is held already: wait `interval` seconds",
        ),
        ExpiredToken => (
            400,
            "the pairing is void, used, another display's, or never was",
        ),
        SignedOut => (401, "nobody is signed in, or the session has ended"),
        SignInRefused => (401, "this did not sign you in; why is not said"),
        AccessDenied => (403, "whoever was asked has refused"),
        NotOnDisplay => (403, "a visit at a shared display may not do this"),
        OnlyOnDisplay => (403, "only a shared display, or a visit there, may do this"),
        NotScored => (403, "the resident has withdrawn consent to being scored"),
        CrossSite => (403, "the request came from another site"),
        NotFound => (404, "there is no such thing, or it is someone else's"),
        MethodNotAllowed => (405, "the path exists, the method does not"),
        Conflict => (
            409,
            "the same `Idempotency-Key` came with another request before",
        ),
        NoMoreExtensions => (409, "the visit was extended ten times"),
        CaseClosed => (
            409,
            "the case is decided or withdrawn, or no question is open",
        ),
        CaseOpen => (409, "a case of this kind about this entry is open"),
        TooLarge => (413, "the body is too large"),
        NotJson => (415, "the body is not `application/json`"),
        TooManyTries => (429, "wait as long as `Retry-After` says"),
        Internal => (500, "the server failed; its log says how"),
        Unavailable => (
            503,
            "the server has no time; `Retry-After` says when to ask again",
        ),
        Other => (500, "never sent"),
    }
}

/// The name of a code.
#[must_use]
pub fn name(code: ProblemCode) -> String {
    let text = serde_json::to_string(&code).unwrap_or_default();
    text.trim_matches('"').to_owned()
}

/// How a call can refuse, by status.
#[must_use]
pub fn by_status(call: &Call) -> BTreeMap<u16, Vec<ProblemCode>> {
    let mut all = call.problems.clone();
    let writes = call.method != "get";
    match call.who {
        Who::Everyone => {}
        Who::SignedIn if writes => all.extend([SignedOut, NotOnDisplay]),
        Who::SignedIn => all.push(SignedOut),
        Who::OwnDevice => all.extend([SignedOut, NotOnDisplay]),
        Who::Display => all.push(OnlyOnDisplay),
        Who::Visit => all.extend([SignedOut, OnlyOnDisplay]),
    }
    if writes {
        all.push(CrossSite);
    }
    match call.body {
        Body::None => {}
        Body::Nothing | Body::Json(_) => all.extend([Invalid, TooLarge, NotJson]),
        Body::File => all.extend([Invalid, TooLarge]),
    }
    for parameter in &call.parameters {
        match (parameter.place, parameter.name) {
            ("path", _) => all.push(NotFound),
            ("query", "cursor") => all.extend([Invalid, InvalidCursor]),
            ("query", _) => all.push(Invalid),
            ("header", "Idempotency-Key") => all.extend([Invalid, Conflict]),
            _ => {}
        }
    }
    all.extend([Internal, Unavailable]);
    let mut found: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in all {
        let codes = found.entry(of(code).0).or_default();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    found
}
