//! `POST /display/heartbeat`, described.

use citizen_score_contract::display::{Heartbeat, HeartbeatAnswer};

use crate::openapi::call::{Call, Who, post};

pub fn calls() -> Vec<Call> {
    vec![
        post("/api/v1/display/heartbeat", "beat", Who::Display)
            .says(
                "A display says that it lives",
                "Every 30 seconds, with or without a visit. The answer is the newest build of the app, which the display \
                 takes up between two visits.",
            )
            .takes::<Heartbeat>()
            .gives::<HeartbeatAnswer>(200, "The build that the server would give now; empty where it has none."),
    ]
}
