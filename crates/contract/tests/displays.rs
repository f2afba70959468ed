//! The shapes of displays and of signing in at one, against their golden files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;

use check::{golden, needs_its_fields};
use citizen_score_contract::pairing::PairingStatus;
use citizen_score_contract::{
    AskToken, DisplaySession, DisplaySessions, ExtendSession, Heartbeat, HeartbeatAnswer,
    NewPairing, Pairing, Session, Visit,
};
use serde_json::json;

fn display_session() -> DisplaySession {
    DisplaySession {
        id: "c2Vzc2lvbg".into(),
        display: "Town hall, display 2".into(),
        since: "2026-11-25T09:00:00Z".parse().unwrap(),
        until: "2026-11-25T09:10:00Z".parse().unwrap(),
    }
}

#[test]
fn a_pairing_as_a_display_gets_it_and_as_a_phone_sees_it() {
    let new = NewPairing {
        device_code: "ZGV2aWNl".into(),
        user_code: "WDJB-MJHT".into(),
        user_key: "a2V5".into(),
        expires_in: 300,
        interval: 5,
    };
    let text = include_str!("golden/new-pairing.json");
    golden(text, &new);
    needs_its_fields::<NewPairing>(text, &[]);
    let seen = Pairing {
        user_code: "WDJB-MJHT".into(),
        display: "Town hall, display 2".into(),
        status: PairingStatus::Approved,
        expires_in: 212,
        session: Some(display_session()),
    };
    let text = include_str!("golden/pairing.json");
    golden(text, &seen);
    needs_its_fields::<Pairing>(text, &["session"]);
    let ask = AskToken {
        device_code: "ZGV2aWNl".into(),
    };
    golden(r#"{ "device_code": "ZGV2aWNl" }"#, &ask);
    for wrong in [json!({}), json!({ "device_code": "a", "user_code": "b" })] {
        assert!(serde_json::from_value::<AskToken>(wrong).is_err());
    }
}

#[test]
fn a_status_of_a_newer_server_is_another_status() {
    let read: PairingStatus = serde_json::from_value(json!("paused")).unwrap();
    assert_eq!(read, PairingStatus::Other);
}

#[test]
fn the_displays_at_which_somebody_is_signed_in() {
    let text = include_str!("golden/display-sessions.json");
    let sessions = DisplaySessions {
        sessions: vec![display_session()],
    };
    golden(text, &sessions);
    needs_its_fields::<DisplaySessions>(text, &[]);
}

#[test]
fn a_session_at_a_display_says_what_is_left_of_it() {
    let session = Session {
        display_name: "Zhou Mockup".into(),
        expires_at: "2026-11-24T11:26:34Z".parse().unwrap(),
        id: None,
        visit: Some(Visit {
            idle_seconds: 180,
            left_seconds: 600,
            extensions_left: 10,
        }),
        ends_at: None,
    };
    let text = include_str!("golden/session-visit.json");
    golden(text, &session);
    let whole = ExtendSession { limit: true };
    golden(r#"{ "limit": true }"#, &whole);
    for wrong in [
        json!({}),
        json!({ "limit": 1 }),
        json!({ "limit": true, "seconds": 9 }),
    ] {
        assert!(serde_json::from_value::<ExtendSession>(wrong).is_err());
    }
}

#[test]
fn a_heartbeat_and_its_answer() {
    let beat = Heartbeat {
        build: "0a1b2c".into(),
        restarts: 2,
    };
    golden(r#"{ "build": "0a1b2c", "restarts": 2 }"#, &beat);
    let answer = HeartbeatAnswer {
        build: "0a1b2d".into(),
    };
    golden(r#"{ "build": "0a1b2d" }"#, &answer);
}
