//! Reading a document field by field, and its long lists element by element: a record of 100,000
//! entries never stands in memory as a tree.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::canonical::{self, Notes, NumberError, Strict};
use crate::digest::Digest;
use crate::entry::{self, RecordEntry};
use crate::fault::RecordFault;
use crate::fields::{self, Fields};
use crate::shown::shown;
use crate::statement::{self, RecordStatement};

/// The long lists of a document, with their canonical JSON.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub entries: Vec<RecordEntry>,
    /// The digest of each entry.
    pub found: Vec<Digest>,
    pub entries_json: Json,
    /// The digests that the document states.
    pub stated: Vec<Digest>,
    pub digests_json: Json,
    pub statements: Vec<RecordStatement>,
    pub statements_json: Json,
}

/// Canonical JSON of a list that is being written.
#[derive(Debug, Default)]
pub(super) struct Json(Vec<u8>);

impl Json {
    fn push(&mut self, item: &Value) -> Result<(), NumberError> {
        self.0.push(if self.0.is_empty() { b'[' } else { b',' });
        canonical::write(item, &mut self.0)
    }

    fn close(&mut self) {
        if self.0.is_empty() {
            self.0.push(b'[');
        }
        self.0.push(b']');
    }

    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Lists {
    fn take_entry(&mut self, element: Value) -> Result<(), RecordFault> {
        let number = |error: NumberError| RecordFault::wrong("", error.to_string());
        self.entries_json.push(&element).map_err(number)?;
        let mut rest = Fields::of(element)?;
        let entry = rest.take("entry")?;
        let canonical = canonical::to_bytes(&entry).map_err(number)?;
        self.entries.push(entry::read(entry, rest)?);
        self.found.push(Digest::of(&canonical));
        Ok(())
    }

    fn take_statement(&mut self, element: Value) -> Result<(), RecordFault> {
        self.statements_json
            .push(&element)
            .map_err(|error| RecordFault::wrong("", error.to_string()))?;
        self.statements.push(statement::read(element)?);
        Ok(())
    }

    fn take_digest(&mut self, element: Value) -> Result<(), RecordFault> {
        let digest = fields::text("", element)?;
        let read = Digest::from_hex(&digest).ok_or_else(|| {
            RecordFault::wrong("", "it must be 32 digits of hexadecimal, in small letters")
        })?;
        self.stated.push(read);
        // What was just read holds no number.
        let _ = self.digests_json.push(&Value::String(digest));
        Ok(())
    }
}

/// Reads all fields, which are those named: the lists apart, and the others as they are.
pub(super) fn read(
    text: &str,
    names: &[&'static str],
) -> Result<(Map<String, Value>, Lists), RecordFault> {
    let whole = Whole {
        names,
        notes: &Notes::default(),
        at: &RefCell::default(),
        fault: &RefCell::default(),
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = (&mut reader).deserialize_map(whole).and_then(|it| {
        reader.end()?;
        Ok(it)
    });
    read.map_err(|error| {
        let field = whole.at.take();
        if let Some(fault) = whole.fault.take() {
            fault
        } else if let Some(fault) = whole.notes.take() {
            RecordFault::read(fault, &field)
        } else if error.is_data() {
            RecordFault::wrong(field, error.to_string())
        } else {
            RecordFault::NotJson {
                line: error.line(),
                column: error.column(),
            }
        }
    })
}

/// The document as a whole, and what is noted while it is read: an error of the reader itself only
/// carries a sentence.
#[derive(Clone, Copy)]
struct Whole<'n> {
    names: &'n [&'static str],
    notes: &'n Notes,
    /// Path of the field that is being read.
    at: &'n RefCell<String>,
    fault: &'n RefCell<Option<RecordFault>>,
}

impl Whole<'_> {
    fn refuse<E: serde::de::Error>(self, fault: RecordFault) -> E {
        self.fault.replace(Some(fault));
        E::custom("refused")
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = (Map<String, Value>, Lists);

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let (mut fields, mut lists) = (Map::new(), Lists::default());
        while let Some(name) = pairs.next_key::<String>()? {
            if !self.names.contains(&name.as_str()) {
                return Err(self.refuse(RecordFault::FieldUnknown {
                    field: shown(&name),
                }));
            }
            if fields.contains_key(&name) {
                return Err(self.refuse(RecordFault::FieldTwice { field: name }));
            }
            self.notes.recount();
            self.at.replace(name.clone());
            let value = match name.as_str() {
                "entries" => {
                    pairs.next_value_seed(Each {
                        whole: self,
                        take: |it| lists.take_entry(it),
                    })?;
                    lists.entries_json.close();
                    Value::Null
                }
                "digests" => {
                    pairs.next_value_seed(Each {
                        whole: self,
                        take: |it| lists.take_digest(it),
                    })?;
                    lists.digests_json.close();
                    Value::Null
                }
                "statements" => {
                    pairs.next_value_seed(Each {
                        whole: self,
                        take: |it| lists.take_statement(it),
                    })?;
                    lists.statements_json.close();
                    Value::Null
                }
                _ => pairs.next_value_seed(Strict(self.notes))?,
            };
            fields.insert(name, value);
        }
        for name in self.names {
            if !fields.contains_key(*name) {
                return Err(self.refuse(RecordFault::FieldMissing {
                    field: (*name).to_owned(),
                }));
            }
        }
        for list in ["entries", "digests", "statements"] {
            fields.remove(list);
        }
        Ok((fields, lists))
    }
}

/// A list whose elements are taken one by one.
struct Each<'n, F> {
    whole: Whole<'n>,
    take: F,
}

impl<'de, F: FnMut(Value) -> Result<(), RecordFault>> DeserializeSeed<'de> for Each<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Value) -> Result<(), RecordFault>> Visitor<'de> for Each<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let name = self.whole.at.take();
        let place = |index: usize| format!("{name}[{index}]");
        let mut index = 0;
        loop {
            self.whole.notes.recount();
            match list.next_element_seed(Strict(self.whole.notes)) {
                Ok(Some(element)) => {
                    (self.take)(element).map_err(|fault| {
                        self.whole.refuse::<A::Error>(fault.within(&place(index)))
                    })?;
                }
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.whole.at.replace(place(index));
                    return Err(error);
                }
            }
            index += 1;
        }
    }
}
