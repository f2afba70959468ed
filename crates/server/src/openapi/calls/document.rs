//! `/api/openapi.json` and `/api/docs`, described.

use serde_json::json;

use crate::openapi::call::{Call, Who, get};

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/openapi.json", "getDocument", Who::Everyone)
            .says(
                "This document",
                "OpenAPI 3.1; made from the code, and kept in the source as docs/openapi.json.",
            )
            .gives_as(
                200,
                "The document.",
                "application/json",
                Some(|_| json!({ "type": "object" })),
            )
            .named(),
        get("/api/docs", "getDocs", Who::Everyone)
            .says(
                "The same to read",
                "One page, without script and without any other file.",
            )
            .gives_as(
                200,
                "The page.",
                "text/html",
                Some(|_| json!({ "type": "string" })),
            )
            .named(),
    ]
}
