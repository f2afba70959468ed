//! Changed copies of a record, for tests: every one must be refused, but those that only spell the very
//! same values otherwise.

mod bytes;
mod fields;
mod ledger;
mod random;
mod spelling;

use serde_json::Value;

use random::Random;

/// A changed copy of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// What was done, in short.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// It says the very same as before: another layout, another order of fields, other escapes. The
    /// signature does not cover those, so such a copy is still good.
    pub harmless: bool,
}

impl Mutation {
    fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            bytes,
            harmless: false,
        }
    }
}

/// Changed copies of a record: first those that were thought of, then random ones without end, the same
/// for the same seed. None is to the byte like the record.
///
/// Hundreds of copies are made at once, so this is for records of some entries, not of many thousands.
///
/// # Errors
///
/// The record is not JSON.
pub fn mutations(
    record: &[u8],
    seed: u64,
) -> Result<impl Iterator<Item = Mutation>, serde_json::Error> {
    let value: Value = serde_json::from_slice(record)?;
    let mut thought_of = spelling::all(record, &value);
    thought_of.extend(ledger::all(&value));
    thought_of.extend(fields::thought_of(record, &value));
    let original = record.to_vec();
    let mut random = Random::new(seed);
    let at_random = {
        let original = original.clone();
        (0_u64..).map(move |turn| {
            if turn % 2 == 0 {
                bytes::one(&original, &value, &mut random)
            } else {
                fields::one(&value, &mut random)
            }
        })
    };
    Ok(thought_of
        .into_iter()
        .chain(at_random)
        .filter(move |it| it.bytes != original))
}

/// A value as a file, on one line.
fn file(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}
