//! Lines that say what cannot be: `import` and `standing` name the line and the field alike.

use serde_json::{Value, json};

use crate::commands::{said, standing};
use crate::records::{help, line};
use crate::scene::Scene;

fn change(field: &str, value: Value) -> Vec<u8> {
    let mut wrong = line("ann", &help("wrong", 1, 20));
    wrong[field] = value;
    wrong.to_string().into()
}

fn without(field: &str) -> Vec<u8> {
    let mut wrong = line("ann", &help("wrong", 1, 20));
    wrong.as_object_mut().unwrap().remove(field);
    wrong.to_string().into()
}

/// A good line with `"points":20` in another spelling.
fn points(spelling: &str) -> Vec<u8> {
    let text = line("ann", &help("wrong", 1, 20)).to_string();
    assert!(text.contains("\"points\":20"), "{text}");
    text.replace("\"points\":20", spelling).into()
}

/// Lines with a field of a wrong kind or value, and what is said of each.
fn fields() -> Vec<(Vec<u8>, &'static str)> {
    let whole = "points: must be a whole number from -2147483648 to 2147483647, and is ";
    let say = |rest: &str| -> &'static str { Box::leak(format!("{whole}{rest}").into_boxed_str()) };
    vec![
        (
            change("points", json!(2_147_483_648_i64)),
            say("2147483648"),
        ),
        (
            change("points", json!(-2_147_483_649_i64)),
            say("-2147483649"),
        ),
        (change("points", json!(20.5)), say("20.5")),
        (change("points", json!(20.0)), say("20.0")),
        (change("points", json!("20")), say("the text `20`")),
        (change("points", Value::Null), say("null")),
        (change("points", json!([20])), say("a list")),
        (change("points", json!({ "a": 1 })), say("an object")),
        (points("\"points\":1e3"), say("1000.0")),
        (points("\"points\":-0"), say("-0.0")),
        (
            points("\"points\":10000000000000000000000000"),
            say("1e+25"),
        ),
        (
            points("\"points\":20,\"points\":30"),
            "points: is given twice",
        ),
        (without("points"), "points: is missing"),
        (without("id"), "id: is missing"),
        (without("recorded_at"), "recorded_at: is missing"),
        (change("id", json!(7)), "id: must be a text, and is 7"),
        (change("id", json!(" ")), "id: is blank"),
        (
            change("id", json!("a\u{1b}[2Jb")),
            "id: holds a control character",
        ),
        (
            change("resident", json!(5)),
            "resident: must be a text, or null, and is 5",
        ),
        (change("resident", json!("")), "resident: is blank"),
        (
            change("resident", json!("x".repeat(65))),
            "resident: is longer than 64 bytes",
        ),
        (
            change("contested", json!("yes")),
            "contested: must be true or false, and is the text `yes`",
        ),
        (
            change("contested", Value::Null),
            "contested: must be true or false, and is null",
        ),
        (
            change("authority", json!("x".repeat(401))),
            "authority: is longer",
        ),
        (
            change("secret", json!(1)),
            "secret: is not a field of an entry",
        ),
        (
            change("Points", json!(1)),
            "Points: is not a field of an entry",
        ),
        (change("a`b", json!(1)), "a`b: is not a field of an entry"),
        (
            change("\u{1b}[31mred\n", json!(1)),
            "\u{fffd}[31mred\u{fffd}: is not a field of an entry",
        ),
        (change(&"x".repeat(5_000), json!(1)), "xxxxxxxxxx"),
        (
            change("points", json!(format!("\u{1b}[2J{}", "x".repeat(5_000)))),
            say("the text `\u{fffd}[2Jxxx"),
        ),
    ]
}

/// Lines with a day or moment that is none, and what is said of each.
fn times() -> Vec<(Vec<u8>, &'static str)> {
    vec![
        (
            change("occurred_on", json!("2026-1-5")),
            "occurred_on: must be a day such as 2026-11-24, and is the text `2026-1-5`",
        ),
        (
            change("occurred_on", json!("2026-02-30")),
            "occurred_on: must be a day such as 2026-11-24, and is the text `2026-02-30`",
        ),
        (
            change("occurred_on", json!("+2026-01-05")),
            "occurred_on: must be",
        ),
        (
            change("occurred_on", json!(" 2026-01-05")),
            "occurred_on: must be",
        ),
        (
            change("occurred_on", json!("2026/01/05")),
            "occurred_on: must be",
        ),
        (change("occurred_on", json!("")), "occurred_on: must be"),
        (
            change("occurred_on", json!(20_260_105)),
            "occurred_on: must be",
        ),
        (change("occurred_on", Value::Null), "occurred_on: must be"),
        (
            change("occurred_on", json!("2999-01-01")),
            "occurred_on: is after",
        ),
        (
            change("counts_until", json!("2027-1-5")),
            "counts_until: must be a day such as 2026-11-24, or null, and is the text `2027-1-5`",
        ),
        (
            change("repaired_on", json!("soon")),
            "repaired_on: must be a day",
        ),
        (
            change("recorded_at", json!("2026-11-20")),
            "recorded_at: must be a moment such as 2026-11-24T08:30:00Z, and is the text `2026-11-20`",
        ),
        (
            change("recorded_at", json!("2026-11-20T08:00:00")),
            "recorded_at: must be",
        ),
        (
            change("recorded_at", json!("2026-11-20T25:00:00Z")),
            "recorded_at: must be",
        ),
        (
            change("recorded_at", json!(1_795_509_000)),
            "recorded_at: must be",
        ),
    ]
}

/// Lines that are not one JSON object, and what is said of each.
fn shapes() -> Vec<(Vec<u8>, &'static str)> {
    let good = line("ann", &help("wrong", 1, 20)).to_string();
    let object = "line: is JSON, and not an object; each line holds one, in braces";
    let early = "line: ends too early; each line holds one whole JSON object";
    let after = "line: goes on after the object; each line holds one JSON object";
    vec![
        (b"{\"id\":".to_vec(), early),
        (b"{\"id\":\"x".to_vec(), early),
        (b"{".to_vec(), early),
        (b"[1, 2]".to_vec(), object),
        (format!("[{good}]").into(), object),
        (b"null".to_vec(), object),
        (b"true".to_vec(), object),
        (b"5".to_vec(), object),
        (b"\"hi\"".to_vec(), object),
        (format!("{good}{good}").into(), after),
        (format!("{good},").into(), after),
        (format!("{good}}}").into(), after),
        (
            b"id,factor,points".to_vec(),
            "line: is not JSON: expected value at byte 1",
        ),
        (b"# a remark".to_vec(), "line: is not JSON: "),
        (b"\0".to_vec(), "line: is not JSON: "),
        (b"{'id':1}".to_vec(), "line: is not JSON: "),
        (format!("\u{FEFF}{good}").into(), "line: is not JSON: "),
        (points("\"points\":NaN"), "line: is not JSON: "),
        (
            points("\"points\":1e400"),
            "line: is not JSON: number out of range",
        ),
        (points("\"points\":\"\\ud800\""), "line: is not JSON: "),
        (
            b"{\"a\":".repeat(9_000),
            "line: is not JSON: recursion limit",
        ),
        (b"\xFF\xFE".to_vec(), "the line is not UTF-8"),
        (vec![b'x'; 1_000_000], "the line is longer than 65536 bytes"),
    ]
}

/// Wrong registrations, and what is said of each.
fn registrations() -> Vec<(Vec<u8>, &'static str)> {
    let registration = |fields: Value| fields.to_string().into_bytes();
    vec![
        (
            registration(json!({ "resident": "ann", "name": "", "number": "1" })),
            "name: is blank",
        ),
        (
            registration(json!({ "resident": "ann", "name": "Ann" })),
            "number: is missing",
        ),
        (
            registration(json!({ "resident": "ann", "name": "Ann", "number": 5 })),
            "number: must be a text, and is 5",
        ),
        (
            registration(json!({ "resident": "ann", "name": "A\u{7}", "number": "1" })),
            "name: holds a character",
        ),
        (
            registration(json!({ "resident": "ann", "name": "Ann", "number": "1", "demo": true })),
            "demo: is not a field of a registration",
        ),
        (
            b"{\"resident\":\"a\",\"resident\":\"b\",\"name\":\"E\",\"number\":\"1\"}".to_vec(),
            "resident: is given twice",
        ),
    ]
}

#[tokio::test]
async fn both_commands_name_the_line_and_the_field_in_one_sentence() {
    let scene = Scene::start().await;
    let good = line("ann", &help("good", 1, 20)).to_string();
    let cases = [fields(), times(), shapes(), registrations()].concat();
    assert!(cases.len() > 60);
    for (wrong, expected) in cases {
        let mut bytes = format!("\u{FEFF}{good}\r\n\r\n").into_bytes();
        bytes.extend(&wrong);
        bytes.extend(b"\n");
        let imported = scene.import(bytes).await;
        let file = scene.folder.path().join("entries.ndjson");
        let computed = standing(&file, "2026-11-24");
        for output in [imported, computed] {
            let said = said(&output);
            assert_eq!(output.status.code(), Some(1), "{expected}\n{said}");
            let place = format!("{}:3: ", file.display());
            let sentence = said.strip_prefix(&place);
            let sentence = sentence.unwrap_or_else(|| panic!("{expected}\n{said}"));
            assert!(sentence.starts_with(expected), "{expected}\n{said}");
            assert!(sentence.chars().count() < 200, "{said}");
            assert!(!said.chars().any(char::is_control), "{said:?}");
            assert!(output.stdout.is_empty());
        }
    }
    let stored = scene.store.figures("ann", i64::MAX).await.unwrap();
    assert!(stored.is_empty(), "{stored:?}");
}

#[tokio::test]
async fn an_entry_with_a_very_long_id_is_found_again() {
    let scene = Scene::start().await;
    let id = "x".repeat(390);
    let mut wrong = help(&id, 1, 20);
    wrong.corrects = Some("nothing".into());
    let lines = [
        line("ann", &help("good", 1, 20)).to_string(),
        line("ann", &wrong).to_string(),
        line("ann", &help("better", 1, 20)).to_string(),
    ];
    let imported = scene.import(lines.join("\n")).await;
    let computed = standing(&scene.folder.path().join("entries.ndjson"), "2026-11-24");
    for output in [imported, computed] {
        let said = said(&output);
        assert!(
            said.contains("entries.ndjson:2: corrects: names `nothing`"),
            "{said}"
        );
    }
}
