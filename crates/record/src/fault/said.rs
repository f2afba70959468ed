//! An outcome in words.

use citizen_score_rules::Outcome;
use serde::Serialize;

use crate::shown::shown;

/// An outcome, as it is said within a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Said(pub Outcome);

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(reason) = self.0.reason() else {
            return f.write_str("counts");
        };
        // The reason is named as the format spells it: its JSON is one flat object.
        let spelled = serde_json::to_value(reason).unwrap_or_default();
        let fields = spelled.as_object().into_iter().flatten();
        let name = spelled
            .get("reason")
            .and_then(|it| it.as_str())
            .unwrap_or_default();
        write!(f, "does not count ({name}")?;
        for (field, value) in fields.filter(|(field, _)| *field != "reason") {
            let value = value.as_str().map_or_else(|| value.to_string(), shown);
            write!(f, ", {field} {value}")?;
        }
        f.write_str(")")
    }
}
