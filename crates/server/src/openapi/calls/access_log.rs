//! `GET /me/access-log`, described.

use citizen_score_contract::AccessPage;
use citizen_score_contract::access::{DEFAULT_LIMIT, KINDS, MAX_LIMIT};
use citizen_score_office::accesses::kind_name;
use serde_json::{Value, json};

use crate::openapi::call::{Call, Who, get};
use crate::openapi::parameters::Parameter;

pub fn calls() -> Vec<Call> {
    let day = || json!({ "type": "string", "format": "date" });
    let kinds: Vec<Value> = KINDS.into_iter().map(|it| kind_name(it).into()).collect();
    let kinds = json!({ "type": "string", "enum": kinds });
    vec![
        get("/api/v1/me/access-log", "listAccesses", Who::SignedIn)
            .says(
                "Who looked at the own record",
                "Every access that is not the resident's own screen, each sign-in, and each change of consent; newest \
                 first. The table is of all of them, takes neither `limit` nor `cursor`, and is for an own device.",
            )
            .with(Parameter::limit(DEFAULT_LIMIT, MAX_LIMIT))
            .with(Parameter::cursor())
            .with(Parameter::query("kind", "Of this kind only.", kinds))
            .with(Parameter::query("from", "From the beginning of this day on, in UTC.", day()))
            .with(Parameter::query("to", "Up to the end of this day, in UTC; not before `from`.", day()))
            .with(Parameter::format("A page, or all of it as a table."))
            .gives::<AccessPage>(200, "A page, or a table.")
            .gives_as(200, "", "text/csv", Some(|_| json!({ "type": "string" })))
            .named()
            .refuses(&[citizen_score_contract::ProblemCode::NotOnDisplay]),
    ]
}
