//! How those bodies look in JSON that are one of several shapes. What their readers take is said here by
//! hand: a field that a shape has no use for may be null, since that says nothing.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::cases::{Attachment, Ground, MAX_WISH, MAX_WORDS, NewCase};
use crate::evidence::MOST_FILES;
use crate::session::SignIn;

/// Any text, but for the character that no text may hold.
const TEXT: &str = r"^[^\u0000]*$";

/// The same with something in it that is not blank.
const WORDS: &str = r"^[^\u0000]*\S[^\u0000]*$";

impl JsonSchema for SignIn {
    fn schema_name() -> Cow<'static, str> {
        "SignIn".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let shape = |given: &str, other: &str, about: &str| {
            json!({
                "type": "object",
                "properties": {
                    given: { "type": "string", "pattern": TEXT, "description": about },
                    other: { "type": "null" },
                },
                "required": [given],
                "additionalProperties": false,
            })
        };
        let code = "A one-time code from the desk: eight digits; spaces and hyphens are ignored.";
        json_schema!({
            "description": "Exactly one of the two.",
            "oneOf": [
                shape("code", "resident", code),
                shape("resident", "code", "In a demo: the id of a made-up resident."),
            ],
        })
    }
}

impl JsonSchema for NewCase {
    fn schema_name() -> Cow<'static, str> {
        "NewCase".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ground = generator.subschema_for::<Ground>();
        let file = generator.subschema_for::<Attachment>();
        let text = |about: &str| json!({ "type": "string", "pattern": TEXT, "description": about });
        let day = |about: &str| json!({ "type": "string", "format": "date", "description": about });
        let wish = json!({
            "type": ["string", "null"], "minLength": 1, "maxLength": MAX_WISH, "pattern": WORDS,
            "description": "What should be put right.",
        });
        let words = json!({
            "type": "string", "minLength": 1, "maxLength": MAX_WORDS, "pattern": WORDS,
            "description": "The resident's own words.",
        });
        let files = json!({
            "type": "array", "items": file, "maxItems": MOST_FILES,
            "description": "What is attached, each file once.",
        });
        let entry = || text("The entry's id.");
        let shape = |kind: &str, about: &str, own: Value, needed: &[&str]| {
            let mut properties = Map::new();
            for unused in ["entry", "factor", "on", "ground", "wish"] {
                properties.insert(unused.into(), json!({ "type": "null" }));
            }
            if let Value::Object(own) = own {
                properties.extend(own);
            }
            properties.insert("kind".into(), json!({ "const": kind }));
            properties.insert("words".into(), words.clone());
            properties.insert("evidence".into(), files.clone());
            let required: Vec<&str> = ["kind", "words"].iter().chain(needed).copied().collect();
            json!({
                "title": kind, "description": about, "type": "object", "properties": properties,
                "required": required, "additionalProperties": false,
            })
        };
        json_schema!({
            "description": "What is asked for. Which fields a kind takes is said at each.",
            "oneOf": [
                shape(
                    "objection",
                    "An entry is wrong.",
                    json!({ "entry": entry(), "ground": ground, "wish": wish }),
                    &["entry", "ground"],
                ),
                shape(
                    "repair",
                    "What an entry is about has been settled since.",
                    json!({ "entry": entry(), "on": day("The day on which it was settled.") }),
                    &["entry", "on"],
                ),
                shape(
                    "claim",
                    "A deed was not credited.",
                    json!({
                        "factor": text("Code of the factor under which it should be credited."),
                        "on": day("The day of the deed."),
                    }),
                    &["factor", "on"],
                ),
            ],
        })
    }
}
