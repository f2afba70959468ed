//! What a browser says of the languages that its user reads: `Accept-Language` (RFC 9110, 12.5.4).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

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

/// The weight in thousandths; none where it is not one.
fn weight<'a>(mut parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    let Some(parameter) = parameters.next() else {
        return Some(1000);
    };
    let (name, value) = parameter.split_once('=')?;
    let value = value.trim();
    if !name.trim().eq_ignore_ascii_case("q") || value.len() > 5 {
        return None;
    }
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}
