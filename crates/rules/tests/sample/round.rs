//! There and back as JSON, as between a worker and its page.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The value is the same after it was written and read.
pub fn assert_travels<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value, "{json}");
}
