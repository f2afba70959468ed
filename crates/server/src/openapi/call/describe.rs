//! The words in which calls are described.

use citizen_score_contract::ProblemCode;
use schemars::JsonSchema;

use super::{Answer, Body, Call, Link, SchemaOf, Who};
use crate::openapi::parameters::Parameter;
use crate::openapi::schemas::Schemas;

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
