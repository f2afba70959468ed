//! `/me/tier-proofs` and `/tier-proofs/{shown}`, described.

use citizen_score_contract::ProblemCode::{CrossSite, NotScored, TooManyTries};
use citizen_score_contract::{NewProof, ProofState, TierProof};

use crate::openapi::call::{Call, Who, get, post};
use crate::openapi::parameters::{Parameter, text};

pub fn calls() -> Vec<Call> {
    vec![
        post("/api/v1/me/tier-proofs", "makeTierProof", Who::SignedIn)
            .says(
                "Make a proof of the own tier",
                "Void after two minutes, after its use, and when five newer ones are made. The `Idempotency-Key` should be \
                 random.",
            )
            .with(Parameter::idempotency_key())
            .takes_nothing()
            .gives::<NewProof>(201, "The proof, as a token and as a short code.")
.leads(&["getTierProofState"], "code", "/code")
.leads(&["useTierProof"], "shown", "/token")
            .refuses(&[NotScored]),
        get("/api/v1/me/tier-proofs/{code}", "getTierProofState", Who::SignedIn)
            .says("Whether a proof was used", "For an hour.")
            .with(Parameter::path("code", "The short code.", text()))
            .gives_named::<ProofState>("When it was used; null before."),
        get("/api/v1/tier-proofs/{shown}", "useTierProof", Who::Everyone)
            .says(
                "Use a proof: the tier, once",
                "Nothing else about the resident. What is unknown, used or void is `not_found`, and so is what a browser \
                 asks ahead. Ten wrong codes from an address are free. `HEAD` is refused, since asking uses it up.",
            )
            .with(Parameter::path("shown", "The token, or the short code however it is typed.", text()))
            .gives::<TierProof>(200, "The tier.")
            .refuses(&[CrossSite, TooManyTries]),
    ]
}
