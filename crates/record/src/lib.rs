//! The exported record: a resident's whole ledger with the rules and the standing that follows, in one
//! signed file that anyone can check without a server.
//!
//! Everything here is pure: no input or output, no clock, no randomness, and no cryptography but
//! SHA-256. Who signs, and who checks a signature, brings the Ed25519 that is at hand.
//!
//! - [`canonical`]: the one spelling of a JSON value (RFC 8785).
//! - [`draft`]: a record that is being made, up to its signature.
//! - [`check`]: a record that is being checked; [`verify`] does it in one step.
//! - [`statement`]: the resident's own words beside an entry.
//! - [`fault`]: what can be wrong with one.
//! - [`key`], [`base64url`]: public keys and how they are written.
//! - `testing` (a feature): changed copies of a record.

pub mod base64url;
pub mod canonical;
pub mod check;
mod digest;
mod document;
pub mod draft;
pub mod entry;
pub mod fault;
mod fields;
pub mod key;
mod shown;
pub mod statement;
#[cfg(feature = "testing")]
pub mod testing;

pub use check::{KeyCheck, Prepared, Verified, prepare, verify};
pub use digest::key_id;
pub use document::{FORMAT, FORMATS, MOST_BYTES, Resident};
pub use draft::{Draft, Unsigned};
pub use entry::RecordEntry;
pub use fault::RecordFault;
pub use key::PublicKey;
pub use statement::RecordStatement;
