//! What a shared display offers to whoever cannot see it, touch it or reach it, in a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod keys;
mod looks;
mod names;
mod page;
mod speech;
mod walk;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
