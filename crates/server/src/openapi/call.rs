//! One call of the API as it is described: what it takes, and all that can be answered.

use citizen_score_contract::ProblemCode;
use schemars::JsonSchema;
use serde_json::Value;

use super::parameters::Parameter;
use super::schemas::Schemas;

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

/// A call that reads.
pub fn get(path: &'static str, id: &'static str, who: Who) -> Call {
    call("get", path, id, who)
}

/// A call that writes.
pub fn post(path: &'static str, id: &'static str, who: Who) -> Call {
    call("post", path, id, who)
}

/// A call that writes what it names.
pub fn put(path: &'static str, id: &'static str, who: Who) -> Call {
    call("put", path, id, who)
}

/// A call that takes away.
pub fn delete(path: &'static str, id: &'static str, who: Who) -> Call {
    call("delete", path, id, who)
}

fn call(method: &'static str, path: &'static str, id: &'static str, who: Who) -> Call {
    Call {
        method,
        path,
        id,
        who,
        summary: "",
        about: "",
        parameters: Vec::new(),
        body: Body::None,
        answers: Vec::new(),
        problems: Vec::new(),
    }
}

impl Call {
    /// Says what it does.
    pub fn says(mut self, summary: &'static str, about: &'static str) -> Self {
        (self.summary, self.about) = (summary, about);
        self
    }

    /// It takes a parameter.
    pub fn with(mut self, parameter: Parameter) -> Self {
        self.parameters.push(parameter);
        self
    }

    /// It takes a body of JSON.
    pub fn takes<T: JsonSchema>(mut self) -> Self {
        self.body = Body::Json(Schemas::taken::<T>);
        self
    }

    /// It takes no body, or an object without fields.
    pub fn takes_nothing(mut self) -> Self {
        self.body = Body::Nothing;
        self
    }

    /// It takes a file.
    pub fn takes_a_file(mut self) -> Self {
        self.body = Body::File;
        self
    }

    /// It answers with JSON.
    pub fn gives<T: JsonSchema>(self, status: u16, about: &'static str) -> Self {
        self.gives_as(status, about, "application/json", Some(Schemas::given::<T>))
    }

    /// It answers with JSON that has an `ETag`, or with 304.
    pub fn gives_named<T: JsonSchema>(self, about: &'static str) -> Self {
        self.gives::<T>(200, about).named()
    }

    /// Its answer has an `ETag`, and it may be 304.
    pub fn named(self) -> Self {
        let unchanged = Answer {
            status: 304,
            about: "It is still what `If-None-Match` names.",
            kinds: Vec::new(),
            headers: vec!["ETag"],
            links: Vec::new(),
        };
        let mut call = self.has("ETag").with(Parameter::if_none_match());
        call.answers.push(unchanged);
        call
    }

    /// It answers with something; of one status with what was said last of it, too.
    pub fn gives_as(
        mut self,
        status: u16,
        about: &'static str,
        kind: &'static str,
        schema: Option<SchemaOf>,
    ) -> Self {
        if let Some(same) = self.answers.iter_mut().find(|it| it.status == status) {
            same.kinds.push((kind, schema));
            return self;
        }
        self.answers.push(Answer {
            status,
            about,
            kinds: vec![(kind, schema)],
            headers: Vec::new(),
            links: Vec::new(),
        });
        self
    }

    /// It answers without a body.
    pub fn gives_nothing(mut self, about: &'static str) -> Self {
        self.answers.push(Answer {
            status: 204,
            about,
            kinds: Vec::new(),
            headers: Vec::new(),
            links: Vec::new(),
        });
        self
    }

    /// Its last answer has this header.
    pub fn has(mut self, header: &'static str) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.headers.push(header);
        }
        self
    }

    /// With its last answer these calls can be made, each with `parameter` from this place in it.
    pub fn leads(
        mut self,
        calls: &[&'static str],
        parameter: &'static str,
        pointer: &'static str,
    ) -> Self {
        if let Some(answer) = self.answers.last_mut() {
            answer.links.extend(calls.iter().map(|call| Link {
                call,
                parameter,
                pointer,
            }));
        }
        self
    }

    /// How it refuses, beside how all calls of its sort do.
    pub fn refuses(mut self, problems: &[ProblemCode]) -> Self {
        self.problems.extend(problems);
        self
    }
}
