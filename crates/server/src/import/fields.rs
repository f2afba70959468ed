//! The fields of one line: read strictly, and taken out one by one, so that each that is wrong is
//! named in a plain sentence.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::{Points, iso};
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Value;
use serde_json::error::Category;

use super::LineError;

/// Characters of the file that an error repeats.
const SHOWN: usize = 60;

/// What was between the braces of a line, in its order.
#[derive(Debug)]
pub struct Fields(Vec<(String, Value)>);

impl Fields {
    /// Reads a line that holds one JSON object and nothing else.
    ///
    /// # Errors
    ///
    /// [`LineError`], also for a field that is given twice.
    pub fn read(text: &str) -> Result<Self, LineError> {
        let mut twice = None;
        let mut reader = serde_json::Deserializer::from_str(text);
        let fields = reader.deserialize_any(Object { twice: &mut twice });
        if let Some(name) = twice {
            return Err(LineError::new(shown(&name), "is given twice"));
        }
        let whole = |problem: String| LineError::new("line", problem);
        let fields = fields.map_err(|error| whole(sentence(&error)))?;
        reader.end().map_err(|_| {
            whole("goes on after the object; each line holds one JSON object".to_owned())
        })?;
        Ok(Self(fields))
    }

    /// Whether there is a field with this name that is not null.
    pub fn has(&self, name: &str) -> bool {
        let mut fields = self.0.iter();
        fields.any(|(field, value)| field == name && !value.is_null())
    }

    /// Takes a text.
    pub fn text(&mut self, name: &'static str) -> Result<String, LineError> {
        self.needed(name, "a text", to_text)
    }

    /// Takes a text that may be left out.
    pub fn optional_text(&mut self, name: &'static str) -> Result<Option<String>, LineError> {
        self.optional(name, "a text, or null", to_text)
    }

    /// Takes a number of points.
    pub fn points(&mut self, name: &'static str) -> Result<Points, LineError> {
        let wanted = format!("a whole number from {} to {}", Points::MIN, Points::MAX);
        let read = |value: &Value| value.as_i64().and_then(|it| Points::try_from(it).ok());
        self.needed(name, &wanted, read)
    }

    /// Takes a day.
    pub fn day(&mut self, name: &'static str) -> Result<NaiveDate, LineError> {
        self.needed(name, "a day such as 2026-11-24", to_day)
    }

    /// Takes a day that may be left out.
    pub fn optional_day(&mut self, name: &'static str) -> Result<Option<NaiveDate>, LineError> {
        self.optional(name, "a day such as 2026-11-24, or null", to_day)
    }

    /// Takes a moment.
    pub fn moment(&mut self, name: &'static str) -> Result<DateTime<Utc>, LineError> {
        let wanted = "a moment such as 2026-11-24T08:30:00Z";
        self.needed(name, wanted, |value| iso::moment(value).ok())
    }

    /// Takes a yes or no that is no where it is left out.
    pub fn flag(&mut self, name: &'static str) -> Result<bool, LineError> {
        match self.take(name) {
            None => Ok(false),
            Some(value) => value
                .as_bool()
                .ok_or_else(|| other(name, "true or false", &value)),
        }
    }

    /// Refuses whatever was not taken.
    pub fn end(self, of: &str) -> Result<(), LineError> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => {
                let problem = format!("is not a field of {of}");
                Err(LineError::new(shown(name), problem))
            }
        }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|(field, _)| field == name)?;
        Some(self.0.remove(at).1)
    }

    fn needed<T>(
        &mut self,
        name: &'static str,
        wanted: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<T, LineError> {
        let value = self.take(name);
        let value = value.ok_or_else(|| LineError::new(name, "is missing"))?;
        read(&value).ok_or_else(|| other(name, wanted, &value))
    }

    fn optional<T>(
        &mut self,
        name: &'static str,
        wanted: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, LineError> {
        match self.take(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match read(&value) {
                Some(read) => Ok(Some(read)),
                None => Err(other(name, wanted, &value)),
            },
        }
    }
}

fn to_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn to_day(value: &Value) -> Option<NaiveDate> {
    value.as_str().and_then(iso::parse_date)
}

fn other(name: &str, wanted: &str, value: &Value) -> LineError {
    let found = match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("the text `{}`", shown(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    LineError::new(name, format!("must be {wanted}, and is {found}"))
}

/// What is wrong with a line that is not an object.
fn sentence(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Data => "is JSON, and not an object; each line holds one, in braces".to_owned(),
        Category::Eof => "ends too early; each line holds one whole JSON object".to_owned(),
        Category::Syntax | Category::Io => {
            let text = error.to_string();
            // The reader counts lines in this line, and the file has others.
            let problem = text.split(" at line ").next().unwrap_or_default();
            format!("is not JSON: {problem} at byte {}", error.column())
        }
    }
}

/// The start of a text from outside, unable to steer a terminal.
fn shown(text: &str) -> String {
    let clean = |it: char| {
        if it.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            it
        }
    };
    let mut start: String = text.chars().take(SHOWN).map(clean).collect();
    if text.chars().nth(SHOWN).is_some() {
        start.push('…');
    }
    start
}

/// Reads an object and notes a field that is given twice; `serde_json` itself would take the last.
struct Object<'a> {
    twice: &'a mut Option<String>,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        while let Some((name, value)) = map.next_entry()? {
            if fields.iter().any(|(field, _)| *field == name) {
                *self.twice = Some(name);
                return Err(A::Error::custom("a field is given twice"));
            }
            fields.push((name, value));
        }
        Ok(fields)
    }
}
