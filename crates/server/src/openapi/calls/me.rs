//! `GET /me`, described.

use citizen_score_contract::{Me, ProblemCode};

use crate::openapi::call::{Call, Who, get};

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/v1/me", "getMe", Who::SignedIn)
            .says(
                "The own standing",
                "Score, tier, next tier and margin as of today; an entry may lapse overnight. `entry_count` and \
                 `revision` together name one state of the ledger.",
            )
            .gives_named::<Me>("The standing.")
            .refuses(&[ProblemCode::NotScored]),
    ]
}
