//! What a page knows before it asks: one build serves all uses.

use serde::{Deserialize, Serialize};

use crate::Me;

/// Id of the element in index.html that holds a [`Boot`] as JSON.
pub const BOOT_ELEMENT: &str = "boot";

/// Name of the cookie that holds the language chosen by hand (BCP 47); not personal, readable by the page.
pub const LANGUAGE_COOKIE: &str = "cs_language";

/// Name in the query of a page's address under which it carries a language, as in `?lang=nl`.
pub const LANGUAGE_QUERY: &str = "lang";

/// Name of the cookie with which a page signs out where it cannot reach the server, which the page cannot
/// do by itself: whatever is asked next, the server ends the session first. Its value is `1`.
pub const SIGN_OUT_COOKIE: &str = "cs_sign_out";

/// `/config.json`, or inlined by the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppConfig {
    /// How the app is used.
    pub mode: Mode,
    /// Where the API is, without a slash at the end, such as `/api/v1`.
    pub api_base: String,
    /// In a demo: the made-up residents to choose from.
    #[serde(default)]
    pub residents: Vec<DemoResident>,
    /// On a shared display, which keeps nothing of anybody: how it behaves. None on a resident's own
    /// device.
    #[serde(default)]
    pub kiosk: Option<KioskConfig>,
    /// The languages that the app can be had in, in the order in which they are offered; empty where the
    /// host does not know, and then they are those that the app was built with.
    #[serde(default)]
    pub languages: Vec<LanguageInfo>,
}

/// A language, as its own files of texts describe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LanguageInfo {
    /// BCP 47 tag, such as `zh-CN`; the name of its files.
    pub tag: String,
    /// Its name in its own words.
    pub name: String,
    /// BCP 47 tag by which numbers and dates are formatted.
    pub formats: String,
}

/// How a shared display behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KioskConfig {
    /// What the display is called, such as `Town hall, display 2`: whoever approves a sign-in is told.
    pub name: String,
    /// Where residents' phones reach the app, without a slash at the end, such as
    /// `https://score.example.org`; none where they cannot, and then nobody can sign in by phone.
    #[serde(default)]
    pub phone_url: Option<String>,
    /// Seconds without a touch or a key after which a visit ends.
    pub idle_seconds: u32,
    /// Seconds after which a visit ends whatever happens, unless it is extended by hand.
    pub limit_seconds: u32,
    /// Whether a printer is attached that prints without asking.
    #[serde(default)]
    pub printing: bool,
}

/// How the app is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Real records.
    Live,
    /// Made-up residents, plainly labelled.
    Demo,
}

/// A made-up resident that a visitor of a demo can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemoResident {
    /// The id, which says what the resident shows.
    pub id: String,
    /// Made-up name.
    pub name: String,
    /// What the resident shows, by language (BCP 47), in one short sentence.
    pub shows: std::collections::BTreeMap<String, String>,
}

/// What the server writes into the page, so that no second round trip is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// The configuration.
    pub config: AppConfig,
    /// The standing of whoever is signed in; none if nobody is, or if `not_scored`.
    pub me: Option<Me>,
    /// Whether somebody is signed in who has withdrawn consent to being scored, so that there is no
    /// standing.
    #[serde(default)]
    pub not_scored: bool,
}
