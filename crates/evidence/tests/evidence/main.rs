//! What may be attached: files that are built here byte by byte, and what is said of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc
)]

mod built;
mod built_jpeg;
mod built_png;
mod faults;
mod jpeg;
mod limits;
mod mutated;
mod names;
mod pdf;
mod png;
mod profile;
mod wrong;
