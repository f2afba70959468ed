//! Canonical JSON against tables, among them the examples of RFC 8785.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use citizen_score_record::base64url;
use citizen_score_record::canonical::{LARGEST, ReadError, read, to_bytes};
use proptest::prelude::*;
use serde_json::{Value, json};

fn canonical(text: &str) -> String {
    String::from_utf8(to_bytes(&read(text).unwrap()).unwrap()).unwrap()
}

#[test]
fn texts_are_spelled_as_rfc_8785_says() {
    let cases = [
        // 3.2.2, without its numbers, which are not whole.
        (
            r#"{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                 "literals": [null, true, false] }"#,
            r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#,
        ),
        (r#""\b\t\n\f\r""#, r#""\b\t\n\f\r""#),
        (r#""\u0008\u0009\u000A\u000C\u000D""#, r#""\b\t\n\f\r""#),
        (r#""\u0000\u001F\u0020\u007f""#, "\"\\u0000\\u001f \u{7f}\""),
        (r#""\u2028\u2029\ufeff""#, "\"\u{2028}\u{2029}\u{feff}\""),
        (r#""\ud83d\ude00""#, "\"😀\""),
        // Two ways to write é stay two: nothing is normalised.
        (r#"["\u00e9","e\u0301"]"#, "[\"é\",\"e\u{301}\"]"),
        (" [ ] ", "[]"),
        ("\t{ }\r\n", "{}"),
        ("[1 , -2,0 ]", "[1,-2,0]"),
        (
            "[9007199254740991,-9007199254740991]",
            "[9007199254740991,-9007199254740991]",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(canonical(text), expected, "{text}");
        assert_eq!(canonical(expected), expected, "once more");
    }
}

#[test]
fn names_are_sorted_by_utf_16_as_in_rfc_8785_3_2_3() {
    let text = r#"{
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis" }"#;
    let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
        \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\
        \"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    assert_eq!(canonical(text), expected);
    assert_eq!(
        canonical(r#"{"b":{"d":1,"c":2},"a":[{"z":1,"y":2}],"":0,"aa":3}"#),
        r#"{"":0,"a":[{"y":2,"z":1}],"aa":3,"b":{"c":2,"d":1}}"#
    );
}

#[test]
fn numbers_that_are_not_whole_or_too_large_are_refused() {
    let beyond = LARGEST + 1;
    for text in [
        "1.0",
        "1e2",
        "1E0",
        "0.5",
        "-0",
        "-0.0",
        "1e400",
        &beyond.to_string(),
        &(-beyond).to_string(),
        "18446744073709551615",
        "18446744073709551616",
    ] {
        let refused = read(&format!("{{\"a\":[{text}]}}"));
        // Beyond what a double holds, the reader refuses by itself.
        assert!(
            matches!(refused, Err(ReadError::Number | ReadError::NotJson { .. })),
            "{text}: {refused:?}"
        );
    }
    assert!(to_bytes(&json!(0.5)).is_err());
    assert!(to_bytes(&json!([1, { "a": u64::MAX }])).is_err());
    assert!(to_bytes(&json!(beyond)).is_err());
}

#[test]
fn a_name_that_stands_there_twice_is_refused_wherever_it_stands() {
    for text in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":1,"b":2,"a":3}"#,
        r#"[{"x":{"a":1,"\u0061":2}}]"#,
        r#"{"b":[[{"a":null,"a":null}]]}"#,
    ] {
        assert_eq!(read(text), Err(ReadError::Twice("a".to_owned())), "{text}");
    }
    assert!(read(r#"{"a":{"a":1},"b":[{"a":1},{"a":1}],"A":1}"#).is_ok());
}

#[test]
fn what_is_not_json_is_placed() {
    let cases = [
        ("", (1, 0)),
        ("{", (1, 1)),
        ("{\n  \"a\": tru }", (2, 11)),
        ("{}\n{}", (2, 1)),
        ("[\"\\ud800\"]", (1, 9)),
        ("[1,]", (1, 4)),
        ("[01]", (1, 3)),
    ];
    for (text, place) in cases {
        match read(text) {
            Err(ReadError::NotJson { line, column }) => assert_eq!((line, column), place, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    assert!(matches!(
        read(&"[".repeat(1_000_000)),
        Err(ReadError::NotJson { .. })
    ));
    assert_eq!(
        read(&format!("[{}0]", "0,".repeat(200_000))),
        Err(ReadError::TooMany)
    );
}

#[test]
fn base64url_has_one_spelling() {
    let cases: [(&[u8], &str); 4] = [
        (b"", ""),
        (b"f", "Zg"),
        (b"fo", "Zm8"),
        (b"\xfb\xff\xbf", "-_-_"),
    ];
    for (bytes, text) in cases {
        assert_eq!(base64url::encode(bytes), text);
    }
    assert_eq!(base64url::decode(""), Some([]));
    assert_eq!(base64url::decode("Zg"), Some(*b"f"));
    assert_eq!(base64url::decode("Zm8"), Some(*b"fo"));
    assert_eq!(base64url::decode("-_-_"), Some(*b"\xfb\xff\xbf"));
    for wrong in [
        "Z", "Zh", "Zg==", "Zg=", " Zg", "Zg\n", "Z", "Zm8", "+g", "Zgg",
    ] {
        assert_eq!(base64url::decode::<1>(wrong), None, "{wrong}");
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-LARGEST..=LARGEST).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_layout_of_a_value_has_one_canonical_spelling(value in values()) {
        let canonical = to_bytes(&value).unwrap();
        let text = String::from_utf8(canonical.clone()).unwrap();
        prop_assert_eq!(&read(&text).unwrap(), &value);
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(to_bytes(&read(&pretty).unwrap()).unwrap(), canonical);
    }

    #[test]
    fn bytes_come_back_from_base64url(bytes in any::<[u8; 32]>()) {
        let text = base64url::encode(&bytes);
        prop_assert_eq!(text.len(), 43);
        prop_assert_eq!(base64url::decode(&text), Some(bytes));
    }
}
