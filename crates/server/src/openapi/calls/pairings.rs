//! `/pairings` and what is below it, described.

use citizen_score_contract::ProblemCode::{
    AccessDenied, AuthorizationPending, CrossSite, ExpiredToken, SignedOut, SlowDown, TooManyTries,
};
use citizen_score_contract::{AskToken, NewPairing, Pairing, Session};
use serde_json::json;

use crate::openapi::call::{Call, Who, get, post};
use crate::openapi::parameters::{Parameter, text};

pub fn calls() -> Vec<Call> {
    vec![
        post("/api/v1/pairings", "makePairing", Who::Display)
            .says(
                "Ask to be let in by a phone",
                "A display has three pairings that can be approved at most; a newer one makes the oldest void.",
            )
            .takes_nothing()
            .gives::<NewPairing>(201, "The codes to show, and the one to ask with.")
.leads(&["getPairing", "approvePairing", "refusePairing"], "user_code", "/user_code"),
        post("/api/v1/pairings/token", "askToken", Who::Display)
            .says(
                "Wait for the answer, and sign in",
                "The server holds the request until somebody has answered, at most 15 seconds.",
            )
            .takes::<AskToken>()
            .gives::<Session>(200, "Approved: the visit, with its cookie, once.")
            .has("Set-Cookie")
            .refuses(&[AuthorizationPending, SlowDown, ExpiredToken, AccessDenied, SignedOut]),
        phone(
            get("/api/v1/pairings/{user_code}", "getPairing", Who::OwnDevice),
            "Which display asks, and how far it is",
        )
        .named()
        .refuses(&[CrossSite]),
        phone(
            post("/api/v1/pairings/{user_code}/approve", "approvePairing", Who::OwnDevice).takes_nothing(),
            "Let the display in",
        ),
        phone(
            post("/api/v1/pairings/{user_code}/refuse", "refusePairing", Who::OwnDevice).takes_nothing(),
            "Do not let the display in",
        ),
    ]
}

/// What the three calls of a phone have in common.
fn phone(call: Call, summary: &'static str) -> Call {
    let about = "Small letters, spaces and hyphens in the code do not matter. Without the key, a pairing that is not \
                 waiting is `not_found`, but for whoever has answered it. Five wrong codes are free; whoever has the key \
                 is never held up. The first answer to a pairing holds.";
    let key = json!({ "type": "string" });
    call.says(summary, about)
        .with(Parameter::path(
            "user_code",
            "The short code that the display shows.",
            text(),
        ))
        .with(Parameter::query(
            "key",
            "The key of the QR code, where it was scanned.",
            key,
        ))
        .gives::<Pairing>(200, "The pairing.")
        .refuses(&[TooManyTries])
}
