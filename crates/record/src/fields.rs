//! The fields of an object, taken out one by one, so that each that is missing, unknown or wrong is
//! named.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::{Points, iso};
use serde_json::{Map, Value};

use crate::fault::RecordFault;
use crate::shown::shown;

/// An object that is being read.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Takes a value that must be an object.
    pub fn of(value: Value) -> Result<Self, RecordFault> {
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            other => Err(wanted("", "an object", &other)),
        }
    }

    /// Takes a field as it is.
    pub fn take(&mut self, name: &str) -> Result<Value, RecordFault> {
        self.0
            .remove(name)
            .ok_or_else(|| RecordFault::FieldMissing {
                field: name.to_owned(),
            })
    }

    /// Takes a text.
    pub fn text<T: From<String>>(&mut self, name: &str) -> Result<T, RecordFault> {
        text(name, self.take(name)?).map(T::from)
    }

    /// Takes a text or null.
    pub fn optional_text<T: From<String>>(&mut self, name: &str) -> Result<Option<T>, RecordFault> {
        let value = self.take(name)?;
        if value.is_null() {
            Ok(None)
        } else {
            text(name, value).map(|text| Some(text.into()))
        }
    }

    /// Takes a number of points.
    pub fn points(&mut self, name: &str) -> Result<Points, RecordFault> {
        points(name, &self.take(name)?)
    }

    /// Takes a number of points or null.
    pub fn optional_points(&mut self, name: &str) -> Result<Option<Points>, RecordFault> {
        let value = self.take(name)?;
        if value.is_null() {
            Ok(None)
        } else {
            points(name, &value).map(Some)
        }
    }

    /// Takes a yes or no.
    pub fn flag(&mut self, name: &str) -> Result<bool, RecordFault> {
        let value = self.take(name)?;
        value
            .as_bool()
            .ok_or_else(|| wanted(name, "true or false", &value))
    }

    /// Takes a day.
    pub fn day(&mut self, name: &str) -> Result<NaiveDate, RecordFault> {
        day(name, &self.take(name)?)
    }

    /// Takes a day or null.
    pub fn optional_day(&mut self, name: &str) -> Result<Option<NaiveDate>, RecordFault> {
        let value = self.take(name)?;
        if value.is_null() {
            Ok(None)
        } else {
            day(name, &value).map(Some)
        }
    }

    /// Takes a moment.
    pub fn moment(&mut self, name: &str) -> Result<DateTime<Utc>, RecordFault> {
        let value = self.take(name)?;
        iso::moment(&value)
            .map_err(|_| wanted(name, "a moment such as 2026-11-24T08:30:00Z", &value))
    }

    /// Refuses whatever was not taken.
    pub fn end(self) -> Result<(), RecordFault> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(RecordFault::FieldUnknown {
                field: shown(&name),
            }),
        }
    }
}

/// A value that must be a text.
pub(crate) fn text(name: &str, value: Value) -> Result<String, RecordFault> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wanted(name, "a text", &other)),
    }
}

/// A value that must be a day.
pub(crate) fn day(name: &str, value: &Value) -> Result<NaiveDate, RecordFault> {
    let day = value.as_str().and_then(iso::parse_date);
    day.ok_or_else(|| wanted(name, "a day such as 2026-11-24", value))
}

fn points(name: &str, value: &Value) -> Result<Points, RecordFault> {
    let points = value.as_i64().and_then(|it| Points::try_from(it).ok());
    points.ok_or_else(|| wanted(name, "a number of points", value))
}

/// A field that holds something else than wanted.
pub(crate) fn wanted(name: &str, wanted: &str, found: &Value) -> RecordFault {
    let found = match found {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("the text `{}`", shown(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => found.to_string(),
    };
    RecordFault::wrong(name, format!("it must be {wanted}, and is {found}"))
}
