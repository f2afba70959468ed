//! What a request for a page of a list asks for.

use crate::query;
use crate::wrong::Wrong;

/// A page: how long it is at most, and after which place it begins.
#[derive(Debug)]
pub struct Asked<P> {
    /// Most elements of it.
    pub limit: u32,
    /// The place; none for the first page.
    pub after: Option<P>,
}

impl<P> Asked<P> {
    /// Reads the query; each parameter at most once, and no other.
    ///
    /// # Errors
    ///
    /// [`Wrong::Field`] names the parameter; or what `read_cursor` says.
    pub fn read(
        query: &str,
        default_limit: u32,
        max_limit: u32,
        read_cursor: impl Fn(&str) -> Result<P, Wrong>,
    ) -> Result<Self, Wrong> {
        let (mut limit, mut after) = (None, None);
        for (name, value) in query::pairs(query) {
            match name {
                "limit" => query::once(&mut limit, name, query::limit(value, max_limit)?)?,
                // Cursors need no escaping, so what is escaped is not one.
                "cursor" => query::once(&mut after, name, read_cursor(value)?)?,
                _ => return Err(query::unknown(name)),
            }
        }
        Ok(Self {
            limit: limit.unwrap_or(default_limit),
            after,
        })
    }
}
