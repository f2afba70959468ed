//! The resident's whole ledger on their own device: read as a stream, held once, asked by the pages.
//!
//! What the numbers mean is in `citizen-score-rules`; here is how a page gets at them without holding
//! 100,000 entries itself. Everything is pure: the worker beside it (`crates/worker`) does the
//! fetching and the talking, so that the page never waits.
//!
//! - [`ask`]: what a page may ask.
//! - [`reading`]: the stream of the ledger, line by line, as it arrives.
//! - [`held`]: rulebook, ledger and what the server says of them, and the answers.
//! - [`beside`]: the resident's own words and the case that stand beside an entry.
//! - [`filter`] and [`list`]: the history: which entries, in which order, a page at a time.
//! - [`entry`](mod@entry) and [`arithmetic`]: one entry in full, and how all of them make the score.
//! - [`outlook`] and [`course`]: what comes by itself, and the score over time.
//! - [`report`]: the server's figures against those of this device.
//! - [`supposing`]: the standing with entries that somebody only supposes.
//! - [`typed`]: a case as it was typed, checked field by field.
//! - [`upcoming`]: what an announced rulebook does to this ledger.
//! - [`fault`]: what can go wrong, for the page to word.

pub mod arithmetic;
pub mod ask;
pub mod beside;
pub mod course;
pub mod entry;
pub mod fault;
pub mod filter;
pub mod held;
pub mod list;
pub mod outlook;
pub mod reading;
pub mod report;
pub mod supposing;
pub mod typed;
pub mod upcoming;

pub use ask::Ask;
pub use fault::Fault;
pub use filter::Filter;
pub use held::Held;
pub use reading::{Progress, Reading};
