//! The demo's own office for a browser: requests in, responses out, as `demo-site/office.js` has them.
//!
//! What it knows and answers is in `citizen-score-demo`; here are only clock, randomness and the shapes of
//! JavaScript. It is built by `scripts/build-demo` alone, and no part of a live instance.

#[cfg(target_arch = "wasm32")]
mod convert;
#[cfg(target_arch = "wasm32")]
mod office;
#[cfg(target_arch = "wasm32")]
mod stream;

#[cfg(target_arch = "wasm32")]
pub use office::Office;
#[cfg(target_arch = "wasm32")]
pub use stream::Listening;
