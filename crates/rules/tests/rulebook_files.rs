//! Files that are no rulebook at all, by mistake or by malice.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;

use citizen_score_rules::{Rulebook, RulebookError};

fn error(file: &str) -> RulebookError {
    Rulebook::from_json(file).expect_err("the file is wrong")
}

#[test]
fn empty_or_cut_short() {
    let whole = city::json().to_string();
    for file in ["", "  \n", "{", &whole[..whole.len() - 1]] {
        let error = error(file);
        assert_eq!(error.path, "rulebook", "{error}");
        assert!(error.problem.contains("EOF"), "{error}");
    }
}

#[test]
fn cut_anywhere_it_is_an_error_and_no_panic() {
    let whole = city::json().to_string();
    for end in 0..whole.len() {
        assert!(Rulebook::from_json(&whole[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn another_kind_of_json() {
    for file in ["null", "[]", "7", "\"rulebook\"", "{}"] {
        assert_eq!(error(file).path, "rulebook", "{file}");
    }
}

#[test]
fn something_after_the_end() {
    for rest in ["x", "{}", ",", "\0"] {
        let error = error(&format!("{}\n{rest}", city::json()));
        assert_eq!(error.path, "rulebook");
        assert!(
            error.problem.contains("trailing characters at line 2"),
            "{error}"
        );
    }
    assert!(Rulebook::from_json(&format!("{}\n\n", city::json())).is_ok());
}

/// The sample file with this in the place of a field, whatever it is.
fn with(path: &str, raw: &str) -> String {
    let mut json = city::json();
    *json.pointer_mut(path).unwrap() = "@".into();
    json.to_string().replacen("\"@\"", raw, 1)
}

#[test]
fn nested_without_end() {
    let table = [
        ("/tiers", "[", "tiers[0]"),
        ("/tiers/1/from", "[", "tiers[1].from"),
        ("/factors/0/points", "{\"min\":", "factors[0].points"),
        ("/factors/0/points", "[", "factors[0].points"),
        ("/texts", "{\"en\":", "texts.en"),
    ];
    for (pointer, open, path) in table {
        let error = error(&with(pointer, &open.repeat(100_000)));
        assert!(error.path.starts_with(path), "{error}");
        assert!(error.to_string().chars().count() < 700, "{error}");
    }
    for open in ["[", "{\"id\":"] {
        assert!(error(&open.repeat(1_000_000)).to_string().chars().count() < 700);
    }
}

#[test]
fn hostile_names_are_neither_long_nor_able_to_steer_a_terminal() {
    let long = "x".repeat(100_000);
    let names = [long.as_str(), "\\u001b[2J", "?", ".", "\\n"];
    for name in names {
        let entry = format!("{{\"{name}\": 1}}");
        let error = error(&with("/start", &entry));
        assert!(error.path.starts_with("start"), "{error}");
        assert!(error.to_string().chars().count() < 700, "{error}");
        assert!(!error.to_string().chars().any(char::is_control), "{error}");
    }
}

#[test]
fn a_field_that_stands_there_twice() {
    let whole = city::json().to_string();
    let twice = whole.replacen(
        "\"id\":\"sample\"",
        "\"id\":\"sample\",\"id\":\"sample\"",
        1,
    );
    assert!(error(&twice).problem.contains("duplicate field `id`"));
}

#[test]
fn a_text_that_stands_there_twice() {
    let whole = city::json().to_string();
    let key = "\"factor.gift\":";
    let twice = whole.replacen(key, &format!("{key}\"another\",{key}"), 1);
    let error = error(&twice);
    assert!(error.path.starts_with("texts.en"), "{error}");
    assert!(
        error.problem.contains("`factor.gift` stands there twice"),
        "{error}"
    );

    let language = "\"nl\":{";
    let twice = whole.replacen(language, &format!("\"nl\":{{}},{language}"), 1);
    assert!(
        self::error(&twice)
            .problem
            .contains("`nl` stands there twice")
    );
}
