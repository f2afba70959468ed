//! A shape in words, for the page: what kind of value it is, and its fields one a row.

use serde::Serialize;
use serde_json::Value;

/// Fields of fields are shown down to this depth; what has a name is linked and not shown again.
const DEPTH: usize = 6;

/// What kind of value it is: words, and names of shapes that are links.
pub type Kind = Vec<Part>;

/// A part of a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    text: String,
    link: bool,
}

/// A field.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    name: String,
    required: bool,
    kind: Kind,
    about: String,
}

/// What kind of value it is.
pub fn kind(schema: &Value) -> Kind {
    let text = |text: String| vec![Part { text, link: false }];
    if let Some(target) = string(schema, "$ref") {
        let name = target.rsplit('/').next().unwrap_or_default().to_owned();
        return vec![Part {
            text: name,
            link: true,
        }];
    }
    if let Some(value) = schema.get("const") {
        return text(value.to_string());
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        return text(values.join(" or "));
    }
    for name in ["oneOf", "anyOf"] {
        if let Some(Value::Array(all)) = schema.get(name) {
            let mut kinds = all.iter().map(kind);
            let first = kinds.next().unwrap_or_default();
            return kinds.fold(first, |mut known, next| {
                known.extend(text(" or ".into()));
                known.extend(next);
                known
            });
        }
    }
    let types = match schema.get("type") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(all)) => all
            .iter()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect(),
        _ => vec!["anything".to_owned()],
    };
    let mut said = text(types.join(" or "));
    if let Some(items) = schema.get("items") {
        said.extend(text(" of ".into()));
        said.extend(kind(items));
    }
    if let Some(values @ Value::Object(_)) = schema.get("additionalProperties") {
        said.extend(text(", each field ".into()));
        said.extend(kind(values));
    }
    said.extend(limits(schema).into_iter().flat_map(text));
    said
}

fn limits(schema: &Value) -> Vec<String> {
    let said = [
        ("format", ", "),
        ("minimum", ", at least "),
        ("maximum", ", at most "),
        ("minLength", ", characters at least "),
        ("maxLength", ", characters at most "),
        ("minItems", ", elements at least "),
        ("maxItems", ", elements at most "),
        ("pattern", ", pattern "),
        ("default", ", unless given "),
    ];
    let said = said.iter().filter_map(|(name, words)| {
        let value = schema.get(name)?;
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        Some(format!("{words}{value}"))
    });
    said.collect()
}

/// The fields, those of fields with the path to them.
pub fn rows(schema: &Value) -> Vec<Row> {
    let mut found = Vec::new();
    walk(schema, "", DEPTH, &mut found);
    found
}

fn walk(schema: &Value, path: &str, depth: usize, found: &mut Vec<Row>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let required: Vec<&str> = match schema.get("required") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if let Some(Value::Object(fields)) = schema.get("properties") {
        for (name, field) in fields {
            let below = format!("{path}{name}");
            found.push(Row {
                name: below.clone(),
                required: required.contains(&name.as_str()),
                kind: kind(field),
                about: string(field, "description").unwrap_or_default().to_owned(),
            });
            walk(field, &format!("{below}."), depth, found);
        }
    }
    if let Some(items) = schema.get("items") {
        walk(
            items,
            &format!("{}[].", path.trim_end_matches('.')),
            depth,
            found,
        );
    }
    for name in ["oneOf", "anyOf"] {
        let Some(Value::Array(all)) = schema.get(name) else {
            continue;
        };
        for (place, one) in all.iter().enumerate() {
            // A value that is named, such as one of a list of codes.
            if let (Some(value), Some(about)) = (one.get("const"), string(one, "description")) {
                found.push(Row {
                    name: format!("{path}{value}"),
                    required: false,
                    kind: Vec::new(),
                    about: about.to_owned(),
                });
                continue;
            }
            if one.get("properties").is_some() {
                let title =
                    string(one, "title").map_or_else(|| (place + 1).to_string(), str::to_owned);
                walk(one, &format!("{path}({title}) "), depth, found);
            }
        }
    }
}

fn string<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str)
}
