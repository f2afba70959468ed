//! What a browser says of the languages that its user reads: `Accept-Language` (RFC 9110, 12.5.4).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::http::weight::weight;

/// The language that the browser likes best, of those that `find` knows for a range such as `nl-BE`: the
/// highest weight wins, of equals the first. `*` is whatever `any` is.
pub fn best<T: Copy>(headers: &HeaderMap, any: T, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let lists = headers
        .get_all(ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut best: Option<(u16, T)> = None;
    for item in lists.flat_map(|list| list.split(',')) {
        let mut parts = item.split(';');
        let range = parts.next().unwrap_or_default().trim();
        let Some(weight) = weight(parts) else {
            continue;
        };
        let language = if range == "*" { Some(any) } else { find(range) };
        if let Some(language) = language
            && weight > best.map_or(0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}
