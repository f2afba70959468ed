//! The client of Citizen Score: screen and state, nothing else.
//!
//! - [`app`] puts the page together; [`routes`] makes every link, [`router`] follows them; [`boot`] is what is known at start.
//! - [`config`] is how the app is used, as its host says it.
//! - [`record`] is the resident's own record as last received, kept true by the event stream.
//! - [`remember`] keeps it on the device, if the resident wants that, for when there is no connection.
//! - [`rules_book`] is the rulebook in force; what numbers mean is in `citizen-score-rules`.
//! - [`desk`] is the worker that holds the whole ledger, and what pages ask it.
//! - [`drafts`] is what the resident types and sends, kept until it has arrived.
//! - [`kiosk`] is how the app behaves on a shared display; [`look`] is how it looks on a device of one's own.
//! - [`api`] is the only room that talks to a server.
//! - [`query`] reads and writes the query of an address.
//! - [`i18n`] and [`format`](mod@format) are the words, numbers and dates of the chosen language.
//! - [`pages`] and [`components`]: one file each; components know no page.

pub mod announce;
pub mod api;
pub mod app;
pub mod boot;
pub(crate) mod by_name;
pub mod components;
pub mod config;
pub mod desk;
pub mod drafts;
pub mod format;
pub mod i18n;
pub mod kiosk;
pub mod look;
pub mod pages;
pub mod panic_card;
pub mod query;
pub mod reactive;
pub mod record;
pub mod remember;
pub mod router;
pub mod routes;
pub mod rules_book;
