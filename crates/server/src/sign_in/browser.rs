//! Which browser on which system signs in, in one word each, so that a resident can tell an own sign-in
//! from another's.
//!
//! Browsers say whatever they like; only names from the list below are repeated.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

use crate::store::{Device, Display};

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

/// What a browser says of its system, and the system's name; the order matters here too.
const SYSTEMS: [(&str, &str); 8] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// What is read of what a browser says of itself, in bytes: real ones are not half as long.
const READ: usize = 512;

/// What a browser says of itself.
fn agent(headers: &HeaderMap) -> &str {
    let agent = headers.get(USER_AGENT).and_then(|it| it.to_str().ok());
    agent.map_or("", |agent| agent.get(..READ).unwrap_or(agent))
}

/// The name of the first sign that is there.
fn first(signs: &[(&str, &'static str)], agent: &str) -> Option<&'static str> {
    let found = signs.iter().find(|(sign, _)| agent.contains(sign));
    found.map(|(_, name)| *name)
}

/// The browser and the system that a request says it comes from, where the lists have them.
#[must_use]
pub fn device(headers: &HeaderMap) -> Device {
    let agent = agent(headers);
    Device {
        browser: first(&BROWSERS, agent),
        system: first(&SYSTEMS, agent),
    }
}

/// A way to sign in, with the display where it is at one, `one-time code, display Town hall 2`, and else
/// with the browser where it says which it is: `one-time code (Firefox)`.
#[must_use]
pub fn named(way: &str, display: Option<&Display>, headers: &HeaderMap) -> String {
    if let Some(display) = display {
        return format!("{way}, display {}", display.name);
    }
    let browser = first(&BROWSERS, agent(headers));
    browser.map_or_else(|| way.to_owned(), |name| format!("{way} ({name})"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(agent: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.extend(HeaderValue::try_from(agent).map(|it| (USER_AGENT, it)));
        headers
    }

    #[test]
    fn a_device_is_its_browser_and_its_system_and_nothing_finer() {
        for (agent, browser, system) in [
            (
                "Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) \
                Chrome/140.0.0.0 Mobile Safari/537.36",
                Some("Chrome"),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
                Some("Chrome"),
                Some("iOS"),
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) Version/18.6 Safari/604.1",
                Some("Safari"),
                Some("iPadOS"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.6 Safari/605.1.15",
                Some("Safari"),
                Some("macOS"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Edg/140.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/140.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("ChromeOS"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Firefox/142.0",
                Some("Firefox"),
                Some("Linux"),
            ),
            ("curl/8.5.0", None, None),
            ("", None, None),
            ("<script>alert(1)</script>", None, None),
        ] {
            assert_eq!(device(&of(agent)), Device { browser, system }, "{agent}");
        }
        assert_eq!(device(&HeaderMap::new()), Device::default());
    }

    #[test]
    fn only_the_beginning_of_what_a_browser_says_is_read() {
        let far = format!("{}Firefox/142.0 (Linux)", "x".repeat(READ));
        assert_eq!(device(&of(&far)), Device::default());
        let near = format!("{}Firefox/", "x".repeat(READ - 8));
        assert_eq!(device(&of(&near)).browser, Some("Firefox"));
        let mut foreign = HeaderMap::new();
        let bytes = HeaderValue::from_bytes(b"Firefox/\xff");
        foreign.extend(bytes.map(|it| (USER_AGENT, it)));
        assert_eq!(device(&foreign), Device::default());
    }

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
            assert_eq!(named("demo", None, &of(&agent)), by, "{agent}");
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
