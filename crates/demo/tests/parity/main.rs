//! The same requests to the real server and to the demo's own office: the answers are the same, but for
//! what is drawn at random.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod alone;
mod ask;
mod both;
mod cases;
mod displays;
mod events;
mod mask;
mod office;
mod reading;
mod refused;
mod sessions;
mod walk;
mod wording;
mod writing;
