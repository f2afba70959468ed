//! Addresses and pages.

#![cfg(target_arch = "wasm32")]

use citizen_score_app::routes::Route;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_page_of_the_menu_is_at_its_own_address() {
    for route in Route::MENU {
        assert_eq!(Route::of(route.path()), route);
    }
}

#[wasm_bindgen_test]
fn a_slash_at_the_end_does_not_matter() {
    assert_eq!(Route::of("/history/"), Route::History);
}

#[wasm_bindgen_test]
fn an_unknown_address_is_not_found() {
    for path in ["/History", "/history/7", "/tiersx", "", "//"] {
        assert_eq!(Route::of(path), Route::NotFound, "{path}");
    }
}
