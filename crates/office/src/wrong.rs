//! What can be wrong with a request by itself.

/// Why a request cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A parameter or a field is wrong.
    #[error("{field}: {detail}")]
    Field {
        /// Which one.
        field: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The cursor is not one that was given out.
    #[error("the cursor is not one that was given out")]
    Cursor,
    /// The body is not declared to be JSON.
    #[error("the body is not JSON")]
    NotJson,
}

impl Wrong {
    /// A field that is wrong, and how.
    pub fn field(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Field {
            field: field.into(),
            detail: detail.into(),
        }
    }
}
