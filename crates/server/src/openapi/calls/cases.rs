//! `/me/cases` and what is below it, described.

use citizen_score_contract::ProblemCode::{CaseClosed, CaseOpen, NotFound};
use citizen_score_contract::cases::{Answer, DEFAULT_LIMIT, MAX_LIMIT};
use citizen_score_contract::{Case, CasesPage, NewCase};

use crate::openapi::call::{Call, Who, get, post};
use crate::openapi::parameters::{Parameter, text};

const CASES: &str = "/api/v1/me/cases";

pub fn calls() -> Vec<Call> {
    let id = || {
        Parameter::path(
            "id",
            "Number of the case, such as `2026-7K3M-9QXD`.",
            text(),
        )
    };
    vec![
        get(CASES, "listCases", Who::SignedIn)
            .says("The own cases", "A page, newest first.")
            .with(Parameter::limit(DEFAULT_LIMIT, MAX_LIMIT))
            .with(Parameter::cursor())
            .gives_named::<CasesPage>("A page."),
        post(CASES, "openCase", Who::SignedIn)
            .says(
                "Open a case",
                "An objection to an entry, a request to repair one, or a claim of a deed that was not credited. Files \
                 are uploaded before, and named by their digest. What the rulebook does not provide for is `invalid`.",
            )
            .with(Parameter::idempotency_key())
            .takes::<NewCase>()
            .gives::<Case>(201, "The case, which is open.")
            .has("Location")
            .leads(&["getCase", "answerCase", "withdrawCase"], "id", "/id")
            .refuses(&[NotFound, CaseOpen]),
        get("/api/v1/me/cases/{id}", "getCase", Who::SignedIn)
            .says("One case", "With everything that has happened to it.")
            .with(id())
            .gives_named::<Case>("The case."),
        post("/api/v1/me/cases/{id}/answer", "answerCase", Who::SignedIn)
            .says(
                "Answer the office's question",
                "Good while the status is `question`.",
            )
            .with(id())
            .with(Parameter::idempotency_key())
            .takes::<Answer>()
            .gives::<Case>(200, "The case as it is now.")
            .refuses(&[CaseClosed]),
        post("/api/v1/me/cases/{id}/withdraw", "withdrawCase", Who::SignedIn)
            .says("Withdraw a case", "Nothing more happens to it.")
            .with(id())
            .with(Parameter::idempotency_key())
            .takes_nothing()
            .gives::<Case>(200, "The case as it is now.")
            .refuses(&[CaseClosed]),
    ]
}
