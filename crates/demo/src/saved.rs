//! Keeping a demo over a reload, as text.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::demo::{Demo, DemoFault, State};
use crate::made_up;

/// Version of the form; another form gets another number.
const FORM: u32 = 1;

/// Why a saved demo cannot be taken up; a new one takes its place.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// It is not what was saved, or of another version.
    #[error("it was not saved by this version: {0}")]
    Form(String),
    /// It is of another day, and its dates would look stale.
    #[error("it is of another day")]
    AnotherDay,
    /// Its made-up residents are others than those of this version.
    #[error("its made-up residents are not those of this version")]
    OtherContents,
    /// The demo's own files are wrong.
    #[error(transparent)]
    Demo(#[from] DemoFault),
}

#[derive(Serialize)]
struct Saved<'a> {
    form: u32,
    state: &'a State,
}

#[derive(Deserialize)]
struct Restored {
    form: u32,
    state: State,
}

impl Demo {
    /// All that has changed since the demo was loaded, as text. The ledgers as they were loaded are not in
    /// it: they are made anew.
    ///
    /// # Errors
    ///
    /// It cannot be written as JSON.
    pub fn save(&self) -> Result<String, serde_json::Error> {
        let state = &self.state;
        serde_json::to_string(&Saved { form: FORM, state })
    }

    /// Takes up a saved demo of the same day.
    ///
    /// # Errors
    ///
    /// [`RestoreError`].
    pub fn restore(text: &str, now: DateTime<Utc>) -> Result<Self, RestoreError> {
        let form = |error: serde_json::Error| RestoreError::Form(error.to_string());
        let saved: Restored = serde_json::from_str(text).map_err(form)?;
        if saved.form != FORM {
            return Err(RestoreError::Form(saved.form.to_string()));
        }
        if saved.state.fingerprint != made_up::fingerprint(&[]) {
            return Err(RestoreError::OtherContents);
        }
        if saved.state.loaded_at.date_naive() != now.date_naive() {
            return Err(RestoreError::AnotherDay);
        }
        Ok(Self::around(saved.state)?)
    }
}

/// Bytes as text in JSON, a third as long as a list of numbers.
pub(crate) mod bytes {
    use citizen_score_office::digest;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(bytes: &[u8], out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&digest::text(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        digest::bytes(&text).ok_or_else(|| D::Error::custom("is not base64url"))
    }
}
