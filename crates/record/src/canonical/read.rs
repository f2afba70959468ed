//! Strict reading of JSON: no field twice, no number that is not whole, nothing without bounds.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::is_exact;

/// Most values within one another that are read at once: far more than a rulebook holds, and few
/// enough that a hostile file cannot fill the memory with small ones.
const MOST_VALUES: u32 = 100_000;

/// Why a text is not JSON as it is read here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON at all.
    #[error("it is not JSON from line {line}, column {column} on")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes, from 1; 0 where the line before it broke off.
        column: usize,
    },
    /// A field stands in an object twice.
    #[error("the field `{0}` stands in an object twice")]
    Twice(String),
    /// A number is not whole or too large.
    #[error("a number is not whole, or lies beyond 2^53 - 1")]
    Number,
    /// There are too many values.
    #[error("it holds more than {MOST_VALUES} values")]
    TooMany,
}

/// Reads a whole text strictly.
///
/// # Errors
///
/// [`ReadError`].
pub fn read(text: &str) -> Result<Value, ReadError> {
    let notes = Notes::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict(&notes).deserialize(&mut reader);
    if let Some(fault) = notes.take() {
        return Err(fault);
    }
    let not_json = |error: serde_json::Error| ReadError::NotJson {
        line: error.line(),
        column: error.column(),
    };
    let value = value.map_err(not_json)?;
    reader.end().map_err(not_json)?;
    Ok(value)
}

/// What strict reading noted. An error of the reader itself only carries a sentence.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    fault: RefCell<Option<ReadError>>,
    values: Cell<u32>,
}

impl Notes {
    /// What made the last reading fail, unless it was that the text is not JSON.
    pub fn take(&self) -> Option<ReadError> {
        self.fault.take()
    }

    /// Begins to count values anew.
    pub fn recount(&self) {
        self.values.set(0);
    }

    fn refuse<E: Error>(&self, fault: ReadError) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }

    fn count<E: Error>(&self) -> Result<(), E> {
        let values = self.values.get() + 1;
        self.values.set(values);
        if values > MOST_VALUES {
            return Err(self.refuse(ReadError::TooMany));
        }
        Ok(())
    }
}

/// Reads one value strictly.
#[derive(Clone, Copy)]
pub(crate) struct Strict<'n>(pub &'n Notes);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.0.count()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        if is_exact(number) {
            return Ok(number.into());
        }
        Err(self.0.refuse(ReadError::Number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(self.0.refuse(ReadError::Number)),
        }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Err(self.0.refuse(ReadError::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = pairs.next_key::<String>()? {
            let value = pairs.next_value_seed(self)?;
            if fields.contains_key(&name) {
                return Err(self.0.refuse(ReadError::Twice(name)));
            }
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}
