//! The shape of the sessions on a resident's own devices, against its golden file.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;

use check::{golden, needs_its_fields};
use citizen_score_contract::sessions::{OpenSession, OpenSessions};
use serde_json::Value;

const GOLDEN: &str = include_str!("golden/open-sessions.json");

fn session(id: &str, at: [&str; 3]) -> OpenSession {
    let [signed_in_at, last_seen_at, expires_at] =
        at.map(|time| format!("2026-11-25T{time}Z").parse().unwrap());
    OpenSession {
        id: id.into(),
        current: false,
        signed_in_at,
        last_seen_at,
        expires_at,
        browser: None,
        system: None,
    }
}

#[test]
fn the_devices_at_which_somebody_is_signed_in() {
    let this = OpenSession {
        current: true,
        browser: Some("Firefox".into()),
        system: Some("Android".into()),
        ..session("2f0c6a6de4b14e09", ["09:00:00", "09:12:00", "09:42:00"])
    };
    let other = session("c2Vzc2lvbg", ["07:30:00", "08:59:30", "09:29:30"]);
    let sessions = OpenSessions {
        sessions: vec![this, other],
    };
    golden(GOLDEN, &sessions);
    needs_its_fields::<OpenSessions>(GOLDEN, &[]);
    let first = serde_json::from_str::<Value>(GOLDEN).unwrap()["sessions"][0].to_string();
    needs_its_fields::<OpenSession>(&first, &["browser", "system"]);
}
