//! What a draft is, and how far it is on its way.

use std::collections::BTreeMap;

use citizen_score_contract::ProblemCode;
use serde::{Deserialize, Serialize};

/// Something that a resident is writing, or has written and sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// A random UUID; the `Idempotency-Key` under which it is sent.
    pub id: String,
    /// Grows with each change.
    pub revision: u64,
    /// The form that it belongs to, such as `objection`; forms choose their names.
    pub form: String,
    /// What was typed and chosen, by the name of the field.
    pub fields: BTreeMap<String, String>,
    /// The files beside it, in the order in which they were added.
    pub files: Vec<FileRef>,
    /// The page of the form that the resident was at.
    pub step: String,
    /// Moment of the last change, in milliseconds since 1970.
    pub updated: f64,
    /// How far it is on its way.
    pub state: State,
    /// What is sent, word for word, once the resident has sent it.
    pub outgoing: Option<Outgoing>,
}

/// A file beside a draft. Its content is kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// SHA-256 of the content, in hex.
    pub digest: String,
    /// Name that the resident's device gives it.
    pub name: String,
    /// Media type.
    pub kind: String,
    /// Length of the content in bytes.
    pub bytes: u64,
    /// Under which name the content is kept: random, so that the name tells nobody which file it is.
    pub place: String,
}

/// How far a draft is on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// It is being written.
    Typing,
    /// It is to be sent, and goes out when it can.
    Waiting {
        /// When the resident sent it, in milliseconds since 1970.
        since: f64,
    },
    /// This page is sending it.
    Sending {
        /// When the resident sent it, in milliseconds since 1970.
        since: f64,
    },
    /// The server refused it. It can be changed and sent again.
    Refused(Refusal),
    /// The server has it.
    Sent {
        /// When the answer came, in milliseconds since 1970.
        at: f64,
        /// The answer's JSON.
        answer: String,
    },
}

/// Why the server refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The code of the problem.
    pub code: ProblemCode,
    /// The HTTP status.
    pub status: u16,
    /// The field that is wrong, where it is one.
    pub field: Option<String>,
    /// What is wrong, in English.
    pub detail: Option<String>,
    /// Digest of the file that was refused, where it was one.
    pub file: Option<String>,
}

/// What is posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Path below the API's, such as `/me/cases`.
    pub path: String,
    /// The body: JSON.
    pub body: String,
}

/// Where drafts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is being found out.
    Opening,
    /// On the device, encrypted.
    OnDevice,
    /// In this page only: closing it loses them.
    InMemory(Why),
}

/// Why drafts are not kept on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// This is a shared screen.
    Kiosk,
    /// The browser has no storage for this page, as in some private windows.
    Refused,
    /// The device has no room.
    Full,
    /// The server has not given the key yet, as without a connection.
    NoKey,
}

impl Draft {
    /// An empty draft. It is kept once something is put into it.
    pub fn new(form: &str) -> Self {
        Self {
            id: new_id(),
            revision: 0,
            form: form.to_owned(),
            fields: BTreeMap::new(),
            files: Vec::new(),
            step: String::new(),
            updated: js_sys::Date::now(),
            state: State::Typing,
            outgoing: None,
        }
    }

    /// Whether it can be changed: it is not on its way, and has not arrived.
    pub fn is_editable(&self) -> bool {
        matches!(self.state, State::Typing | State::Refused(_))
    }

    /// Whether it is still to be sent.
    pub fn is_waiting(&self) -> bool {
        self.waiting_since().is_some()
    }

    /// Since when it waits to be sent, in milliseconds since 1970.
    pub fn waiting_since(&self) -> Option<f64> {
        match self.state {
            State::Waiting { since } | State::Sending { since } => Some(since),
            _ => None,
        }
    }

    /// What was typed into a field; nothing is an empty text.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// A random UUID (version 4).
pub fn new_id() -> String {
    // `crypto.randomUUID` is missing on pages without TLS; this is there on all of them.
    let mut bytes: [u8; 16] = super::seal::random();
    if let Some(version) = bytes.get_mut(6) {
        *version = (*version & 0x0f) | 0x40;
    }
    if let Some(variant) = bytes.get_mut(8) {
        *variant = (*variant & 0x3f) | 0x80;
    }
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        super::seal::push_hex(&mut id, *byte);
    }
    id
}
