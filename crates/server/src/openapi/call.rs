//! One call of the API as it is described: what it takes, and all that can be answered.

mod describe;

use citizen_score_contract::ProblemCode;
use serde_json::Value;

use super::parameters::Parameter;
use super::schemas::Schemas;

pub use describe::{delete, get, post, put};

/// Makes the schema of one type.
pub type SchemaOf = fn(&mut Schemas) -> Value;

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everyone.
    Everyone,
    /// Whoever is signed in; a visit at a shared display only reads.
    SignedIn,
    /// Whoever is signed in on a device of their own.
    OwnDevice,
    /// A shared display, with or without a visit.
    Display,
    /// Whoever is signed in at a shared display.
    Visit,
}

/// What a call takes as its body.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// None is looked at.
    None,
    /// None, or an object without fields.
    Nothing,
    /// JSON.
    Json(SchemaOf),
    /// A PDF, JPEG or PNG.
    File,
}

/// An answer that is not a problem.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// When it comes.
    pub about: &'static str,
    /// What it is, by media type.
    pub kinds: Vec<(&'static str, Option<SchemaOf>)>,
    /// Names of the headers that it has beside those of every answer.
    pub headers: Vec<&'static str>,
    /// Calls that can be made with what is in it.
    pub links: Vec<Link>,
}

/// A call that can be made with what is in an answer.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The `operationId` of the call.
    pub call: &'static str,
    /// Its parameter.
    pub parameter: &'static str,
    /// Where the value of that is in the answer: a JSON pointer.
    pub pointer: &'static str,
}

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method, in small letters.
    pub method: &'static str,
    /// The path, with names in braces.
    pub path: &'static str,
    /// Stable name, for programs that are made from the document.
    pub id: &'static str,
    /// Who may make it.
    pub who: Who,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// All else there is to say.
    pub about: &'static str,
    /// What it takes beside its body.
    pub parameters: Vec<Parameter>,
    /// What it takes as its body.
    pub body: Body,
    /// Its answers.
    pub answers: Vec<Answer>,
    /// How it refuses, beside how all calls of its sort do.
    pub problems: Vec<ProblemCode>,
}
