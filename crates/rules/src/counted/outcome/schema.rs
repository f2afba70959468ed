//! How an outcome looks in JSON: one flat object, with what its reason names and nothing else.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::Outcome;

/// The reasons that name something: the fields, and what is in them.
fn naming() -> [(&'static str, Value, &'static str); 5] {
    let id = || json!({ "type": "string" });
    let day = || json!({ "type": "string", "format": "date" });
    [
        (
            "correction",
            json!({ "of": id() }),
            "It undoes the entry `of`, and is worth nothing by itself.",
        ),
        (
            "corrected",
            json!({ "by": id() }),
            "The entry `by` undoes it.",
        ),
        (
            "lapsed",
            json!({ "on": day() }),
            "Its time is over; `on` is the first day on which it no longer counted.",
        ),
        (
            "repaired",
            json!({ "on": day() }),
            "It was repaired; `on` is the day from which it no longer counted.",
        ),
        (
            "capped",
            json!({
                "year": { "type": "integer", "format": "int32" },
                "cap": { "type": "integer", "format": "int32", "minimum": 0 },
            }),
            "The factor's `cap`, in points without sign, was used up for that `year`.",
        ),
    ]
}

/// The reasons that stand by themselves.
const PLAIN: [(&str, &str); 5] = [
    (
        "not_yet_recorded",
        "It was recorded after the day in question.",
    ),
    ("unknown_factor", "The rulebook does not know its factor."),
    (
        "not_in_force",
        "Its factor is only planned, or was not in force yet when it occurred.",
    ),
    (
        "contested",
        "The resident objects to it, and the rulebook suspends it until the decision.",
    ),
    (
        "not_scored",
        "The resident has withdrawn consent to being scored, so nothing was computed.",
    ),
];

impl JsonSchema for Outcome {
    fn schema_name() -> Cow<'static, str> {
        "Outcome".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let plain = PLAIN.map(|(reason, about)| (reason, json!({}), about));
        let reasons = plain.into_iter().chain(naming());
        let mut all = vec![json!({
            "type": "object",
            "description": "It counts with all its points.",
            "properties": { "counts": { "const": "yes" } },
            "required": ["counts"],
            "additionalProperties": false,
        })];
        all.extend(reasons.map(|(reason, fields, about)| one(reason, fields, about)));
        json_schema!({
            "description": "Whether one entry counts, and the one reason if it does not.",
            "oneOf": all,
        })
    }
}

fn one(reason: &str, fields: Value, about: &str) -> Value {
    let Value::Object(mut properties) = fields else {
        return fields;
    };
    properties.insert("counts".into(), json!({ "const": "no" }));
    properties.insert("reason".into(), json!({ "const": reason }));
    let required: Vec<String> = properties.keys().cloned().collect();
    json!({
        "type": "object",
        "description": about,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
