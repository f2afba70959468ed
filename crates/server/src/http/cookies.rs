//! Reading one cookie.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The value of a cookie, if it is sent exactly once. Two of one name may be a trick played by a
/// neighbouring host, and neither is believed.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let sent = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut values = sent
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let value = values.next()?;
    values.next().is_none().then_some(value)
}
