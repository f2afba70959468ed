//! Parameters of calls, with their limits as the readers have them.

use serde_json::{Value, json};

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Where it stands: `path`, `query` or `header`.
    pub place: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
    /// What it can be.
    pub schema: Value,
}

impl Parameter {
    /// A part of the path. What names nothing is `not_found`.
    pub fn path(name: &'static str, about: &'static str, schema: Value) -> Self {
        Self {
            name,
            place: "path",
            required: true,
            about,
            schema,
        }
    }

    /// A part of the query, which may be left out.
    pub fn query(name: &'static str, about: &'static str, schema: Value) -> Self {
        Self {
            name,
            place: "query",
            required: false,
            about,
            schema,
        }
    }

    /// A header, which may be left out.
    pub fn header(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            place: "header",
            required: false,
            about,
            schema: json!({ "type": "string" }),
        }
    }

    /// The `ETag` of what the asker has.
    pub fn if_none_match() -> Self {
        Self::header(
            "If-None-Match",
            "The `ETag` of an answer that you have. Where nothing has changed since, the answer is 304.",
        )
    }

    /// What makes a request be carried out once.
    pub fn idempotency_key() -> Self {
        Self {
            required: true,
            schema: json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$" }),
            ..Self::header(
                "Idempotency-Key",
                "Made up once for what is sent. The same key with the same request gets the same answer \
                 again, and nothing is done twice; with another request it is `conflict`.",
            )
        }
    }

    /// How long a page is.
    pub fn limit(default: u32, most: u32) -> Self {
        let schema =
            json!({ "type": "integer", "minimum": 1, "maximum": most, "default": default });
        Self::query("limit", "How many there are on a page at most.", schema)
    }

    /// Where a page begins.
    pub fn cursor() -> Self {
        Self::query(
            "cursor",
            "The `next_cursor` of the page before. Anything else is `invalid_cursor`.",
            json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]+$" }),
        )
    }

    /// Whether JSON or a table is wanted.
    pub fn format(about: &'static str) -> Self {
        let schema = json!({ "type": "string", "enum": ["json", "csv"], "default": "json" });
        Self::query("format", about, schema)
    }
}

/// A text in a path.
pub fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}
