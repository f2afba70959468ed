//! The values of the contract's enums as they are stored: as in JSON.

use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde_json::Value;

use crate::store::StoreError;

/// The name of a value that has one.
pub(in crate::store) fn name(value: impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => Ok(name),
        _ => Err(StoreError::Corrupt("a value without a name")),
    }
}

/// The value with this name.
pub(in crate::store) fn named<T: DeserializeOwned>(
    name: &str,
    column: &'static str,
) -> Result<T, StoreError> {
    let reader: StrDeserializer<Error> = name.into_deserializer();
    T::deserialize(reader).map_err(|_| StoreError::Corrupt(column))
}
