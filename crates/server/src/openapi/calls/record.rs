//! `GET /me/record`, described.

use citizen_score_contract::ProblemCode;
use citizen_score_rules::rulebook::RulebookData;
use citizen_score_rules::{Entry, Outcome, Standing};
use serde_json::{Value, json};

use crate::openapi::call::{Call, Who, get};
use crate::openapi::parameters::Parameter;
use crate::openapi::schemas::Schemas;

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/v1/me/record", "getRecord", Who::OwnDevice)
            .says(
                "The whole record as a file",
                "Signed JSON (Ed25519 over the canonical JSON of everything but `signature`, RFC 8785), which \
                 `citizen-score verify` checks offline, or a table for a spreadsheet. Made anew for each request.",
            )
            .with(Parameter::format("How the record is written."))
            .gives_as(200, "The file.", "application/json", Some(record))
            .gives_as(200, "", "text/csv", Some(|_| json!({ "type": "string" })))
            .has("Content-Disposition")
            .refuses(&[ProblemCode::NotScored]),
    ]
}

/// The file is written by hand, in canonical JSON, so its shape is too.
fn record(schemas: &mut Schemas) -> Value {
    let hex =
        |length: usize| json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{length}}}$") });
    let moment = json!({ "type": "string", "format": "date-time" });
    let entry = json!({
        "type": "object",
        "properties": {
            "entry": schemas.given::<Entry>(),
            "outcome": schemas.given::<Outcome>(),
            "counted": { "type": "integer", "format": "int32" },
        },
        "required": ["entry", "outcome", "counted"],
        "additionalProperties": false,
    });
    let statement = json!({
        "type": "object",
        "properties": {
            "entry": { "type": "string" }, "text": { "type": "string" }, "written_at": moment,
        },
        "required": ["entry", "text", "written_at"],
        "additionalProperties": false,
    });
    let resident = json!({
        "type": "object",
        "properties": { "name": { "type": "string" }, "masked_number": { "type": "string" } },
        "required": ["name", "masked_number"],
        "additionalProperties": false,
    });
    json!({
        "type": "object",
        "properties": {
            "format": { "const": "citizen-score-record/2" },
            "issued_at": moment,
            "as_of": { "type": "string", "format": "date" },
            "resident": resident,
            "rulebook": schemas.given::<RulebookData>(),
            "standing": schemas.given::<Standing>(),
            "entry_count": { "type": "integer", "minimum": 0 },
            "entries": { "type": "array", "items": entry },
            "digests": { "type": "array", "items": hex(32) },
            "statements": { "type": "array", "items": statement },
            "key": hex(16),
            "signature": { "type": "string", "pattern": "^[A-Za-z0-9_-]{86}$" },
        },
        "required": [
            "format", "issued_at", "as_of", "resident", "rulebook", "standing", "entry_count", "entries",
            "digests", "statements", "key", "signature",
        ],
        "additionalProperties": false,
    })
}
