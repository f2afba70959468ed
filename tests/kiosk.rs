//! What a shared display has of its own, in a real browser: an address in memory, a number pad, a cover.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use citizen_score_app::config::Config;
use citizen_score_app::i18n::{add_later_texts, provide_i18n};
use citizen_score_app::kiosk::pad::{Pad, Typed};
use citizen_score_app::kiosk::visit::initials;
use citizen_score_app::router::{Router, provide_router};
use citizen_score_app::routes::Route;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn display() -> Config {
    let text = r#"{"mode":"live","api_base":"/api/v1","kiosk":{"name":"Town hall, display 2",
        "idle_seconds":180,"limit_seconds":600}}"#;
    Config::read(text).unwrap()
}

/// Runs something where a display's contexts are.
fn on_display<T>(run: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    let result = owner.with(|| {
        provide_context(display());
        run()
    });
    std::mem::forget(owner);
    result
}

fn address() -> String {
    let location = window().location();
    location.href().unwrap()
}

fn shown(router: Router) -> (Route, String, String) {
    untrack(|| (router.route(), router.query().get(), router.fragment()))
}

#[wasm_bindgen_test]
fn on_a_display_the_browser_learns_of_no_address() {
    let before = (address(), window().history().unwrap().length().unwrap());
    let router = on_display(provide_router);
    assert_eq!(shown(router).0, Route::Overview);
    assert!(!untrack(|| router.can_go_back()));

    router.go("/history?kind=plus");
    router.keep("kind=minus", true);
    router.keep("kind=minus&page=2", false);
    router.go("/glossary#cap");
    let glossary = (Route::Glossary, String::new(), "cap".to_owned());
    assert_eq!(shown(router), glossary);
    // A link to where one is, is no step.
    router.go("/glossary");
    assert_eq!(shown(router).0, Route::Glossary);

    let steps = ["kind=minus&page=2", "kind=plus"];
    for query in steps {
        router.back();
        let history = (Route::History, query.to_owned(), String::new());
        assert_eq!(shown(router), history);
    }
    router.back();
    assert_eq!(shown(router).0, Route::Overview);
    router.back();
    assert_eq!(shown(router).0, Route::Overview);
    assert!(!untrack(|| router.can_go_back()));
    let after = (address(), window().history().unwrap().length().unwrap());
    assert_eq!(after, before);
}

#[wasm_bindgen_test]
fn a_display_forgets_the_oldest_of_very_many_steps() {
    let router = on_display(provide_router);
    for page in 0..1_000 {
        router.go(&format!("/history?page={page}"));
    }
    let mut steps = 0;
    while untrack(|| router.can_go_back()) {
        router.back();
        steps += 1;
    }
    // 18 bytes each.
    assert_eq!(steps, 555 - 1);
    assert_eq!(shown(router).1, "page=445");
}

#[wasm_bindgen_test]
fn a_code_is_eight_digits_and_nothing_else() {
    let mut typed = Typed::default();
    assert_eq!(typed.shown(), "···· ····");
    for letter in ['1', 'a', ' ', '٣', '2', '3', '4', '5'] {
        typed.push(letter);
    }
    assert_eq!(typed.shown(), "1234 5···");
    assert!(!typed.is_whole());
    for digit in ['6', '7', '8', '9'] {
        typed.push(digit);
    }
    assert_eq!(
        (typed.code(), typed.shown().as_str()),
        ("12345678", "1234 5678")
    );
    assert!(typed.is_whole());
    assert!(typed.pop());
    assert_eq!(typed.shown(), "1234 567·");
    typed.clear();
    assert!(typed.is_empty() && !typed.pop());
}

#[wasm_bindgen_test]
async fn the_pad_takes_touches_and_keys_and_says_how_far_it_is() {
    let sent = RwSignal::new(Vec::<String>::new());
    let problem = RwSignal::new(String::new());
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    let place: HtmlElement = place.unchecked_into();
    let i18n = on_display(|| provide_i18n(0));
    add_later_texts(i18n).await.unwrap();
    let handle = mount_to(place.clone(), move || {
        provide_i18n(0);
        let submit = Callback::new(move |code| sent.update(|all| all.push(code)));
        view! { <Pad busy=Signal::stored(false) problem submit /> }
    });
    tick().await;
    let find = |selector: &str| -> HtmlElement {
        place
            .query_selector(selector)
            .unwrap()
            .unwrap()
            .unchecked_into()
    };
    let text = |selector: &str| find(selector).text_content().unwrap();
    let press = |name: &str| {
        let buttons = place.query_selector_all("button").unwrap();
        let button = (0..buttons.length())
            .map(|at| buttons.item(at).unwrap().unchecked_into::<HtmlElement>())
            .find(|it| it.text_content().unwrap().trim() == name);
        button.unwrap().click();
    };
    press("1");
    press("2");
    tick().await;
    assert_eq!(text("[role=status]"), "2. 2 of 8.");
    assert_eq!(text(".pad-shown [aria-hidden]"), "12·· ····");

    press("Sign in");
    tick().await;
    assert!(sent.get_untracked().is_empty());
    assert!(text("[role=alert]").contains("eight digits"));

    for name in ["3", "x", "4", "Backspace", "5", "6", "7", "8", "9", "0"] {
        key(name);
    }
    tick().await;
    assert_eq!(text(".pad-shown [aria-hidden]"), "1235 6789");
    assert_eq!(text("[role=alert]"), "");
    // Whoever types need not look for what is next.
    let focused = document().active_element().unwrap();
    assert_eq!(focused.text_content().unwrap().trim(), "Sign in");
    press("Sign in");
    assert_eq!(sent.get_untracked(), ["12356789"]);

    problem.set("This code is not valid.".to_owned());
    tick().await;
    assert_eq!(text(".pad-shown [aria-hidden]"), "···· ····");
    assert_eq!(text("[role=alert]"), "This code is not valid.");
    drop(handle);
    place.remove();
}

fn key(name: &str) {
    let about = KeyboardEventInit::new();
    about.set_key(name);
    about.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &about).unwrap();
    document().body().unwrap().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
fn of_whoever_visits_the_cover_names_two_letters() {
    for (name, letters) in [
        ("Wang Demo", "W. D."),
        ("jan van der berg", "J. B."),
        ("Élise", "É."),
        ("王 小明", "王. 小."),
        ("  ", ""),
        ("", ""),
    ] {
        assert_eq!(initials(name), letters, "{name}");
    }
}
