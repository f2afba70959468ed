//! What a call can be answered with, as the document has it.

use citizen_score_contract::ProblemCode;
use citizen_score_contract::problem::PROBLEM_JSON;
use serde_json::{Map, Value, json};

use crate::openapi::call::{Answer, Call};
use crate::openapi::schemas::Schemas;
use crate::openapi::{examples, problems};

/// An answer that is not a problem.
pub fn given(answer: &Answer, call: &Call, schemas: &mut Schemas) -> Value {
    let mut headers = Map::new();
    for name in answer.headers.iter().chain(&["X-Request-Id"]) {
        let header = json!({ "$ref": format!("#/components/headers/{name}") });
        headers.insert((*name).to_owned(), header);
    }
    let mut json = json!({ "description": answer.about, "headers": headers });
    let mut content = Map::new();
    for (kind, schema) in &answer.kinds {
        let mut one = match schema {
            Some(schema) => json!({ "schema": schema(schemas) }),
            None => json!({}),
        };
        if *kind == "application/json" {
            put_example(&mut one, call.id);
        }
        content.insert((*kind).to_owned(), one);
    }
    let links: Map<String, Value> = answer
        .links
        .iter()
        .map(|it| {
            let value = format!("$response.body#{}", it.pointer);
            let link = json!({ "operationId": it.call, "parameters": { it.parameter: value } });
            (it.call.to_owned(), link)
        })
        .collect();
    if let Value::Object(fields) = &mut json {
        if !content.is_empty() {
            fields.insert("content".into(), Value::Object(content));
        }
        if !links.is_empty() {
            fields.insert("links".into(), Value::Object(links));
        }
    }
    json
}

/// Puts an example to what it is one of, if there is one.
pub fn put_example(content: &mut Value, name: &str) {
    if let (Value::Object(fields), Some(example)) = (content, examples::find(name)) {
        fields.insert("example".into(), example);
    }
}

/// All problems of one status.
pub fn refused(status: u16, codes: &[ProblemCode], problem: &Value) -> Value {
    let said = codes.iter().map(|code| {
        let (_, when) = problems::of(*code);
        format!("`{}`: {when}.", problems::name(*code))
    });
    let names: Vec<String> = codes.iter().map(|code| problems::name(*code)).collect();
    let mut schema = problem.clone();
    if let Value::Object(fields) = &mut schema {
        let narrower = json!({ "code": { "enum": names }, "status": { "const": status } });
        fields.insert("properties".into(), narrower);
    }
    let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/X-Request-Id" } });
    if let (Value::Object(headers), 429 | 503) = (&mut headers, status) {
        let wait = json!({ "$ref": "#/components/headers/Retry-After" });
        headers.insert("Retry-After".into(), wait);
    }
    json!({
        "description": said.collect::<Vec<_>>().join(" "),
        "headers": headers,
        "content": { PROBLEM_JSON: { "schema": schema } },
    })
}
