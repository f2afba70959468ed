//! Dates and moments as they are read: which spellings are taken, and which are refused.

#![allow(clippy::unwrap_used, missing_docs)]

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::iso;
use serde_json::{Value, json};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Texts that are days, and which.
fn days() -> Vec<(&'static str, NaiveDate)> {
    vec![
        ("2026-11-24", day(2026, 11, 24)),
        ("2024-02-29", day(2024, 2, 29)),
        ("2000-02-29", day(2000, 2, 29)),
        ("0000-01-01", day(0, 1, 1)),
        ("0001-01-01", day(1, 1, 1)),
        ("9999-12-31", day(9999, 12, 31)),
    ]
}

/// JSON that is no day.
fn no_days() -> Vec<Value> {
    let texts = [
        "",
        "2026",
        "2026-11",
        "2026-1-5",
        "2026-01-5",
        "26-01-05",
        "02026-01-05",
        "12026-01-05",
        "+2026-01-05",
        "-2026-01-05",
        "-001-01-05",
        "2026-+1-05",
        "2026--1-05",
        " 2026-01-05",
        "2026-01-05 ",
        "2026- 1-05",
        "2026-01-05\n",
        "2026/01/05",
        "2026.01.05",
        "20260105",
        "2026-01_05",
        "05-01-2026",
        "2026-W01-1",
        "2026-001",
        "2026-01-05T00:00:00Z",
        "2026-00-10",
        "2026-13-10",
        "2026-01-00",
        "2026-01-32",
        "2026-02-29",
        "2026-02-30",
        "2026-04-31",
        "1900-02-29",
        "２０２６-01-05",
        "2026−01−05",
        "2026-01-0é",
        "today",
        "null",
    ];
    let others = [
        json!(20_260_105),
        json!(2026.5),
        json!(true),
        json!([]),
        json!(["2026-01-05"]),
        json!({}),
        json!({ "day": 5 }),
    ];
    texts
        .map(|text| json!(text))
        .into_iter()
        .chain(others)
        .collect()
}

fn moment_at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Texts that are moments, and the same in UTC.
fn moments() -> Vec<(&'static str, DateTime<Utc>)> {
    let half_past_eight = moment_at("2026-11-24T08:30:00Z");
    vec![
        ("2026-11-24T08:30:00Z", half_past_eight),
        ("2026-11-24T08:30:00+00:00", half_past_eight),
        ("2026-11-24T08:30:00-00:00", half_past_eight),
        ("2026-11-24T16:30:00+08:00", half_past_eight),
        ("2026-11-23T20:30:00-12:00", half_past_eight),
        ("2026-11-24T14:00:00+05:30", half_past_eight),
        ("2026-11-24T08:30:00.000Z", half_past_eight),
        // Allowed by RFC 3339, section 5.6, though this project never writes them.
        ("2026-11-24t08:30:00z", half_past_eight),
        ("2026-11-24 08:30:00Z", half_past_eight),
        (
            "2026-11-24T08:30:00.250Z",
            half_past_eight + chrono::TimeDelta::milliseconds(250),
        ),
        (
            "2026-11-24T08:30:00.000000001Z",
            half_past_eight + chrono::TimeDelta::nanoseconds(1),
        ),
        ("2024-02-29T00:00:00Z", moment_at("2024-02-29T00:00:00Z")),
        (
            "2026-11-25T00:00:00+08:00",
            moment_at("2026-11-24T16:00:00Z"),
        ),
        ("9999-12-31T23:59:59Z", moment_at("9999-12-31T23:59:59Z")),
        (
            "9999-12-31T18:59:59-05:00",
            moment_at("9999-12-31T23:59:59Z"),
        ),
        ("0000-01-01T00:00:00Z", moment_at("0000-01-01T00:00:00Z")),
        (
            "0000-01-01T05:00:00+05:00",
            moment_at("0000-01-01T00:00:00Z"),
        ),
    ]
}

/// JSON that is no moment.
fn no_moments() -> Vec<Value> {
    let texts = [
        "",
        "2026-11-24",
        "2026-11-24T08:30:00",
        "2026-11-24T08:30Z",
        "2026-11-24T08Z",
        "2026-11-24T8:30:00Z",
        "2026-11-4T08:30:00Z",
        "26-11-24T08:30:00Z",
        "2026-02-30T08:30:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T25:00:00Z",
        "2026-11-24T08:60:00Z",
        "2026-11-24T08:30:61Z",
        "2026-11-24T08:30:00.Z",
        "2026-11-24T08:30:00,5Z",
        "2026-11-24T08:30:00+25:00",
        "2026-11-24T08:30:00+08",
        "2026-11-24T08:30:00 Z",
        "2026-11-24T08:30:00CET",
        " 2026-11-24T08:30:00Z",
        "2026-11-24T08:30:00Z ",
        "2026-11-24T08:30:00Z\n",
        "20261124T083000Z",
        // In UTC these lie in the years 10000 and -1, which have no spelling in RFC 3339.
        "9999-12-31T23:59:59-05:00",
        "9999-12-31T23:59:59-00:01",
        "0000-01-01T04:59:59+05:00",
        "0000-01-01T00:00:00+00:01",
        "Tue, 24 Nov 2026 08:30:00 GMT",
        "now",
        "null",
    ];
    let others = [
        json!(1_795_509_000),
        json!(1.5),
        json!(false),
        json!([]),
        json!({}),
    ];
    texts
        .map(|text| json!(text))
        .into_iter()
        .chain(others)
        .collect()
}

#[test]
fn a_date_is_a_day_of_the_calendar_in_one_spelling() {
    for (text, expected) in days() {
        assert_eq!(iso::date(json!(text)).unwrap(), expected, "{text}");
        assert_eq!(iso::parse_date(text), Some(expected), "{text}");
    }
    for wrong in no_days() {
        assert!(iso::date(&wrong).is_err(), "{wrong}");
        if let Some(text) = wrong.as_str() {
            assert_eq!(iso::parse_date(text), None, "{text}");
        }
    }
    assert!(iso::date(Value::Null).is_err());
}

#[test]
fn an_optional_date_may_also_be_null_and_nothing_else() {
    assert_eq!(iso::optional_date(Value::Null).unwrap(), None);
    for (text, expected) in days() {
        let read = iso::optional_date(json!(text)).unwrap();
        assert_eq!(read, Some(expected), "{text}");
    }
    for wrong in no_days() {
        assert!(iso::optional_date(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_moment_is_rfc_3339_and_becomes_utc() {
    for (text, expected) in moments() {
        assert_eq!(iso::moment(json!(text)).unwrap(), expected, "{text}");
    }
    for wrong in no_moments() {
        assert!(iso::moment(&wrong).is_err(), "{wrong}");
    }
    assert!(iso::moment(Value::Null).is_err());
}

#[test]
fn a_moment_that_was_read_can_be_written_and_read_again() {
    for (text, expected) in moments() {
        let written = serde_json::to_value(iso::moment(json!(text)).unwrap()).unwrap();
        assert_eq!(iso::moment(&written).unwrap(), expected, "{text}");
    }
}

#[test]
fn an_optional_moment_may_also_be_null_and_nothing_else() {
    assert_eq!(iso::optional_moment(Value::Null).unwrap(), None);
    for (text, expected) in moments() {
        let read = iso::optional_moment(json!(text)).unwrap();
        assert_eq!(read, Some(expected), "{text}");
    }
    for wrong in no_moments() {
        assert!(iso::optional_moment(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_is_refused_is_repeated_with_what_was_wanted() {
    let said = |wrong: Value| iso::date(wrong).unwrap_err().to_string();
    assert_eq!(
        said(json!("2026-1-5")),
        "invalid value: string \"2026-1-5\", expected a date such as 2026-11-24"
    );
    assert_eq!(
        said(json!(5)),
        "invalid type: integer `5`, expected a date such as 2026-11-24"
    );
    let said = |wrong: Value| iso::optional_moment(wrong).unwrap_err().to_string();
    assert_eq!(
        said(json!("soon")),
        "invalid value: string \"soon\", expected a moment such as 2026-11-24T08:30:00Z"
    );
}
