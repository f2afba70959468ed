//! The calls of the API, one file for each kind of thing.

mod access_log;
mod cases;
mod consent;
mod display;
mod entries;
mod evidence;
mod pairings;
mod proofs;
mod record;
mod rulebook;
mod session;
mod sessions;
mod statement;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::ProblemCode;
use citizen_score_office::body::{self, MAX_BODY};
use citizen_score_office::once::{self, Once};
use serde::de::DeserializeOwned;

use crate::refused::Refused;
use crate::request::{Random, Request};

/// A request that is being answered.
pub(crate) struct Asking<'a> {
    pub request: &'a Request,
    pub now: DateTime<Utc>,
    pub random: Random<'a>,
}

impl Asking<'_> {
    /// The day it is, in UTC.
    pub(crate) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The second it is.
    pub(crate) fn second(&self) -> i64 {
        self.now.timestamp()
    }

    /// The body as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        if !body::is_json(self.request.header("content-type")) {
            return Err(ProblemCode::NotJson.into());
        }
        self.check_size(MAX_BODY)?;
        Ok(body::read(&self.request.body)?)
    }

    /// Refuses a body in a call that takes none.
    pub(crate) fn nothing(&self) -> Result<(), Refused> {
        self.check_size(MAX_BODY)?;
        let kind = self.request.header("content-type");
        Ok(body::read_nothing(kind, &self.request.body)?)
    }

    pub(crate) fn check_size(&self, most: usize) -> Result<(), Refused> {
        if self.request.body.len() > most {
            return Err(ProblemCode::TooLarge.into());
        }
        Ok(())
    }

    /// The name of the request.
    pub(crate) fn once(&self, action: &str, body: &[u8]) -> Result<Once, Refused> {
        let keys = self.request.header_values(once::NAME).map(Some);
        Ok(once::read(keys, action, body)?)
    }
}

/// A part of a path as it was meant; none where it is not text.
pub(crate) fn decoded(part: &str) -> Option<String> {
    if !part.contains('%') {
        return Some(part.to_owned());
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let pair = if byte == b'%' {
            let mut ahead = rest.clone();
            let digits = ahead.next().zip(ahead.next());
            digits.and_then(|(high, low)| Some(digit(high)? << 4 | digit(low)?))
        } else {
            None
        };
        if let Some(value) = pair {
            rest.nth(1);
            bytes.push(value);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(letter: u8) -> Option<u8> {
    let value = char::from(letter).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn parts_of_paths_are_read_as_they_were_meant() {
        for (part, meant) in [
            ("plain-1", Some("plain-1")),
            ("%E7%BC%96", Some("编")),
            ("a%2Fb%20c", Some("a/b c")),
            ("100%", Some("100%")),
            ("%4", Some("%4")),
            ("%zz", Some("%zz")),
            ("%FF", None),
        ] {
            assert_eq!(decoded(part).as_deref(), meant, "{part}");
        }
    }
}
