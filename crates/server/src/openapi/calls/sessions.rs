//! `/me/sessions` and `/me/display-sessions`, described.

use citizen_score_contract::DisplaySessions;
use citizen_score_contract::sessions::OpenSessions;

use crate::openapi::call::{Call, Who, delete, get};
use crate::openapi::parameters::{Parameter, text};

pub fn calls() -> Vec<Call> {
    let id = || Parameter::path("id", "Name of the session, as in the list.", text());
    vec![
        get("/api/v1/me/sessions", "listSessions", Who::OwnDevice)
            .says(
                "Open sessions on own devices",
                "Newest first, at most 100; visits at displays are not among them.",
            )
            .gives_named::<OpenSessions>("The sessions."),
        delete("/api/v1/me/sessions/{id}", "endSession", Who::OwnDevice)
            .says(
                "End one of these sessions",
                "Its open pages are told at once. Ending the one that asks is a sign-out, cookie and all.",
            )
            .with(id())
            .gives_nothing("It is over."),
        get("/api/v1/me/display-sessions", "listVisits", Who::OwnDevice)
            .says("Visits at shared displays that go on", "Newest first.")
            .gives_named::<DisplaySessions>("The visits."),
        delete("/api/v1/me/display-sessions/{id}", "endVisit", Who::OwnDevice)
            .says("End one of these visits", "Its display is told at once.")
            .with(id())
            .gives_nothing("It is over."),
    ]
}
