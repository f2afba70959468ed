//! Components in a real browser, by role and text.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use citizen_score_app::api::{ApiError, RequestId};
use citizen_score_app::components::amount::amount;
use citizen_score_app::components::dial::Dial;
use citizen_score_app::components::failure::failure;
use citizen_score_app::components::load_view::{Load, load_view};
use citizen_score_app::i18n::{error_text, provide_i18n};
use citizen_score_app::panic_card;
use citizen_score_contract::ProblemCode;
use citizen_score_rules::{NextTier, Standing};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A place of its own for each test.
fn place() -> HtmlElement {
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    place.unchecked_into()
}

fn find(place: &Element, selector: &str) -> Option<Element> {
    place.query_selector(selector).unwrap()
}

fn text(place: &Element) -> String {
    place.text_content().unwrap_or_default()
}

fn standing(score: i32, next: Option<(&str, i32)>, margin: Option<i32>) -> Standing {
    Standing {
        score,
        tier: "A".to_owned(),
        next: next.map(|(tier, points)| NextTier {
            tier: tier.to_owned(),
            points,
        }),
        margin,
        below: None,
    }
}

#[wasm_bindgen_test]
async fn the_dial_says_in_words_what_it_draws() {
    let place = place();
    let shown = RwSignal::new(standing(1020, Some(("A+", 20)), Some(20)));
    let handle = mount_to(place.clone(), move || {
        provide_i18n(0);
        view! { <Dial standing=shown /> }
    });
    tick().await;
    let label = || {
        find(&place, "[role=img]")
            .unwrap()
            .get_attribute("aria-label")
            .unwrap()
    };
    assert_eq!(
        label(),
        "1,020 points, tier A. The tier begins at 1,000 points; tier A+ begins at 1,040."
    );
    shown.set(standing(1360, None, Some(80)));
    tick().await;
    assert_eq!(
        label(),
        "1,360 points, tier A, the highest. It begins at 1,280 points."
    );
    shown.set(standing(650, Some(("C", 50)), None));
    tick().await;
    assert_eq!(
        label(),
        "650 points, tier A, the lowest. Tier C begins at 700 points."
    );
    drop(handle);
}

#[wasm_bindgen_test]
async fn a_changed_score_counts_to_its_new_value() {
    let place = place();
    let shown = RwSignal::new(standing(1010, Some(("A+", 30)), Some(10)));
    let handle = mount_to(place.clone(), move || {
        provide_i18n(0);
        view! { <Dial standing=shown /> }
    });
    tick().await;
    let score = || text(&find(&place, "[data-score]").unwrap());
    assert_eq!(score(), "1,010");
    shown.set(standing(1020, Some(("A+", 20)), Some(20)));
    for _ in 0..200 {
        if score() == "1,020" {
            break;
        }
        wait(Duration::from_millis(20)).await;
    }
    assert_eq!(score(), "1,020");
    drop(handle);
}

#[wasm_bindgen_test]
async fn a_loss_and_a_gain_differ_by_sign_and_shape() {
    let place = place();
    let handle = mount_to(place.clone(), || {
        let i18n = provide_i18n(0);
        [amount(i18n, 10), amount(i18n, -20)]
            .into_iter()
            .collect_view()
    });
    tick().await;
    assert_eq!(text(&place), "+10 points\u{2212}20 points");
    let shapes = place.query_selector_all("svg path").unwrap();
    let shape = |at| {
        shapes
            .item(at)
            .unwrap()
            .unchecked_into::<Element>()
            .get_attribute("d")
    };
    assert_ne!(shape(0), shape(1));
    drop(handle);
}

#[wasm_bindgen_test]
async fn what_is_loaded_has_a_face_for_every_state() {
    let place = place();
    let load = RwSignal::new(Load::<String>::Loading);
    let tries = RwSignal::new(0);
    let handle = mount_to(place.clone(), move || {
        provide_i18n(0);
        let retry = Callback::new(move |()| tries.update(|tries| *tries += 1));
        load_view(load.into(), retry, |value| {
            view! { <p>{value}</p> }.into_any()
        })
    });
    tick().await;
    assert_eq!(text(&find(&place, "[role=status]").unwrap()), "Loading…");

    load.update(|load| load.accept(Err(ApiError::Offline)));
    tick().await;
    assert!(text(&find(&place, "[role=alert]").unwrap()).contains("Nothing is lost."));
    find(&place, "button")
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    assert_eq!(tries.get_untracked(), 1);

    load.update(|load| load.accept(Ok("here".to_owned())));
    tick().await;
    assert_eq!(text(&place), "here");

    // A refresh that fails keeps the last good value.
    load.update(|load| load.accept(Err(ApiError::TimedOut)));
    tick().await;
    assert_eq!(text(&place), "here");
    drop(handle);
}

fn refused(code: ProblemCode, id: &str) -> ApiError {
    ApiError::Rejected {
        code,
        wait_seconds: None,
        request: RequestId(Some(id.to_owned())),
    }
}

#[wasm_bindgen_test]
async fn what_failed_at_the_server_is_named_by_its_number() {
    let server = ApiError::Server {
        request: RequestId(Some("0badcafe-17".to_owned())),
    };
    let nameless = ApiError::Server {
        request: RequestId(None),
    };
    // What is said, and whether a number is.
    let cases = [
        (server, "Something failed on the server.", true),
        (nameless, "Something failed on the server.", false),
        (
            refused(ProblemCode::Conflict, "0badcafe-17"),
            "did not accept",
            true,
        ),
        (
            refused(ProblemCode::Other, "0badcafe-17"),
            "could not be read",
            true,
        ),
        (ApiError::Offline, "There is no connection", false),
    ];
    for (error, words, named) in cases {
        let place = place();
        let shown = error.clone();
        let handle = mount_to(place.clone(), move || {
            let i18n = provide_i18n(0);
            let said = error_text(i18n, &shown);
            (failure(shown.clone(), Callback::new(|()| ())), said)
        });
        tick().await;
        let alert = text(&find(&place, "[role=alert]").unwrap());
        for said in [alert, text(&place)] {
            assert!(said.contains(words), "{error:?}: {said}");
            assert_eq!(
                said.contains("Request number: 0badcafe-17"),
                named,
                "{error:?}: {said}"
            );
        }
        drop(handle);
    }
}

#[wasm_bindgen_test]
fn the_number_of_a_request_does_not_make_an_error_another() {
    let [one, other] = ["1", "2"].map(|id| refused(ProblemCode::NotScored, id));
    assert_eq!(one, other);
    assert_eq!(one, ApiError::not_scored());
    assert_ne!(one, refused(ProblemCode::Conflict, "1"));
}

#[wasm_bindgen_test]
async fn a_panic_shows_a_card_with_a_way_back() {
    let before = document().body().unwrap().child_nodes();
    let kept: Vec<_> = (0..before.length())
        .filter_map(|at| before.item(at))
        .collect();
    panic_card::show().unwrap();
    let body = document().body().unwrap();
    let card = find(&body, "main[role=alert]").unwrap();
    assert!(text(&find(&card, "h1").unwrap()).contains("stopped working"));
    assert_eq!(
        find(&card, "a").unwrap().get_attribute("href").as_deref(),
        Some("/")
    );
    // The page of the test runner itself stands there again.
    card.remove();
    for node in kept {
        body.append_child(&node).unwrap();
    }
}

/// Waits for the browser, which paints between.
async fn wait(time: Duration) {
    let (send, receive) = futures::channel::oneshot::channel();
    set_timeout(
        move || {
            let _ = send.send(());
        },
        time,
    );
    let _ = receive.await;
}
