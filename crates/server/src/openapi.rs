//! The API as it is described: the document at `/api/openapi.json`, and the page at `/api/docs`.
//!
//! Each call is described in `calls`, in a file that is named as the module that answers it; the shapes
//! are made from the types of the contract. A test holds the routes to the document, and another every
//! answer that any test is given.

mod call;
mod calls;
mod document;
mod examples;
mod page;
mod parameters;
pub mod problems;
mod schemas;
mod serve;
mod shape;

use serde_json::Value;

pub use serve::routes;

/// The document.
#[must_use]
pub fn document() -> Value {
    document::make()
}

/// The document as it is served, printed and kept in the source.
///
/// # Errors
///
/// It cannot be written as JSON.
pub fn text() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&document())?;
    text.push('\n');
    Ok(text)
}
