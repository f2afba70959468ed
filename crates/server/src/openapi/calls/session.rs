//! `GET`, `POST` and `DELETE /session`, and `POST /session/extend`, described.

use citizen_score_contract::ProblemCode::{
    NoMoreExtensions, OnlyOnDisplay, SignInRefused, SignedOut, TooManyTries,
};
use citizen_score_contract::{ExtendSession, Session, SignIn};

use crate::openapi::call::{Call, Who, delete, get, post};

const SESSION: &str = "/api/v1/session";

pub fn calls() -> Vec<Call> {
    vec![
        get(SESSION, "getSession", Who::SignedIn)
            .says(
                "Who is signed in, and until when",
                "Asking prolongs the session on a resident's own device, and no visit at a display.",
            )
            .gives_named::<Session>("The session."),
        post(SESSION, "signIn", Who::Everyone)
            .says(
                "Sign in",
                "With a one-time code from the desk, or in a demo as a made-up resident. Five wrong tries from an \
                 address are free; then each has to wait, longer every time. At a shared display a visit begins. \
                 Whoever was signed in before in this browser no longer is.",
            )
            .takes::<SignIn>()
            .gives::<Session>(200, "Signed in; the cookie is the session.")
            .has("Set-Cookie")
            .refuses(&[SignInRefused, SignedOut, TooManyTries, OnlyOnDisplay]),
        delete(SESSION, "signOut", Who::Everyone)
            .says(
                "Sign out",
                "On the server too, and good also for nobody. A page that cannot reach the server leaves the cookie \
                 `cs_sign_out=1` instead: whatever is asked next ends the session first.",
            )
            .gives_nothing("Nobody is signed in here any more.")
            .has("Set-Cookie"),
        post("/api/v1/session/extend", "extendVisit", Who::Visit)
            .says(
                "Let a visit at a shared display go on",
                "No other request prolongs a visit. With `limit` the visitor asks for another whole visit's time, ten \
                 times at most; without it, only the idle time begins anew.",
            )
            .takes::<ExtendSession>()
            .gives::<Session>(200, "The session as it is now.")
            .refuses(&[NoMoreExtensions]),
    ]
}
