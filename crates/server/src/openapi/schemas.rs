//! The shapes of what is taken and given, made from the types of the contract.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Where the document keeps them.
const PLACE: &str = "/components/schemas";

/// All shapes that were asked for.
pub struct Schemas {
    given: SchemaGenerator,
    taken: SchemaGenerator,
    bodies: Map<String, Value>,
}

impl Default for Schemas {
    fn default() -> Self {
        let settings = |keeps_defaults| {
            let plain = Plain { keeps_defaults };
            let mut settings = SchemaSettings::draft2020_12().with_transform(plain);
            settings.definitions_path = PLACE.into();
            settings.meta_schema = None;
            settings
        };
        let mut taken = settings(true).for_deserialize();
        // What is read is stricter than what is written: the two cannot share a name.
        taken.inline_subschemas = true;
        Self {
            given: settings(false).for_serialize().into_generator(),
            taken: taken.into_generator(),
            bodies: Map::new(),
        }
    }
}

impl Schemas {
    /// The shape of what the server writes.
    pub fn given<T: JsonSchema>(&mut self) -> Value {
        self.given.subschema_for::<T>().to_value()
    }

    /// The shape of what the server reads.
    pub fn taken<T: JsonSchema>(&mut self) -> Value {
        let name = T::schema_name().into_owned();
        if !self.bodies.contains_key(&name) {
            let mut schema = self.taken.root_schema_for::<T>();
            schema.remove("title");
            self.bodies.insert(name.clone(), schema.to_value());
        }
        json!({ "$ref": format!("#{PLACE}/{name}") })
    }

    /// All of them, by name.
    pub fn finish(mut self) -> Map<String, Value> {
        let mut all = self.given.take_definitions(true);
        all.extend(self.bodies);
        all
    }
}

/// Makes plain text of descriptions that were written for rustdoc, in which names are links; and takes
/// away what a client would read in place of a field that is missing, where none ever is.
#[derive(Clone)]
struct Plain {
    keeps_defaults: bool,
}

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::String(text)) = schema.get_mut("description") {
            // What comes after the first paragraph is for whoever reads the code.
            let first = text.split("\n\n").next().unwrap_or_default();
            let plain = first.replace("[`", "`").replace("`]", "`");
            let plain = plain.replace("`crate::", "`");
            *text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if !self.keeps_defaults {
            schema.remove("default");
        }
        transform_subschemas(self, schema);
    }
}
