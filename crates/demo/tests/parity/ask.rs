//! A request to both, and what both answered.

use serde_json::Value;

/// One request; `{name}` in path and body stands for what was kept under that name.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub who: &'static str,
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn new(who: &'static str, method: &'static str, path: &str) -> Self {
        Self {
            who,
            method,
            path: path.to_owned(),
            ..Self::default()
        }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn json(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self.header("content-type", "application/json")
    }
}

/// What both answered.
#[derive(Debug)]
pub struct Answers {
    pub status: u16,
    /// The masked body.
    pub body: Value,
    /// The bodies as they were.
    pub bodies: [Vec<u8>; 2],
}

impl Answers {
    /// A field of both answers, as it was.
    pub fn field(&self, pointer: &str) -> [String; 2] {
        self.bodies.each_ref().map(|body| {
            let value: Value = serde_json::from_slice(body).unwrap();
            value.pointer(pointer).unwrap().as_str().unwrap().to_owned()
        })
    }
}
