//! `GET /me/events`, described.

use serde_json::json;

use crate::openapi::call::{Call, Who, get};
use crate::openapi::parameters::Parameter;

pub fn calls() -> Vec<Call> {
    vec![
        get("/api/v1/me/events", "streamEvents", Who::SignedIn)
            .says(
                "Server-sent events",
                "`standing` (data as `GET /api/v1/me`; first on every stream, and after changes), `not_scored` in its \
                 place while consent is withdrawn, `entry` (`{\"id\"}`), `case` (`{\"id\",\"kind\",\"status\"}`), \
                 `proof_used`, `display`, `heartbeat` every 15 seconds, and `signed_out`, with which the stream ends. \
                 A session holds at most 8 streams; the oldest ends when another comes.",
            )
            .with(Parameter::header(
                "Last-Event-ID",
                "The last id that was received: the stream begins with what was missed, at most the newest 100. A \
                 number that was never given out counts as none.",
            ))
            .gives_as(
                200,
                "A stream that does not end by itself.",
                "text/event-stream",
                Some(|_| json!({ "type": "string" })),
            ),
    ]
}
