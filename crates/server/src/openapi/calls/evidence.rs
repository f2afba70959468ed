//! `/me/evidence/{digest}`, described.

use citizen_score_contract::{Evidence, ProblemCode};
use serde_json::json;

use crate::openapi::call::{Call, Who, delete, get, put};
use crate::openapi::parameters::Parameter;

const EVIDENCE: &str = "/api/v1/me/evidence/{digest}";

pub fn calls() -> Vec<Call> {
    let digest = || {
        let schema = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
        Parameter::path(
            "digest",
            "SHA-256 of the file, in lower-case hexadecimal.",
            schema,
        )
    };
    vec![
        put(EVIDENCE, "uploadEvidence", Who::OwnDevice)
            .says(
                "Upload a file",
                "A picture has to be freed of its metadata before. Sending it twice is the same as once. At most 10 \
                 files wait for a case, and each for a day. What cannot be attached is `invalid`.",
            )
            .with(digest())
            .takes_a_file()
            .gives::<Evidence>(200, "The file is kept.")
.leads(&["getEvidence", "deleteEvidence"], "digest", "/digest"),
        get(EVIDENCE, "getEvidence", Who::OwnDevice)
            .says("Save an own file", "As an attachment, never shown in place.")
            .with(digest())
            .gives_as(200, "The file.", "application/pdf", None)
            .gives_as(200, "", "image/jpeg", None)
            .gives_as(200, "", "image/png", None)
            .has("Content-Disposition"),
        delete(EVIDENCE, "deleteEvidence", Who::OwnDevice)
            .says(
                "Delete a file that waits",
                "A file that a case names stays with it, and is `invalid`.",
            )
            .with(digest())
            .gives_nothing("It is gone.")
            .refuses(&[ProblemCode::Invalid]),
    ]
}
