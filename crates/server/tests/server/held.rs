//! Every answer that any test is given, held to the document of the API: its status, its media type, its
//! headers and its shape, with no field that the document does not have.
//!
//! Which calls were answered is left in the folder of the build, for `scripts/check-calls.mjs`.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use citizen_score_contract::problem::PROBLEM_JSON;
use citizen_score_server::openapi;
use http_body_util::BodyExt as _;
use jsonschema::Validator;
use serde_json::{Value, json};

/// The document, without room for fields that it does not name.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = openapi::document();
    for schema in document["components"]["schemas"]
        .as_object_mut()
        .unwrap()
        .values_mut()
    {
        close(schema);
    }
    document
});

/// Validators that were made before, by where their schema is in the document.
static VALIDATORS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") && fields.contains_key("type") {
                fields.entry("additionalProperties").or_insert(json!(false));
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}

/// What was found. It fails the test at its end.
#[derive(Clone, Default)]
pub struct Held {
    faults: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<BTreeMap<String, Value>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let faults = self.faults.lock().unwrap();
        assert!(
            faults.is_empty() || std::thread::panicking(),
            "not as the document of the API says:\n{}",
            faults.join("\n")
        );
    }
}

impl Held {
    /// What looks at every answer.
    pub fn around(&self) -> impl FnOnce(Router) -> Router + use<> {
        let (faults, answers) = (Arc::clone(&self.faults), Arc::clone(&self.answers));
        move |routes| {
            routes.layer(from_fn(move |request: Request, next: Next| {
                let (faults, answers) = (Arc::clone(&faults), Arc::clone(&answers));
                async move {
                    let method = request.method().as_str().to_lowercase();
                    let Some(path) = template(request.uri().path()) else {
                        return next.run(request).await;
                    };
                    let response = next.run(request).await;
                    let call = &DOCUMENT["paths"][path][&method];
                    // HEAD, OPTIONS, and what is refused as no method of this path.
                    if call.is_null() {
                        return response;
                    }
                    let (response, found) = look(call, path, &method, response).await;
                    match found {
                        Ok(Some(json)) => {
                            let name = call["operationId"].as_str().unwrap().to_owned();
                            answers.lock().unwrap().insert(name, json);
                        }
                        Ok(None) => {}
                        Err(fault) => {
                            eprintln!("{fault}");
                            faults.lock().unwrap().push(fault);
                        }
                    }
                    response
                }
            }))
        }
    }

    /// The last good answer in JSON of each call.
    pub fn answers(&self) -> BTreeMap<String, Value> {
        self.answers.lock().unwrap().clone()
    }
}

/// The path in the document that a path is one of.
fn template(path: &str) -> Option<&'static str> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    if let Some((known, _)) = paths.get_key_value(path) {
        return Some(known);
    }
    let parts: Vec<&str> = path.split('/').collect();
    paths.keys().map(String::as_str).find(|known| {
        let known: Vec<&str> = known.split('/').collect();
        let same = |(known, part): (&&str, &&str)| {
            known == part || known.starts_with('{') && !part.is_empty()
        };
        known.len() == parts.len() && known.iter().zip(&parts).all(same)
    })
}

/// Looks at an answer, and gives it back as it was; with what it says where it is good, and in JSON.
async fn look(
    call: &Value,
    path: &str,
    method: &str,
    response: Response,
) -> (Response, Result<Option<Value>, String>) {
    let (parts, body) = response.into_parts();
    let status = parts.status.as_u16().to_string();
    let kind = kind(&parts.headers);
    let of = format!("{method} {path} {status} {kind}");
    // What a browser gets in place of a problem.
    if parts.status.is_server_error() && kind == "text/html" {
        return (Response::from_parts(parts, body), Ok(None));
    }
    remember(call["operationId"].as_str().unwrap());
    let answer = &call["responses"][&status];
    if answer.is_null() {
        let fault = Err(format!("{of}: this status is not in the document"));
        return (Response::from_parts(parts, body), fault);
    }
    let content = &answer["content"];
    if content.get(&kind).is_none() && !(kind.is_empty() && content.is_null()) {
        let fault = Err(format!("{of}: this media type is not in the document"));
        return (Response::from_parts(parts, body), fault);
    }
    if let Some(missing) = missing(&parts.headers, answer, &kind) {
        let fault = Err(format!("{of}: there is no header {missing}"));
        return (Response::from_parts(parts, body), fault);
    }
    let is_json = ["application/json", PROBLEM_JSON].contains(&&*kind);
    if !is_json || parts.headers.contains_key(CONTENT_ENCODING) {
        return (Response::from_parts(parts, body), Ok(None));
    }
    let bytes = match body.collect().await {
        Ok(whole) => whole.to_bytes(),
        Err(error) => {
            return (
                Response::from_parts(parts, Body::empty()),
                Err(format!("{of}: {error}")),
            );
        }
    };
    let found = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{of}: {error}"))
        .and_then(|json: Value| {
            let place = format!(
                "/paths/{}/{method}/responses/{status}/content/{}/schema",
                escaped(path),
                escaped(&kind)
            );
            check(&place, &json).map_err(|fault| format!("{of}: {fault}"))?;
            Ok((parts.status < StatusCode::BAD_REQUEST).then_some(json))
        });
    (Response::from_parts(parts, Body::from(bytes)), found)
}

fn kind(headers: &HeaderMap) -> String {
    let kind = headers.get("content-type").and_then(|it| it.to_str().ok());
    kind.and_then(|it| it.split(';').next())
        .unwrap_or_default()
        .to_owned()
}

fn missing<'a>(headers: &HeaderMap, answer: &'a Value, kind: &str) -> Option<&'a str> {
    let named = answer["headers"].as_object()?;
    let named = named.keys().map(String::as_str);
    // A status that is also that of a text is not always a problem; and a file has no name to ask for.
    let optional = |name: &str| match name {
        "Retry-After" => kind != "application/problem+json",
        "ETag" => kind == "text/csv",
        "Content-Disposition" | "Set-Cookie" => true,
        _ => false,
    };
    named
        .filter(|name| !optional(name))
        .find(|name| !headers.contains_key(*name))
}

fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// Whether a value has the shape that is at a place of the document.
pub fn check(place: &str, value: &Value) -> Result<(), String> {
    let known = VALIDATORS.lock().unwrap().get(place).map(Arc::clone);
    let validator = known.unwrap_or_else(|| {
        let mut schema = DOCUMENT
            .pointer(place)
            .unwrap_or_else(|| panic!("{place}"))
            .clone();
        schema["components"] = DOCUMENT["components"].clone();
        let made = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema);
        let made = Arc::new(made.unwrap_or_else(|error| panic!("{place}: {error}")));
        VALIDATORS
            .lock()
            .unwrap()
            .insert(place.to_owned(), Arc::clone(&made));
        made
    });
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("; "))
    }
}

/// Notes that a call was made by some test.
fn remember(name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calls");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    if !file.exists() {
        std::fs::write(file, "").unwrap();
    }
}
