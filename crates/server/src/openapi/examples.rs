//! Examples: answers that a real server gave, and bodies that it took. A test asks for them anew, and
//! `WRITE_EXAMPLES=1` makes it write them down.

use serde_json::Value;

macro_rules! example {
    ($name:literal) => {
        ($name, include_str!(concat!("examples/", $name, ".json")))
    };
}

/// Each by the `operationId` of its call; that of a body ends in `.body`.
const EXAMPLES: &[(&str, &str)] = &[
    example!("answerCase"),
    example!("answerCase.body"),
    example!("approvePairing"),
    example!("askToken"),
    example!("askToken.body"),
    example!("beat"),
    example!("beat.body"),
    example!("changeConsent"),
    example!("changeConsent.body"),
    example!("extendVisit"),
    example!("extendVisit.body"),
    example!("getCase"),
    example!("getConfig"),
    example!("getConsent"),
    example!("getDraftsKey"),
    example!("getEntry"),
    example!("getKeys"),
    example!("getMe"),
    example!("getPairing"),
    example!("getPush"),
    example!("getSession"),
    example!("getTierProofState"),
    example!("listAccesses"),
    example!("listCases"),
    example!("listEntries"),
    example!("listSessions"),
    example!("listVisits"),
    example!("makePairing"),
    example!("makeTierProof"),
    example!("openCase"),
    example!("openCase.body"),
    example!("refusePairing"),
    example!("signIn"),
    example!("signIn.body"),
    example!("subscribe"),
    example!("subscribe.body"),
    example!("uploadEvidence"),
    example!("useTierProof"),
    example!("withdrawCase"),
    example!("writeStatement"),
    example!("writeStatement.body"),
];

/// The example with this name.
#[must_use]
pub fn find(name: &str) -> Option<Value> {
    let (_, text) = EXAMPLES.iter().find(|(known, _)| *known == name)?;
    serde_json::from_str(text).ok()
}
