//! The document as one page to read, in English since it is for developers. It needs no script and no
//! other file.

use minijinja::{Environment, context};
use serde::Serialize;
use serde_json::{Map, Value};

use super::call::{Call, Who};
use super::calls::GROUPS;
use super::shape::{Kind, Row, kind, rows};
use crate::digest;
use crate::paint::FrameError;

const TEMPLATE: &str = include_str!("../../templates/docs.html");
const STYLE: &str = include_str!("../../templates/docs.css");

/// The page, with the policy that lets its style in and nothing else.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page.
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
}

/// Calls that belong together, as the template knows them.
#[derive(Serialize)]
struct Section {
    name: &'static str,
    anchor: String,
    about: &'static str,
    calls: Vec<Shown>,
}

/// One call.
#[derive(Serialize)]
struct Shown {
    id: &'static str,
    method: String,
    path: &'static str,
    summary: &'static str,
    about: &'static str,
    who: &'static str,
    parameters: Vec<Parameter>,
    body: Option<Content>,
    body_about: String,
    answers: Vec<Answer>,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    place: &'static str,
    required: bool,
    about: &'static str,
    kind: Kind,
}

#[derive(Serialize)]
struct Answer {
    status: String,
    about: String,
    headers: Vec<String>,
    contents: Vec<Content>,
}

/// What is sent, of one media type.
#[derive(Serialize)]
struct Content {
    media: String,
    kind: Kind,
    rows: Vec<Row>,
    example: Option<String>,
}

/// A shape with a name.
#[derive(Serialize)]
struct Named {
    name: String,
    about: String,
    kind: Kind,
    rows: Vec<Row>,
}

/// Paints the page of a document.
///
/// # Errors
///
/// [`FrameError`].
pub fn paint(document: &Value) -> Result<Page, FrameError> {
    let sections: Vec<Section> = GROUPS
        .iter()
        .map(|group| Section {
            name: group.name,
            anchor: group.name.to_lowercase().replace(' ', "-"),
            about: group.about,
            calls: (group.calls)()
                .iter()
                .map(|call| shown(document, call))
                .collect(),
        })
        .collect();
    let shapes: Vec<Named> = object(document.pointer("/components/schemas"))
        .iter()
        .map(|(name, schema)| Named {
            name: name.clone(),
            about: text(schema, "description"),
            kind: kind(schema),
            rows: rows(schema),
        })
        .collect();
    let mut templates = Environment::new();
    templates.set_trim_blocks(true);
    templates.set_lstrip_blocks(true);
    templates.add_filter("marked", marked);
    templates.add_template("docs.html", TEMPLATE)?;
    let style = minijinja::Value::from_safe_string(STYLE.to_owned());
    let info = document.get("info");
    let html = templates
        .get_template("docs.html")?
        .render(context! { style, info, sections, shapes })?;
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
        digest::base64(STYLE.as_bytes())
    );
    Ok(Page { html, policy })
}

fn shown(document: &Value, call: &Call) -> Shown {
    let paths = document.get("paths");
    let operation = paths.and_then(|paths| paths.get(call.path));
    let operation = operation.and_then(|path| path.get(call.method));
    let operation = operation.unwrap_or(&Value::Null);
    let body = operation.get("requestBody").unwrap_or(&Value::Null);
    let answers = object(operation.get("responses"));
    Shown {
        id: call.id,
        method: call.method.to_uppercase(),
        path: call.path,
        summary: call.summary,
        about: call.about,
        who: match call.who {
            Who::Everyone => "Everyone",
            Who::SignedIn => "Signed in",
            Who::OwnDevice => "Signed in, on an own device",
            Who::Display => "A shared display",
            Who::Visit => "Signed in, at a shared display",
        },
        parameters: call
            .parameters
            .iter()
            .map(|it| Parameter {
                name: it.name,
                place: it.place,
                required: it.required,
                about: it.about,
                kind: kind(&it.schema),
            })
            .collect(),
        body_about: text(body, "description"),
        body: contents(body).into_iter().next(),
        answers: answers
            .iter()
            .map(|(status, answer)| Answer {
                status: status.clone(),
                about: text(answer, "description"),
                headers: object(answer.get("headers"))
                    .keys()
                    // Every answer has it, as is said at the top.
                    .filter(|name| *name != "X-Request-Id")
                    .cloned()
                    .collect(),
                contents: contents(answer),
            })
            .collect(),
    }
}

fn contents(of: &Value) -> Vec<Content> {
    let kinds = object(of.get("content"));
    let kinds = kinds.iter().map(|(media, content)| {
        let schema = content.get("schema").unwrap_or(&Value::Null);
        let example = content.get("example");
        Content {
            media: media.clone(),
            kind: kind(schema),
            rows: if schema.get("$ref").is_some() {
                Vec::new()
            } else {
                rows(schema)
            },
            example: example.and_then(|it| serde_json::to_string_pretty(it).ok()),
        }
    });
    kinds.collect()
}

/// A sentence in which what stands between backticks is code.
fn marked(sentence: &str) -> minijinja::Value {
    let parts = sentence.split('`').enumerate().map(|(place, part)| {
        let safe = part
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        match place % 2 {
            0 => safe,
            _ => format!("<code>{safe}</code>"),
        }
    });
    minijinja::Value::from_safe_string(parts.collect())
}

fn object(value: Option<&Value>) -> Map<String, Value> {
    value
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

fn text(of: &Value, name: &str) -> String {
    let text = of.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}
