//! Comparing a shape with its golden file.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads the golden text, compares, writes, and compares again.
pub fn golden<T>(text: &str, expected: &T)
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let read: T = serde_json::from_str(text).unwrap();
    assert_eq!(&read, expected);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(text).unwrap());
}

/// Every field of an object is needed, except those named.
pub fn needs_its_fields<T: DeserializeOwned + Debug>(text: &str, optional: &[&str]) {
    let whole: serde_json::Map<String, Value> = serde_json::from_str(text).unwrap();
    for name in whole.keys() {
        let mut part = whole.clone();
        part.remove(name);
        let read = serde_json::from_value::<T>(part.into());
        assert_eq!(
            read.is_ok(),
            optional.contains(&name.as_str()),
            "{name}: {read:?}"
        );
    }
}

/// A body that a client sends: a field that it does not have is refused.
#[allow(dead_code)]
pub fn refuses_others<T: DeserializeOwned + Debug>(text: &str) {
    let mut body: Value = serde_json::from_str(text).unwrap();
    body["mood"] = json!(1);
    let read = serde_json::from_value::<T>(body);
    assert!(read.is_err(), "{read:?}");
}
