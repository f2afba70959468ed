//! A plain keypad alone: on, back, press, the page before.

use citizen_score_app::kiosk::keypad::keys::{Act, act};
use citizen_score_app::kiosk::keypad::{cursor, listen_to_keys};
use citizen_score_app::kiosk::speech::provide_speech;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, focus, press, provide_texts};

/// Runs with the keys listened to; `went_back` counts how often the page before was asked for.
fn listening(run: impl FnOnce(RwSignal<u32>)) {
    let owner = Owner::new();
    owner.with(|| {
        provide_texts();
        let went_back = RwSignal::new(0);
        let back = Callback::new(move |()| went_back.update(|it| *it += 1));
        listen_to_keys(provide_speech(), back);
        run(went_back);
    });
    owner.cleanup();
    cursor::unmark();
}

#[wasm_bindgen_test]
fn the_focus_goes_on_and_back_and_round() {
    let page = Page::new(
        "<a id=skip href='#m'>Skip</a><main id=m><h1 tabindex=-1 id=head>Page</h1><p>Text</p>
         <button id=one>1</button><button disabled>x</button><a id=two href='/x'>2</a></main>
         <button id=done>Done</button>",
    );
    listening(|_| {
        page.html("#head").focus().unwrap();
        let way = [
            "+",
            "ArrowDown",
            "ArrowRight",
            "+",
            "+",
            "-",
            "ArrowUp",
            "ArrowLeft",
            "-",
        ];
        let been: Vec<String> = way
            .iter()
            .map(|key| {
                assert!(!press(key), "{key} is not left to the browser");
                focus()
            })
            .collect();
        assert_eq!(
            been,
            [
                "one", "two", "done", "skip", "one", "skip", "done", "two", "one"
            ]
        );
    });
}

#[wasm_bindgen_test]
fn who_is_nowhere_yet_begins_with_what_the_page_is_about() {
    let page = Page::new("<button id=menu>m</button><main><button id=first>1</button></main>");
    listening(|_| {
        page.html("#menu").focus().unwrap();
        page.html("#menu").blur().unwrap();
        press("+");
        assert_eq!(focus(), "first");
    });
}

#[wasm_bindgen_test]
fn what_had_the_focus_may_be_gone() {
    let page = Page::new(
        "<main><button id=a>a</button><button id=b>b</button><button id=c>c</button></main>",
    );
    listening(|_| {
        press("+");
        press("+");
        assert_eq!(focus(), "b");
        page.find("#b").remove();
        press("+");
        assert_eq!(focus(), "c", "what is in its place now");
    });
}

#[wasm_bindgen_test]
fn an_open_dialog_keeps_the_focus() {
    let page = Page::new(
        "<main><button id=under>under</button></main>
         <div role=alertdialog id=dialog><button id=stay>Stay</button>
         <button id=leave data-escape>Leave</button></div>",
    );
    listening(|went_back| {
        page.html("#stay").focus().unwrap();
        press("+");
        assert_eq!(focus(), "leave");
        press("+");
        assert_eq!(focus(), "stay");
        press(".");
        assert_eq!(
            went_back.get_untracked(),
            0,
            "no page before under a dialog"
        );
        page.find("#dialog").remove();
        press("+");
        assert_eq!(focus(), "under");
        press(".");
        assert_eq!(went_back.get_untracked(), 1);
        press("Escape");
        assert_eq!(went_back.get_untracked(), 2);
    });
}

#[wasm_bindgen_test]
fn a_field_keeps_the_keys_that_mean_something_in_it() {
    let next = Some(Act::Next);
    let previous = Some(Act::Previous);
    for (html, key, expected) in [
        ("<button>", "+", next),
        ("<button>", "-", previous),
        ("<button>", "Enter", None),
        ("<button>", "Escape", Some(Act::Back)),
        ("<button>", ".", Some(Act::Back)),
        ("<button>", "/", Some(Act::Again)),
        ("<button>", "*", Some(Act::Speech)),
        ("<button>", "5", None),
        ("<button>", "Tab", None),
        ("<main>", "Enter", Some(Act::Press)),
        ("<input type=text>", "+", None),
        ("<input type=text>", "*", None),
        ("<input type=text>", ".", None),
        ("<input type=text>", "F8", Some(Act::Speech)),
        ("<input type=text>", "ArrowLeft", None),
        ("<input type=text>", "ArrowDown", next),
        ("<textarea>", "/", None),
        ("<input type=number min=1>", "ArrowUp", None),
        ("<input type=number min=1>", "5", None),
        ("<input type=number min=1>", ".", None),
        ("<input type=number min=1>", "-", previous),
        ("<input type=number min=-50>", "-", None),
        ("<input type=number>", "-", None),
        ("<input type=number>", "+", next),
        ("<input type=radio>", "ArrowDown", None),
        ("<input type=radio>", "+", next),
        ("<input type=checkbox>", "ArrowDown", next),
        ("<input type=date>", "ArrowUp", None),
        ("<input type=date>", "-", previous),
        ("<input type=range>", "ArrowRight", None),
        ("<input type=range>", "+", next),
        ("<select>", "ArrowDown", None),
        ("<select>", "-", previous),
        ("<summary>", "ArrowDown", next),
    ] {
        let page = Page::new(html);
        let element = page.element().first_element_child().unwrap();
        assert_eq!(act(key, "", Some(&element)), expected, "{key} in {html}");
    }
    // As a keypad's point is called elsewhere.
    for key in [",", "Delete"] {
        assert_eq!(act(key, "NumpadDecimal", None), Some(Act::Back), "{key}");
    }
}
