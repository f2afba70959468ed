//! The shapes of push messages, against their golden files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;

use check::{golden, needs_its_fields, refuses_others};
use citizen_score_contract::push::{About, Push, Quiet, Subscribe, Told};
use serde_json::Value;

#[test]
fn what_a_session_is_told() {
    let told = Told {
        about: vec![About::Record, About::Case, About::SignIn],
        quiet: Some(Quiet {
            from: 1320,
            to: 420,
            zone: "Europe/Amsterdam".into(),
        }),
    };
    let push = Push {
        key: Some(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
                .into(),
        ),
        told: Some(told),
        until: Some("2026-11-25T21:00:00Z".parse().unwrap()),
    };
    let text = include_str!("golden/push.json");
    golden(text, &push);
    needs_its_fields::<Push>(text, &["key", "told", "until"]);
    let nothing = Push {
        key: None,
        told: None,
        until: None,
    };
    golden(include_str!("golden/push-none.json"), &nothing);
}

#[test]
fn what_a_browser_asks_for() {
    let wish = Subscribe {
        endpoint: "https://push.example.org/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".into(),
        p256dh:
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                .into(),
        auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        language: "nl".into(),
        told: Told {
            about: vec![About::Record],
            quiet: None,
        },
    };
    let text = include_str!("golden/subscribe.json");
    golden(text, &wish);
    needs_its_fields::<Subscribe>(text, &[]);
    refuses_others::<Subscribe>(text);
    let wish: Value = serde_json::from_str(text).unwrap();
    let told = wish["told"].to_string();
    needs_its_fields::<Told>(&told, &["quiet"]);
    refuses_others::<Told>(&told);
    let push: Value = serde_json::from_str(include_str!("golden/push.json")).unwrap();
    let quiet = push["told"]["quiet"].to_string();
    needs_its_fields::<Quiet>(&quiet, &[]);
    refuses_others::<Quiet>(&quiet);
}
