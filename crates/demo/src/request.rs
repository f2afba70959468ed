//! Requests and responses as plain values.

use serde::Serialize;

use crate::refused::Refused;

/// Fills bytes with randomness.
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The method, in capital letters.
    pub method: String,
    /// Path and query, such as `/api/v1/me/entries?limit=2`.
    pub path_and_query: String,
    /// Names, in any case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// All values of a header.
    pub fn header_values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = move |it: &&(String, String)| it.0.eq_ignore_ascii_case(name);
        self.headers.iter().filter(named).map(|it| it.1.as_str())
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter();
        let found = named.find(|it| it.0.eq_ignore_ascii_case(name));
        found.map(|it| it.1.as_str())
    }

    /// The value of a cookie, if it is sent exactly once.
    #[must_use]
    pub fn cookie<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let pairs = self.header_values("cookie");
        let pairs = pairs.flat_map(|value| value.split(';'));
        let pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(key, _)| *key == name).map(|it| it.1);
        let value = values.next()?;
        values.next().is_none().then_some(value)
    }

    /// The path without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        let whole = self.path_and_query.as_str();
        whole.split_once('?').map_or(whole, |(path, _)| path)
    }

    /// The query; empty where there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        let parts = self.path_and_query.split_once('?');
        parts.map_or("", |(_, query)| query)
    }

    /// Whether it only reads.
    #[must_use]
    pub fn reads(&self) -> bool {
        matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }

    /// Whether it comes from our own pages, or from no page at all.
    #[must_use]
    pub fn is_own(&self) -> bool {
        if let Some(site) = self.header("sec-fetch-site") {
            return site == "same-origin" || site == "none";
        }
        let Some(origin) = self.header("origin") else {
            return true;
        };
        let origin = origin.split_once("://").map(|(_, it)| it);
        origin
            .zip(self.header("host"))
            .is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
    }
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A response with a body of some kind that nobody stores.
    #[must_use]
    pub fn of(status: u16, kind: &str, body: Vec<u8>) -> Self {
        Self::empty(status).with("content-type", kind).holding(body)
    }

    /// A response without a body that nobody stores.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        let keep = ("cache-control".to_owned(), "no-store".to_owned());
        Self {
            status,
            headers: vec![keep],
            body: Vec::new(),
        }
    }

    /// JSON that nobody stores.
    ///
    /// # Errors
    ///
    /// The value cannot be written.
    pub fn json(status: u16, value: &impl Serialize) -> Result<Self, Refused> {
        let body = serde_json::to_vec(value).map_err(Refused::internal)?;
        Ok(Self::of(status, "application/json", body))
    }

    /// JSON that anyone may keep, and asks for anew each time.
    #[must_use]
    pub fn public(body: Vec<u8>) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body,
        }
        .with("content-type", "application/json")
        .with("cache-control", "public, no-cache")
    }

    /// A file to be saved.
    #[must_use]
    pub fn file(kind: &str, name: &str, body: Vec<u8>) -> Self {
        let disposition = format!("attachment; filename=\"{name}\"");
        Self::of(200, kind, body).with("content-disposition", &disposition)
    }

    /// The same with a header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn holding(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str())
    }
}
