//! `GET /me/drafts-key`, described.

use citizen_score_contract::DraftsKey;

use crate::openapi::call::{Call, Who, get};

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/v1/me/drafts-key", "getDraftsKey", Who::OwnDevice)
            .says(
                "The key of the own drafts",
                "The same at every sign-in of a resident, and another for everybody else. A request that names a \
                 `holder` in the header `Drafts-Holder` is `signed_out` where somebody else is signed in by now.",
            )
            .gives_named::<DraftsKey>("The key."),
    ]
}
