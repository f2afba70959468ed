//! All calls, by what they are about.

mod access_log;
mod cases;
mod consent;
mod document;
mod drafts_key;
mod entries;
mod events;
mod evidence;
mod heartbeat;
mod me;
mod outside;
mod pairings;
mod push;
mod record;
mod rulebook;
mod session;
mod sessions;
mod tier_proofs;

use super::call::Call;

/// Calls that belong together.
pub struct Group {
    /// What they are about.
    pub name: &'static str,
    /// The same in a sentence.
    pub about: &'static str,
    /// The calls.
    pub calls: fn() -> Vec<Call>,
}

/// All groups.
pub const GROUPS: &[Group] = &[
    group(
        "Rules",
        "The rules by which scores are made, and the keys that records are signed with; for everyone.",
        rulebook::calls,
    ),
    group("Session", "Signing in and out.", session::calls),
    group(
        "Standing",
        "The own score, tier and what is missing to the next.",
        me::calls,
    ),
    group(
        "Entries",
        "The own ledger, entry by entry, and the own words beside it.",
        entries::calls,
    ),
    group(
        "Record",
        "The whole record as a file, to take along.",
        record::calls,
    ),
    group(
        "Cases",
        "Objections, repairs and claims: what the resident asks of the city.",
        cases::calls,
    ),
    group(
        "Evidence",
        "Files that belong to a case, each by the SHA-256 of its bytes.",
        evidence::calls,
    ),
    group("Events", "What keeps an open screen true.", events::calls),
    group(
        "Access log",
        "Who looked at the own record, when, and for what.",
        access_log::calls,
    ),
    group(
        "Consent",
        "Being scored at all, where the rulebook leaves it to the resident.",
        consent::calls,
    ),
    group(
        "Drafts",
        "What opens the drafts that the own device keeps.",
        drafts_key::calls,
    ),
    group(
        "Devices",
        "Where the resident is signed in, on own devices and at shared displays.",
        sessions::calls,
    ),
    group("Push", "Being told while the app is closed.", push::calls),
    group(
        "Tier proofs",
        "A proof of the tier and of nothing else.",
        tier_proofs::calls,
    ),
    group(
        "Pairings",
        "Signing in at a shared display with a phone: the device authorization grant (RFC 8628).",
        pairings::calls,
    ),
    group(
        "Displays",
        "What a shared display says about itself.",
        heartbeat::calls,
    ),
    group("Document", "This document.", document::calls),
    group(
        "Outside the API",
        "Whether the server lives, and what a page asks before it asks the API.",
        outside::calls,
    ),
];

const fn group(name: &'static str, about: &'static str, calls: fn() -> Vec<Call>) -> Group {
    Group { name, about, calls }
}
