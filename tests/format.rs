//! Numbers, dates and plurals through the browser's `Intl`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use citizen_score_app::format;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn numbers_are_grouped_as_the_language_does_it() {
    assert_eq!(format::number("en-GB", 1020), "1,020");
    assert_eq!(format::number("nl", 1020), "1.020");
    assert_eq!(format::number("zh-CN", 1020), "1,020");
}

#[wasm_bindgen_test]
fn points_carry_a_sign_and_zero_does_not() {
    assert_eq!(format::signed("en-GB", 10), "+10");
    assert_eq!(format::signed("en-GB", -20), "\u{2212}20");
    assert_eq!(format::signed("en-GB", 0), "0");
}

#[wasm_bindgen_test]
fn days_do_not_move_with_the_time_zone_of_the_device() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(format::day("en-GB", day("2026-11-24")), "24 Nov 2026");
    assert_eq!(format::day("zh-CN", day("2024-02-29")), "2024年2月29日");
    assert_eq!(format::month("nl", day("2026-01-01")), "januari 2026");
    assert_eq!(format::day("en-GB", day("1969-12-31")), "31 Dec 1969");
}

#[wasm_bindgen_test]
fn money_has_no_empty_decimals() {
    assert_eq!(format::money("en-GB", "CNY", 120), "CN¥120");
}

#[wasm_bindgen_test]
fn plural_categories_follow_the_language() {
    const ONE: usize = 1;
    const OTHER: usize = 5;
    assert_eq!(format::plural_category("en-GB", 1), ONE);
    assert_eq!(format::plural_category("en-GB", 2), OTHER);
    assert_eq!(format::plural_category("nl", 1), ONE);
    assert_eq!(format::plural_category("zh-CN", 1), OTHER);
    assert_eq!(format::plural_category("ar", 2), 2);
}
