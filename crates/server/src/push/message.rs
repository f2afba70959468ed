//! What a message says: in which language, and what kind of thing there is to see. The words are in the
//! app's own service worker.

use serde::Serialize;
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, encrypt};

use crate::store::Subjects;

/// Bytes of every message before it is sealed, so that its length tells nothing.
pub const LENGTH: usize = 128;

/// Longest name of a language (BCP 47), in letters.
pub const LONGEST_LANGUAGE: usize = 35;

/// What there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The record has changed.
    Record,
    /// A case has changed.
    Case,
    /// Somebody signed in.
    SignIn,
    /// More than one of these.
    Several,
    /// Nothing: the resident wanted to see a message.
    Test,
}

impl From<Subjects> for Topic {
    fn from(subjects: Subjects) -> Self {
        match subjects {
            Subjects::RECORD => Self::Record,
            Subjects::CASE => Self::Case,
            Subjects::SIGN_IN => Self::SignIn,
            _ => Self::Several,
        }
    }
}

#[derive(Serialize)]
struct Said<'a> {
    language: &'a str,
    about: Topic,
}

/// The text of a message, filled up with spaces; none for a language with too long a name.
#[must_use]
pub fn text(language: &str, topic: Topic) -> Option<String> {
    let said = Said {
        language,
        about: topic,
    };
    let text = serde_json::to_string(&said).ok()?;
    (text.len() <= LENGTH).then(|| format!("{text:LENGTH$}"))
}

/// A message as only the browser can open it (RFC 8291); none where the browser's keys are wrong.
#[must_use]
pub fn sealed(language: &str, topic: Topic, p256dh: &[u8], auth: &[u8; 16]) -> Option<Vec<u8>> {
    let key = PublicKey::from_sec1_bytes(p256dh).ok()?;
    let text = text(language, topic)?.into_bytes();
    encrypt(text, &key, &Auth::from(*auth)).ok()
}
