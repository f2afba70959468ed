//! What an office's side of the API means, wherever a request arrives: the server and the demo without a
//! server both stand on this.
//!
//! Pure: no input or output, no clock, no randomness of its own.
//!
//! - [`wrong`]: what can be wrong with a request; [`body`], [`query`], [`page`], [`cursor`], [`once`],
//!   [`accesses`]: reading one.
//! - [`account`], [`marks`]: what a ledger comes to, and what stands beside its entries.
//! - [`cases`], [`evidence`]: what may be asked, and attached.
//! - [`browser`]: what a browser says it is.
//! - [`tables`]: files for spreadsheets.
//! - [`digest`], [`secret`], [`proofs`], [`pairing`], [`visits`]: names, derived keys, codes and times.

pub mod accesses;
pub mod account;
pub mod body;
pub mod browser;
pub mod cases;
pub mod cursor;
pub mod digest;
pub mod evidence;
pub mod marks;
pub mod once;
pub mod page;
pub mod pairing;
pub mod proofs;
pub mod query;
pub mod secret;
pub mod tables;
pub mod visits;
pub mod wrong;

pub use wrong::Wrong;
