//! `GET /rulebook`, `GET /rulebook/upcoming` and `GET /keys`, described.

use citizen_score_contract::{Keys, ProblemCode};
use citizen_score_rules::rulebook::RulebookData;

use crate::openapi::call::{Call, Who, get};

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/v1/rulebook", "getRulebook", Who::Everyone)
            .says(
                "The rulebook in force",
                "Tiers, factors, effects and texts, as in its file.",
            )
            .gives_named::<RulebookData>("The rulebook."),
        get(
            "/api/v1/rulebook/upcoming",
            "getUpcomingRulebook",
            Who::Everyone,
        )
        .says(
            "The rulebook that is announced",
            "The one that is to be in force later; `not_found` where none is announced.",
        )
        .gives_named::<RulebookData>("The rulebook.")
        .refuses(&[ProblemCode::NotFound]),
        get("/api/v1/keys", "getKeys", Who::Everyone)
            .says(
                "The public keys that records are signed with",
                "The key in use comes first. One that is no longer used stays, for the records that it signed.",
            )
            .gives_named::<Keys>("The keys."),
    ]
}
