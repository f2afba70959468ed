//! What a request for a page of a list asks for.

use crate::error::ApiError;

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
    /// [`ApiError::Invalid`] names the parameter; or what `read_cursor` says.
    pub fn read(
        query: &str,
        default_limit: u32,
        max_limit: u32,
        read_cursor: impl Fn(&str) -> Result<P, ApiError>,
    ) -> Result<Self, ApiError> {
        let (mut limit, mut after) = (None, None);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "limit" if limit.is_none() => limit = Some(read_limit(value, max_limit)?),
                // Cursors need no escaping, so what is escaped is not one.
                "cursor" if after.is_none() => after = Some(read_cursor(value)?),
                "limit" | "cursor" => return Err(ApiError::invalid(name, "is given twice")),
                _ => {
                    let shown: String = name.chars().take(40).collect();
                    return Err(ApiError::invalid(shown, "is not a parameter of this call"));
                }
            }
        }
        Ok(Self {
            limit: limit.unwrap_or(default_limit),
            after,
        })
    }
}

fn read_limit(value: &str, max: u32) -> Result<u32, ApiError> {
    let digits = !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit());
    let limit = value
        .parse()
        .ok()
        .filter(|limit| digits && (1..=max).contains(limit));
    limit.ok_or_else(|| {
        ApiError::invalid("limit", format!("must be a whole number from 1 to {max}"))
    })
}
