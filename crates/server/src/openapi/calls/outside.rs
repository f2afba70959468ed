//! What is outside of `/api`, described.

use citizen_score_contract::AppConfig;
use serde_json::{Value, json};

use crate::openapi::call::{Call, SchemaOf, Who, get};

const TEXT: &str = "text/plain";

pub fn calls() -> Vec<Call> {
    let text: Option<SchemaOf> = Some(|_| -> Value { json!({ "type": "string" }) });
    vec![
        get("/healthz", "isAlive", Who::Everyone)
            .says("Whether the process answers", "Asks nobody else.")
            .gives_as(200, "It does.", TEXT, text),
        get("/readyz", "isReady", Who::Everyone)
            .says("Whether the server is ready", "The database answers, and the app is there.")
            .gives_as(200, "It is.", TEXT, text)
            .gives_as(503, "It is not; the text says why. Or the server has no time, as a problem.", TEXT, text),
        get("/config.json", "getConfig", Who::Everyone)
            .says(
                "What a page knows before it asks",
                "Where the API is, and how the app is used: in a demo the residents to choose from, at a shared display its \
                 limits.",
            )
            .gives_named::<AppConfig>("The configuration."),
        get("/metrics", "getMetrics", Who::Everyone)
            .says("For monitoring", "In the text format of Prometheus; nothing personal, and no names.")
            .gives_as(200, "The figures.", TEXT, text),
    ]
}
