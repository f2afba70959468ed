//! Which browser signs in, in one word, so that a resident can tell an own sign-in from another's.
//!
//! Browsers say whatever they like; only names from the list below are repeated.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

use crate::store::Display;

/// What a browser says, and its name. Most name those that they descend from too, so the order matters.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("MicroMessenger/", "WeChat"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// A way to sign in, with the display where it is at one, `one-time code, display Town hall 2`, and else
/// with the browser where it says which it is: `one-time code (Firefox)`.
#[must_use]
pub fn named(way: &str, display: Option<&Display>, headers: &HeaderMap) -> String {
    if let Some(display) = display {
        return format!("{way}, display {}", display.name);
    }
    let agent = headers.get(USER_AGENT).and_then(|it| it.to_str().ok());
    let agent = agent.unwrap_or_default();
    let browser = BROWSERS.iter().find(|(sign, _)| agent.contains(sign));
    browser.map_or_else(|| way.to_owned(), |(_, name)| format!("{way} ({name})"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_browser_is_named_and_nothing_else_is_repeated() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/140.0.0.0 Safari/537.36";
        for (agent, by) in [
            (chrome.to_owned(), "demo (Chrome)"),
            (format!("{chrome} Edg/140.0.0.0"), "demo (Edge)"),
            (format!("{chrome} OPR/120.0.0.0"), "demo (Opera)"),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0".to_owned(),
                "demo (Firefox)",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
                    .to_owned(),
                "demo (Safari)",
            ),
            ("curl/8.5.0".to_owned(), "demo"),
            ("<script>".to_owned(), "demo"),
        ] {
            let mut headers = HeaderMap::new();
            headers.extend(HeaderValue::try_from(&agent).map(|it| (USER_AGENT, it)));
            assert_eq!(named("demo", None, &headers), by, "{agent}");
        }
        let none = HeaderMap::new();
        assert_eq!(named("one-time code", None, &none), "one-time code");
        let display = Display {
            id: 1,
            name: "Town hall 2".into(),
        };
        let by = named("one-time code", Some(&display), &none);
        assert_eq!(by, "one-time code, display Town hall 2");
    }
}
