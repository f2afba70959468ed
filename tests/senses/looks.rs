//! The tools of the bar.

use citizen_score_app::kiosk::looks::tools;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::page::{Page, provide_texts};

#[wasm_bindgen_test]
async fn a_look_is_switched_on_and_off_and_says_so() {
    let page = Page::new("");
    let handle = mount_to(page.element(), || {
        provide_texts();
        tools()
    });
    tick().await;
    let root = document().document_element().unwrap();
    let buttons = page.element().query_selector_all(".kiosk-tool").unwrap();
    let named = |name: &str| -> HtmlElement {
        (0..buttons.length())
            .map(|at| buttons.item(at).unwrap().unchecked_into::<HtmlElement>())
            .find(|button| button.text_content().unwrap() == name)
            .unwrap()
    };
    for (name, attribute) in [
        ("Larger text", "data-large"),
        ("High contrast", "data-contrast"),
        ("Lower controls", "data-low"),
    ] {
        let button = named(name);
        for on in ["true", "false"] {
            button.click();
            tick().await;
            assert_eq!(button.get_attribute("aria-pressed").unwrap(), on, "{name}");
            assert_eq!(root.has_attribute(attribute), on == "true", "{name}");
        }
    }
    drop(handle);
}
