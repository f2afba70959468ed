//! `GET` and `PUT /me/consent`, described.

use citizen_score_contract::{ChangeConsent, Consent};

use crate::openapi::call::{Call, Who, get, put};

const CONSENT: &str = "/api/v1/me/consent";

pub fn calls() -> Vec<Call> {
    vec![
        get(CONSENT, "getConsent", Who::SignedIn)
            .says("Whether the resident is scored", "And whether that is left to them.")
            .gives_named::<Consent>("The consent as it is."),
        put(CONSENT, "changeConsent", Who::SignedIn)
            .says(
                "Give or withdraw consent",
                "While it is withdrawn nothing is computed or shown. Where the rulebook does not leave it to the \
                 resident, it is `invalid` with the field `given`.",
            )
            .takes::<ChangeConsent>()
            .gives::<Consent>(200, "The consent as it is now."),
    ]
}
