//! The worker beside the page: reads the resident's whole ledger and answers what the page asks.
//!
//! Whatever it does, the page can be scrolled and typed in meanwhile; ending the worker cancels it and
//! gives its memory back. What it knows is in `citizen-score-device`; here is only the talking.

#[cfg(target_arch = "wasm32")]
mod fetching;
#[cfg(target_arch = "wasm32")]
mod talking;
#[cfg(target_arch = "wasm32")]
mod verifying;

fn main() {
    #[cfg(target_arch = "wasm32")]
    talking::listen();
}
