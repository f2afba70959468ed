//! Addresses and pages.

#![cfg(target_arch = "wasm32")]

use citizen_score_app::routes::{Route, entry_in, entry_path};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_page_of_the_menu_is_at_its_own_address() {
    for route in Route::MENU.into_iter().chain(Route::OTHERS) {
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

#[wasm_bindgen_test]
fn the_id_of_an_entry_comes_back_out_of_its_address() {
    for id in ["desk-blood-donation", "a/b?c#d", "电费", "100 %"] {
        let path = entry_path(id);
        assert_eq!(Route::of(&path), Route::Entry, "{path}");
        assert_eq!(entry_in(&path).as_deref(), Some(id), "{path}");
    }
    for path in ["/entry/", "/entry", "/entry/%E0%A4%A"] {
        assert_eq!(entry_in(path), None, "{path}");
    }
}

#[wasm_bindgen_test]
fn the_rights_are_public_and_letting_a_display_in_is_not() {
    assert!(Route::Rights.is_public() && !Route::Rights.is_act());
    assert!(Route::Pair.is_act() && !Route::Pair.is_public());
    assert_eq!(Route::of("/pair/"), Route::Pair);
    for route in [Route::Rights, Route::Pair] {
        assert!(Route::OTHERS.contains(&route), "{route:?}");
        assert_eq!(route.menu_item(), Route::More);
    }
}

#[wasm_bindgen_test]
fn every_page_has_a_name_of_its_own_for_its_help() {
    let all = Route::MENU.into_iter().chain(Route::OTHERS);
    let mut names: Vec<&str> = all
        .chain([Route::Entry, Route::Case])
        .map(Route::name)
        .collect();
    assert!(names.contains(&"overview") && names.contains(&"what-if") && names.contains(&"entry"));
    assert_eq!(
        Route::of(&Route::Entry.help()),
        Route::NotFound,
        "the query is not part of a path"
    );
    assert_eq!(Route::History.help(), "/help?page=history");
    let before = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), before);
    assert!(names.iter().all(|name| !name.contains('/')));
}
