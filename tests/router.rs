//! The address of the page, in a real browser: as a path, and behind the hash sign on a host of plain files.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::router::{Router, provide_router};
use citizen_score_app::routes::Route;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The router of a page at an address, and then the page as it was before.
fn at<T>(address: &str, look: impl FnOnce(Router) -> T) -> T {
    let history = window().history().unwrap();
    let before = window().location().href().unwrap();
    let put = |address: &str| {
        let put = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
        put.unwrap();
    };
    put(address);
    let owner = Owner::new();
    let seen = owner.with(|| untrack(|| look(provide_router())));
    put(&before);
    // Its listeners live as long as the page.
    std::mem::forget(owner);
    seen
}

fn shown(router: Router) -> (Route, String, String) {
    (router.route(), router.query().get(), router.fragment())
}

#[wasm_bindgen_test]
fn an_address_behind_the_hash_sign_is_that_of_the_page() {
    let text = str::to_owned;
    for (address, expected) in [
        ("/history?page=2#top", (Route::History, "page=2", "top")),
        ("/some/where/#/", (Route::Overview, "", "")),
        ("/some/where/?lang=nl#/history", (Route::History, "", "")),
        (
            "/some/where/index.html#/history?page=2#top",
            (Route::History, "page=2", "top"),
        ),
        ("/some/where/#/entry/a%23b", (Route::Entry, "", "")),
        // Not an address of the app, but a place on the page.
        ("/glossary#cap", (Route::Glossary, "", "cap")),
        ("/glossary?x=1##/", (Route::Glossary, "x=1", "#/")),
    ] {
        let (route, query, fragment) = expected;
        let expected = (route, text(query), text(fragment));
        assert_eq!(at(address, shown), expected, "{address}");
    }
}

#[wasm_bindgen_test]
fn what_is_given_to_others_begins_where_this_page_is() {
    let host = window().location().origin().unwrap();
    assert_eq!(at("/history?page=2", Router::origin), host);
    let below = at("/some/where/#/history", Router::origin);
    assert_eq!(below, format!("{host}/some/where/#"));
}
