//! Reading one cookie, and taking one out of a request.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

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

/// Whether a cookie is sent with this value, be it once or more often.
#[must_use]
pub fn is_sent(headers: &HeaderMap, name: &str, value: &str) -> bool {
    let sent = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    sent.flat_map(|pairs| pairs.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|pair| pair == (name, value))
}

/// Takes cookies out of a request, however often they are sent. What cannot be read goes too.
pub fn remove(headers: &mut HeaderMap, names: &[&str]) {
    let kept: Vec<String> = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|pairs| pairs.split(';'))
        .map(str::trim)
        .filter(|pair| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            !pair.is_empty() && !names.contains(&name)
        })
        .map(str::to_owned)
        .collect();
    headers.remove(COOKIE);
    // It was a header before, so it is one still.
    if let Ok(value) = HeaderValue::try_from(kept.join("; "))
        && !kept.is_empty()
    {
        headers.insert(COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::{COOKIE, HeaderMap, HeaderValue, cookie, is_sent, remove};

    fn sent(values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(COOKIE, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn a_cookie_is_sent_where_one_of_its_values_is_the_one() {
        for (headers, expected) in [
            (sent(&[]), false),
            (sent(&["out=1"]), true),
            (sent(&["a=b; out=1; c=d"]), true),
            (sent(&["a=b", "out=0; out=1"]), true),
            (sent(&["out=0"]), false),
            (sent(&["out"]), false),
            (sent(&["outer=1; xout=1"]), false),
            (sent(&["a=out=1"]), false),
        ] {
            assert_eq!(is_sent(&headers, "out", "1"), expected, "{headers:?}");
        }
    }

    #[test]
    fn what_is_removed_is_gone_however_often_it_is_sent_and_all_else_stays() {
        let mut headers = sent(&["a=1; b=2;b=3;", "c=4=5; b", "b=6"]);
        remove(&mut headers, &["b", "d"]);
        assert_eq!(headers.get_all(COOKIE).iter().count(), 1);
        assert_eq!(headers[COOKIE], "a=1; c=4=5");
        assert_eq!(cookie(&headers, "b"), None);
        remove(&mut headers, &["a", "c"]);
        assert!(!headers.contains_key(COOKIE));
    }
}
