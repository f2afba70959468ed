//! The messages of the Chrome `DevTools` Protocol, as far as the supervisor needs them.

use serde_json::{Value, json};

/// What Chromium says.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// The answer to a question.
    Answer {
        /// The question's number.
        id: u64,
        /// What was answered; none if Chromium refused.
        result: Option<Value>,
    },
    /// Something happened.
    Event {
        /// What, such as `Target.targetCrashed`.
        method: String,
        /// Particulars.
        params: Value,
    },
}

/// Reads a message; none if it is neither an answer nor an event.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Incoming> {
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    if let Some(id) = value.get("id").and_then(Value::as_u64) {
        let result = value.get_mut("result").map(Value::take);
        return Some(Incoming::Answer { id, result });
    }
    let method = value.get("method")?.as_str()?.to_owned();
    let params = value.get_mut("params").map(Value::take).unwrap_or_default();
    Some(Incoming::Event { method, params })
}

/// Writes a question with the zero byte that ends it. `session` names the page that is meant; without it the
/// browser itself is.
#[must_use]
pub fn write(id: u64, method: &str, params: Value, session: Option<&str>) -> Vec<u8> {
    let mut value = json!({ "id": id, "method": method, "params": params });
    if let (Some(session), Some(object)) = (session, value.as_object_mut()) {
        object.insert("sessionId".to_owned(), session.into());
    }
    let mut bytes = value.to_string().into_bytes();
    bytes.push(0);
    bytes
}

/// The text at a path of names; empty if there is none.
#[must_use]
pub fn text<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    path.iter()
        .try_fold(value, |value, name| value.get(*name))
        .and_then(Value::as_str)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn answers_refusals_events_and_rubbish_are_told_apart() {
        let event = Incoming::Event {
            method: "Target.targetCrashed".to_owned(),
            params: json!({ "targetId": "T" }),
        };
        for (text, expected) in [
            (
                r#"{"id":7,"result":{"x":1}}"#,
                Some(Incoming::Answer {
                    id: 7,
                    result: Some(json!({ "x": 1 })),
                }),
            ),
            (
                r#"{"id":7,"error":{"code":-32000,"message":"Target crashed"}}"#,
                Some(Incoming::Answer {
                    id: 7,
                    result: None,
                }),
            ),
            (
                r#"{"method":"Target.targetCrashed","params":{"targetId":"T"}}"#,
                Some(event),
            ),
            (r#"{"method":7}"#, None),
            ("[]", None),
            ("not JSON", None),
        ] {
            assert_eq!(read(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_question_ends_with_a_zero_byte_and_names_its_page() {
        let bytes = write(3, "Page.crash", json!({}), Some("S"));
        let (zero, rest) = bytes.split_last().unwrap();
        assert_eq!(*zero, 0);
        let value: Value = serde_json::from_slice(rest).unwrap();
        assert_eq!(
            value,
            json!({ "id": 3, "method": "Page.crash", "params": {}, "sessionId": "S" })
        );
    }
}
