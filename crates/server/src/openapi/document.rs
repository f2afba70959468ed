//! The document as JSON: `OpenAPI` 3.1.

mod answers;

use citizen_score_contract::Problem;
use serde_json::{Map, Value, json};

use super::call::{Body, Call, Who};
use super::calls::GROUPS;
use super::problems;
use super::schemas::Schemas;
use crate::displays;
use answers::{given, put_example, refused};

/// What is said before all calls.
const ABOUT: &str = "What a resident's app asks of a Citizen Score server. Dates are ISO 8601, moments RFC 3339, \
both in UTC; points are whole numbers, and a whole number is written \
without a fraction: `1.0` is refused. Clients decide by the `code` of a problem, and ignore fields and codes \
that they do not know. No call shows anything about anyone but whoever is signed in, and none adds points. \
Every answer has the header `X-Request-Id`, the name of the request in the server's log. \
A browser that opens an address at which the server fails (`Sec-Fetch-Mode: navigate`) gets a page with words \
in place of the problem, with the same status. How versions change is in docs/api.md of the source.";

/// The version of the API, as in its path. What is added without breaking anything does not change it.
const VERSION: &str = "1.0.0";

/// Makes the document.
pub fn make() -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    let problem = schemas.given::<Problem>();
    for group in GROUPS {
        for call in (group.calls)() {
            let operation = operation(&call, group.name, &problem, &mut schemas);
            let path = paths.entry(call.path).or_insert_with(|| json!({}));
            if let Value::Object(path) = path {
                path.insert(call.method.to_owned(), operation);
            }
        }
    }
    let tags: Vec<Value> = GROUPS
        .iter()
        .map(|it| json!({ "name": it.name, "description": it.about }))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Citizen Score",
            "version": VERSION,
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/", "description": "The server that gave you this." }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas.finish(),
            "headers": headers(),
            "securitySchemes": {
                "session": {
                    "type": "apiKey", "in": "cookie", "name": "cs_session",
                    "description": "The session, as `POST /api/v1/session` sets it. Behind TLS its name is \
                                    `__Host-cs_session`.",
                },
                "display": {
                    "type": "apiKey", "in": "cookie", "name": displays::COOKIE,
                    "description": "The key of a shared display, as `citizen-score displays add` gives it \
                                    and `/display?key=…` sets it.",
                },
            },
        },
    })
}

fn headers() -> Value {
    let text = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    json!({
        "X-Request-Id": text("Name of the request in the server's log."),
        "ETag": text("Name of this answer, for `If-None-Match`."),
        "Location": text("Where it is from now on."),
        "Set-Cookie": text("The session's cookie."),
        "Content-Disposition": text("An attachment, and the name of its file."),
        "Allow": text("The methods that this path takes."),
        "Retry-After": {
            "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 0 },
        },
    })
}

fn operation(call: &Call, tag: &str, problem: &Value, schemas: &mut Schemas) -> Value {
    let mut answers = Map::new();
    for answer in &call.answers {
        let json = given(answer, call, schemas);
        answers.insert(answer.status.to_string(), json);
    }
    for (status, codes) in problems::by_status(call) {
        let known = answers.entry(status.to_string());
        let refused = refused(status, &codes, problem);
        match known.or_insert_with(|| json!({})) {
            // A status that is both an answer and a problem, as that of `/readyz`.
            Value::Object(answer) if answer.contains_key("content") => {
                let own = refused.get("content").and_then(Value::as_object).cloned();
                if let Some(Value::Object(kinds)) = answer.get_mut("content") {
                    kinds.extend(own.unwrap_or_default());
                }
            }
            answer => *answer = refused,
        }
    }
    let mut operation = json!({
        "operationId": call.id,
        "tags": [tag],
        "summary": call.summary,
        "description": call.about,
        "responses": answers,
        "security": security(call.who),
    });
    let Value::Object(fields) = &mut operation else {
        return operation;
    };
    if !call.parameters.is_empty() {
        let parameters = call.parameters.iter().map(|it| {
            json!({
                "name": it.name, "in": it.place, "required": it.required,
                "description": it.about, "schema": it.schema,
            })
        });
        fields.insert("parameters".into(), parameters.collect());
    }
    if let Some(body) = body(call, schemas) {
        fields.insert("requestBody".into(), body);
    }
    operation
}

fn security(who: Who) -> Value {
    match who {
        Who::Everyone => json!([]),
        Who::SignedIn | Who::OwnDevice | Who::Visit => json!([{ "session": [] }]),
        Who::Display => json!([{ "display": [] }]),
    }
}

fn body(call: &Call, schemas: &mut Schemas) -> Option<Value> {
    match call.body {
        Body::None => None,
        Body::Nothing => Some(json!({
            "description": "None, or an object without fields.",
            "required": false,
            "content": { "application/json": {
                "schema": { "type": "object", "properties": {}, "additionalProperties": false },
            } },
        })),
        Body::Json(schema) => {
            let mut content = json!({ "schema": schema(schemas) });
            put_example(&mut content, &format!("{}.body", call.id));
            Some(json!({ "required": true, "content": { "application/json": content } }))
        }
        Body::File => Some(json!({
            "description": "The bytes of a PDF, JPEG or PNG, at most 5 MB; its content says what it is.",
            "required": true,
            "content": { "application/octet-stream": {} },
        })),
    }
}
