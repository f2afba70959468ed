//! What is said aloud, as the browser is asked to say it.

use std::time::Duration;

use citizen_score_app::i18n::{Key, text_in};
use citizen_score_app::kiosk::keypad::{cursor, listen_to_keys};
use citizen_score_app::kiosk::speech::{Speech, provide_speech};
use js_sys::{Array, eval};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Page, mark, press, provide_texts};

/// Records what the browser is asked to say; a browser without a screen has no voices.
const RECORDER: &str = "window.spoken = [];
    Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: {
      getVoices: () => window.voices,
      speak: (it) => { window.spoken.push(it.text); window.voice = it.voice.name; },
      cancel: () => { window.spoken.length = 0; },
    } });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };";

const LOCAL: &str = "window.voices = [
    { name: 'far', lang: 'en-GB', localService: false, default: true },
    { name: 'near', lang: 'en-US', localService: true, default: false }];";

const REMOTE: &str =
    "window.voices = [{ name: 'far', lang: 'en-GB', localService: false, default: true }];";

/// What was said since the last time something was said at once.
fn spoken() -> String {
    let all: Array = eval("window.spoken").unwrap().into();
    let all = all
        .iter()
        .map(|it| it.as_string().unwrap().trim().to_owned());
    all.collect::<Vec<_>>().join(" / ")
}

fn forget() {
    eval("window.spoken.length = 0").unwrap();
}

async fn pause(milliseconds: u64) {
    let over = js_sys::Promise::new(&mut |done, _| {
        set_timeout(
            move || {
                done.call0(&wasm_bindgen::JsValue::UNDEFINED).unwrap();
            },
            Duration::from_millis(milliseconds),
        );
    });
    wasm_bindgen_futures::JsFuture::from(over).await.unwrap();
}

/// With reading aloud on, and nothing said yet.
fn begin(voices: &str) -> (Owner, Speech) {
    eval(voices).unwrap();
    eval(RECORDER).unwrap();
    let owner = Owner::new();
    let speech = owner.with(|| {
        provide_texts();
        let speech = provide_speech();
        listen_to_keys(speech, Callback::new(|()| ()));
        speech
    });
    (owner, speech)
}

fn end(owner: Owner) {
    cursor::unmark();
    owner.cleanup();
}

#[wasm_bindgen_test]
fn it_is_off_at_first_and_says_how_to_go_about_it() {
    let page = Page::new("<main><h1>Your score</h1><button id=a>Go</button></main>");
    let (owner, speech) = begin(LOCAL);
    page.html("#a").focus().unwrap();
    assert_eq!(spoken(), "", "off at first");
    press("*");
    assert!(spoken().contains("Star: switch off"), "{}", spoken());
    assert!(spoken().ends_with("Your score"), "{}", spoken());
    assert_eq!(eval("window.voice").unwrap().as_string().unwrap(), "near");
    press("F8");
    assert!(!untrack(|| speech.is_on()));
    assert_eq!(spoken(), "Reading aloud is off.");
    end(owner);
}

#[wasm_bindgen_test]
fn the_steps_are_heard_and_texts_are_among_them() {
    let page = Page::new(
        "<main><h1 id=h>Your score</h1><p id=p>1,020 points, tier A</p>
         <button id=b aria-pressed=false aria-describedby=p>Show</button>
         <table><thead><tr id=head><th>Day</th><th>Score</th></tr></thead>
         <tbody><tr id=row><td>1 May</td><td>1,000</td></tr></tbody></table></main>",
    );
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    let mut heard = Vec::new();
    for key in ["+", "+", "+", "+", "+", "+", "-"] {
        press(key);
        heard.push(format!("{} {}", mark(), spoken()));
    }
    assert_eq!(
        heard,
        [
            "h Your score, heading level 1",
            "p 1,020 points, tier A",
            " Show, button, off, 1,020 points, tier A",
            "head Day, Score",
            "row Day: 1 May, Score: 1,000",
            "h Your score, heading level 1 / Again from the beginning.",
            "row Day: 1 May, Score: 1,000 / From the end.",
        ]
    );
    forget();
    press("/");
    assert_eq!(spoken(), "Day: 1 May, Score: 1,000 / From the end.");
    drop(page);
    end(owner);
}

#[wasm_bindgen_test]
fn enter_on_a_row_presses_its_one_link() {
    let page = Page::new("<main><ul><li id=row>+10 <button id=go>Open</button></li></ul></main>");
    let (owner, speech) = begin(LOCAL);
    let pressed = std::rc::Rc::new(std::cell::Cell::new(0));
    let count = std::rc::Rc::clone(&pressed);
    let heard = window_event_listener_untyped("click", move |_| count.set(count.get() + 1));
    speech.toggle();
    press("+");
    assert_eq!(mark(), "row");
    assert!(!press("Enter"));
    assert_eq!(pressed.get(), 1);
    heard.remove();
    drop(page);
    end(owner);
}

#[wasm_bindgen_test]
async fn what_changes_by_itself_is_heard_and_nothing_while_it_is_covered() {
    let page = Page::new(
        "<main><p role=status id=polite></p><p role=timer id=timer></p><p id=plain></p></main>",
    );
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    forget();
    for id in ["polite", "timer", "plain"] {
        page.find(&format!("#{id}")).set_text_content(Some(id));
    }
    tick().await;
    assert_eq!(spoken(), "polite");
    let root = document().document_element().unwrap();
    root.set_attribute("data-masked", "").unwrap();
    page.find("#polite").set_text_content(Some("1,040 points"));
    tick().await;
    assert_eq!(spoken(), "polite", "nothing while it is covered");
    root.remove_attribute("data-masked").unwrap();
    page.find("#polite").set_text_content(Some("1,060 points"));
    tick().await;
    assert_eq!(spoken(), "polite / 1,060 points");
    end(owner);
}

#[wasm_bindgen_test]
async fn a_dialog_says_itself_before_its_button() {
    let page = Page::new("<main><button id=under>under</button></main>");
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    page.html("#under").focus().unwrap();
    let dialog = document().create_element("div").unwrap();
    dialog.set_attribute("role", "alertdialog").unwrap();
    dialog.set_attribute("aria-labelledby", "title").unwrap();
    dialog.set_inner_html(
        "<h2 id=title>Still there?</h2><p>30 seconds</p><button id=stay>Stay</button>",
    );
    page.element().append_child(&dialog).unwrap();
    tick().await;
    page.html("#stay").focus().unwrap();
    assert_eq!(spoken(), "Still there?, dialog, 30 seconds / Stay, button");
    // The other way round: the focus comes before the change is told.
    dialog.remove();
    tick().await;
    page.html("#under").focus().unwrap();
    page.element().append_child(&dialog).unwrap();
    page.html("#stay").focus().unwrap();
    tick().await;
    assert_eq!(spoken(), "Still there?, dialog, 30 seconds. Stay, button");
    end(owner);
}

#[wasm_bindgen_test]
async fn a_new_page_says_its_heading_and_how_many_follow() {
    let page = Page::new("<main></main>");
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    page.find("main").set_inner_html(
        "<h1 tabindex=-1 id=h>History</h1><h2>One</h2><h2>Two</h2><h3 hidden>no</h3>",
    );
    page.html("#h").focus().unwrap();
    tick().await;
    assert_eq!(spoken(), "History, heading level 1");
    pause(1_000).await;
    assert_eq!(
        spoken(),
        "History, heading level 1 / 2 headings on this page."
    );
    end(owner);
}

#[wasm_bindgen_test]
async fn a_state_that_changes_is_heard() {
    let page = Page::new(
        "<main><details><summary id=s>More</summary><p>x</p></details><p id=text>A text to tap</p></main>",
    );
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    page.html("#s").focus().unwrap();
    assert_eq!(spoken(), "More, part that unfolds, closed");
    page.html("#s").click();
    pause(120).await;
    assert_eq!(spoken(), "More, part that unfolds, closed / open");
    page.html("#text").click();
    assert_eq!(spoken(), "A text to tap");
    assert_eq!(mark(), "text");
    end(owner);
}

#[wasm_bindgen_test]
async fn a_voice_elsewhere_is_never_used_and_the_screen_says_so() {
    let _page = Page::new("<main><h1>Your score</h1></main>");
    let (owner, speech) = begin(REMOTE);
    speech.toggle();
    assert_eq!(spoken(), "");
    assert!(!untrack(|| speech.is_voiceless()), "voices may still come");
    pause(1_600).await;
    assert!(untrack(|| speech.is_voiceless()));
    assert_eq!(spoken(), "");
    assert!(!text_in(0, Key::KioskSpeechVoiceless).is_empty());
    end(owner);
}

#[wasm_bindgen_test]
fn a_wipe_ends_it_and_forgets_what_was_said() {
    let _page = Page::new("<main><h1>Your score</h1></main>");
    let (owner, speech) = begin(LOCAL);
    speech.toggle();
    assert_ne!(spoken(), "");
    window()
        .dispatch_event(&Event::new("kiosk:wipe").unwrap())
        .unwrap();
    assert_eq!(spoken(), "");
    assert!(!untrack(|| speech.is_on()));
    speech.toggle();
    forget();
    end(owner);
}
