//! Which browser on which system signs in, in one word each, so that a resident can tell an own sign-in
//! from another's.
//!
//! Browsers say whatever they like; only names from the lists below are repeated.

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
pub const READ: usize = 512;

/// The part of what a browser says of itself that is read.
fn beginning(agent: &str) -> &str {
    agent.get(..READ).unwrap_or(agent)
}

/// The name of the first sign that is there.
fn first(signs: &[(&str, &'static str)], agent: &str) -> Option<&'static str> {
    let found = signs.iter().find(|(sign, _)| agent.contains(sign));
    found.map(|(_, name)| *name)
}

/// The browser and the system of somebody with this `User-Agent`, where the lists have them.
#[must_use]
pub fn device(agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    let agent = beginning(agent);
    (first(&BROWSERS, agent), first(&SYSTEMS, agent))
}

/// A way to sign in, with the display where it is at one, `one-time code, display Town hall 2`, and else
/// with the browser where it says which it is: `one-time code (Firefox)`.
#[must_use]
pub fn named(way: &str, display: Option<&str>, agent: &str) -> String {
    if let Some(display) = display {
        return format!("{way}, display {display}");
    }
    let browser = first(&BROWSERS, beginning(agent));
    browser.map_or_else(|| way.to_owned(), |name| format!("{way} ({name})"))
}
