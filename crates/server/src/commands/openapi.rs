//! `openapi`: the document of the API, as it is served.

use super::{No, say};
use crate::openapi;

/// Prints it.
pub fn run() -> Result<(), No> {
    let text = openapi::text()?;
    Ok(say(format_args!("{}", text.trim_end()))?)
}
