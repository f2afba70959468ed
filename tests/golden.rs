//! The golden vectors of the rules, in the browser: WebAssembly gives what native code gives.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "../crates/rules/golden/check.rs"]
mod check;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_golden_vector_gives_the_same_as_native_code() {
    assert!(check::VECTORS.len() >= 12, "the vectors are there");
    assert_eq!(check::failures(), Vec::<String>::new());
}
