//! Signing in at a shared display with a phone: the device authorization grant (RFC 8628).
//!
//! The display asks for a pairing and shows it as a QR code and a short code; the resident's own device,
//! signed in, looks at it and approves or refuses; the display, which has waited for that, gets a short
//! session.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Seconds for which a pairing can be approved. RFC 8628 leaves it to the server; a display asks for a
/// new one before.
pub const PAIRING_SECONDS: u32 = 300;

/// Seconds for which the server holds a request for a token before it answers that nothing has happened:
/// below the time limit of an answer.
pub const WAIT_SECONDS: u32 = 15;

/// `POST /pairings`, asked by a display: RFC 8628, section 3.2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPairing {
    /// What the display asks for its token with: 256 bits, base64url. It is never shown.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{43}$")))]
    pub device_code: String,
    /// What a resident can type: eight letters without vowels in two groups, such as `WDJB-MJHT`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$")))]
    pub user_code: String,
    /// What goes into the QR code beside the short code, so that whoever has scanned it is told what
    /// became of the pairing: 128 bits, base64url.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{22}$")))]
    pub user_key: String,
    /// Seconds for which it can be approved.
    #[cfg_attr(feature = "schema", schemars(range(max = PAIRING_SECONDS)))]
    pub expires_in: u32,
    /// Seconds to wait between two requests for the token that were not held by the server.
    pub interval: u32,
}

/// Body of `POST /pairings/token`, asked by the same display. The server holds the request until the
/// pairing is approved or refused, for at most [`WAIT_SECONDS`].
///
/// 200 with a [`crate::Session`] and its cookie; else `authorization_pending`, `slow_down`,
/// `access_denied` or `expired_token`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskToken {
    /// The device code.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[^\u0000]*$")))]
    pub device_code: String,
}

/// How far a pairing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PairingStatus {
    /// It can be approved or refused.
    Waiting,
    /// This resident has approved it, and the visit has not ended: it begins in a moment, or can be ended
    /// from here.
    Approved,
    /// It was refused.
    Refused,
    /// It is too old.
    Expired,
    /// It was approved before: by somebody else, or by this resident for a visit that is over.
    Used,
    /// A status that this version of the client does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    #[serde(other)]
    Other,
}

/// `GET /pairings/{user_code}?key=…`, asked by a resident's own device, and the answer to
/// `POST /pairings/{user_code}/approve` and `/refuse`, which take the `key` in the same way.
///
/// Without the key, a code that can no longer be approved is `not_found` like one that never was. With
/// it, the status tells what became of it. Whoever has approved or refused a pairing is told so either way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pairing {
    /// The short code, in two groups.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$")))]
    pub user_code: String,
    /// What the display is called.
    pub display: String,
    /// How far it is.
    pub status: PairingStatus,
    /// Seconds for which it can still be approved.
    #[cfg_attr(feature = "schema", schemars(range(max = PAIRING_SECONDS)))]
    pub expires_in: u32,
    /// The session of the display, where this resident approved it and it lives.
    #[serde(default)]
    pub session: Option<DisplaySession>,
}

/// A display at which the resident is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisplaySession {
    /// Its name in `DELETE /me/display-sessions/{id}`: opaque, and no token.
    pub id: String,
    /// What the display is called.
    pub display: String,
    /// When the visit began.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub since: DateTime<Utc>,
    /// When the visit ends at the latest, unless it is extended at the display.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub until: DateTime<Utc>,
}

/// `GET /me/display-sessions`: the displays at which the resident is signed in now, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisplaySessions {
    /// The displays.
    pub sessions: Vec<DisplaySession>,
}
