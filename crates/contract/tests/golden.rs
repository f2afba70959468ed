//! Every shape of the API against its golden file: read, compared with a value written by hand, and
//! written back as the very same JSON.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;
#[path = "golden/values.rs"]
mod values;

use check::{golden, needs_its_fields};
use citizen_score_contract::events::EntryRecorded;
use citizen_score_contract::ledger::{Begin, Count, End};
use citizen_score_contract::{
    AppConfig, Boot, EntriesPage, EntryView, Keys, Me, Problem, ProblemCode, Session, SignIn,
};
use serde_json::{Value, json};

#[test]
fn the_standing_of_a_resident() {
    let text = include_str!("golden/me.json");
    golden(text, &values::me());
    needs_its_fields::<Me>(text, &["revision"]);
    golden(
        include_str!("golden/me-at-the-top.json"),
        &values::me_at_the_top(),
    );
    golden(
        include_str!("golden/me-at-the-bottom.json"),
        &values::me_at_the_bottom(),
    );
}

#[test]
fn a_page_of_entries_with_every_outcome() {
    let text = include_str!("golden/entries-page.json");
    golden(text, &values::entries_page());
    // `next_cursor` is an option, and a missing option is none.
    needs_its_fields::<EntriesPage>(text, &["next_cursor"]);
    let empty = EntriesPage {
        entries: Vec::new(),
        next_cursor: None,
    };
    golden(include_str!("golden/entries-page-empty.json"), &empty);
}

#[test]
fn one_entry_is_an_element_of_the_page() {
    let page: Value = serde_json::from_str(include_str!("golden/entries-page.json")).unwrap();
    let expected = values::entries_page().entries;
    let views = page["entries"].as_array().unwrap();
    assert_eq!(views.len(), expected.len());
    for (view, expected) in views.iter().zip(&expected) {
        golden::<EntryView>(&view.to_string(), expected);
    }
}

#[test]
fn the_whole_ledger_line_by_line() {
    let mut lines = include_str!("golden/ledger.ndjson").lines();
    let page = values::entries_page();
    let begin = Begin { me: values::me() };
    golden(lines.next().unwrap(), &begin);
    needs_its_fields::<Begin>(&serde_json::to_string(&begin).unwrap(), &[]);
    for expected in page.entries.iter().take(2) {
        golden::<EntryView>(lines.next().unwrap(), expected);
    }
    let end = End {
        end: Count { entries: 2 },
    };
    let last = lines.next().unwrap();
    golden(last, &end);
    needs_its_fields::<End>(last, &[]);
    assert_eq!(lines.next(), None);
}

#[test]
fn an_entry_says_what_it_adds() {
    let page: Value = serde_json::from_str(include_str!("golden/entries-page.json")).unwrap();
    needs_its_fields::<EntryView>(&page["entries"][0].to_string(), &["statement", "case"]);
}

#[test]
fn the_public_keys() {
    let text = include_str!("golden/keys.json");
    golden(text, &values::keys());
    needs_its_fields::<Keys>(text, &[]);
}

#[test]
fn a_session_and_both_ways_to_sign_in() {
    let text = include_str!("golden/session.json");
    golden(text, &values::session());
    needs_its_fields::<Session>(text, &["visit", "id", "ends_at"]);
    let code = SignIn::Code {
        code: "1234-5678".into(),
    };
    golden(include_str!("golden/sign-in-code.json"), &code);
    let resident = SignIn::Resident {
        resident: "desk".into(),
    };
    golden(include_str!("golden/sign-in-resident.json"), &resident);
    for wrong in [
        json!({}),
        json!({ "code": 12_345_678 }),
        json!({ "code": "1", "resident": "desk" }),
        json!({ "code": "1", "admin": true }),
    ] {
        assert!(
            serde_json::from_value::<SignIn>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn a_problem_with_every_code() {
    let text = include_str!("golden/problems.json");
    golden(text, &values::problems());
    let problems: Vec<Value> = serde_json::from_str(text).unwrap();
    for problem in problems {
        needs_its_fields::<Problem>(&problem.to_string(), &["detail", "field"]);
    }
}

#[test]
fn a_code_of_a_newer_server_is_another_code() {
    for code in ["quota_spent", "", "Signed_Out", "other"] {
        let read: ProblemCode = serde_json::from_value(json!(code)).unwrap();
        assert_eq!(read, ProblemCode::Other, "{code}");
    }
    let mut problem = serde_json::to_value(values::problems().first().unwrap()).unwrap();
    problem["code"] = json!("quota_spent");
    let problem: Problem = serde_json::from_value(problem).unwrap();
    assert_eq!((problem.code, problem.status), (ProblemCode::Other, 401));
    assert!(serde_json::from_value::<ProblemCode>(json!(401)).is_err());
}

#[test]
fn the_configuration_and_the_boot_block() {
    let text = include_str!("golden/config-demo.json");
    golden(text, &values::config_demo());
    // A static host without a demo may leave the residents out, and all but a display `kiosk`.
    needs_its_fields::<AppConfig>(text, &["residents", "kiosk", "languages"]);
    golden(
        include_str!("golden/config-live.json"),
        &values::config_live(),
    );
    let boot = Boot {
        config: values::config_demo(),
        me: Some(values::me()),
        not_scored: false,
    };
    let text = include_str!("golden/boot.json");
    golden(text, &boot);
    needs_its_fields::<Boot>(text, &["me", "not_scored"]);
    let nobody = Boot {
        config: values::config_live(),
        me: None,
        not_scored: false,
    };
    golden(include_str!("golden/boot-nobody.json"), &nobody);
    let unscored = Boot {
        not_scored: true,
        ..nobody
    };
    golden(include_str!("golden/boot-not-scored.json"), &unscored);
}

#[test]
fn an_entry_was_recorded() {
    let text = include_str!("golden/entry-recorded.json");
    let recorded = EntryRecorded {
        id: "desk-blood-donation".into(),
    };
    golden(text, &recorded);
    needs_its_fields::<EntryRecorded>(text, &[]);
}

#[test]
fn fields_that_a_newer_server_adds_are_ignored() {
    let mut me: Value = serde_json::from_str(include_str!("golden/me.json")).unwrap();
    me["favourite_colour"] = json!("green");
    assert_eq!(serde_json::from_value::<Me>(me).unwrap(), values::me());
}

#[test]
fn days_and_moments_have_one_spelling() {
    let me: Value = serde_json::from_str(include_str!("golden/me.json")).unwrap();
    for (field, wrong) in [
        ("as_of", json!("2026-11-4")),
        ("as_of", json!("2026-02-30")),
        ("as_of", json!(null)),
        ("last_entry_at", json!("2026-11-24")),
        ("entry_count", json!(-1)),
        ("entry_count", json!(1.5)),
    ] {
        let mut me = me.clone();
        me[field] = wrong.clone();
        assert!(
            serde_json::from_value::<Me>(me).is_err(),
            "{field}: {wrong}"
        );
    }
}
