//! `/me/push`, described.

use citizen_score_contract::ProblemCode::{NotFound, TooManyTries, Unavailable};
use citizen_score_contract::push::{Push, Subscribe};

use crate::openapi::call::{Call, Who, delete, get, post, put};

const PUSH: &str = "/api/v1/me/push";

pub fn calls() -> Vec<Call> {
    vec![
        get(PUSH, "getPush", Who::OwnDevice)
            .says(
                "What this session is told while the app is closed",
                "And the server's public key, which is null where it sends nothing.",
            )
            .gives_named::<Push>("What can be had, and what this session has."),
        put(PUSH, "subscribe", Who::OwnDevice)
            .says(
                "Ask to be told, or change it",
                "The endpoint has to be at a push service that the server sends to, and belongs to the session that sent \
                 it last. Where the server sends nothing it is `not_found`.",
            )
            .takes::<Subscribe>()
            .gives::<Push>(200, "What this session has now.")
            .refuses(&[NotFound]),
        delete(PUSH, "unsubscribe", Who::OwnDevice)
            .says("Be told nothing more", "Also good where there is nothing to end.")
            .gives_nothing("This session is told nothing."),
        post("/api/v1/me/push/test", "testPush", Who::OwnDevice)
            .says(
                "Send a message now",
                "Also in quiet hours, once in 10 seconds. `not_found`: nothing was asked for, or the push service does \
                 not know the browser any more. `unavailable`: it did not take the message.",
            )
            .takes_nothing()
            .gives_nothing("The push service has taken it.")
            .refuses(&[NotFound, TooManyTries, Unavailable]),
    ]
}
