//! What there is to stop at: everything that can be read, once, in the order of the document.

use citizen_score_app::kiosk::accessible_name::{name, text};
use citizen_score_app::kiosk::keypad::stops::{Stop, stops};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

const PAGE: &str = "<a class=skip href='#content'>Skip</a>
    <main><h1 tabindex=-1>Your score</h1>
    <div class=hero><svg role=img aria-label='1,020 points'><path d=''/></svg>
      <p><span>1,020</span></p><p>Tier <strong>A</strong></p><p aria-hidden=true>900</p></div>
    <p>Read <a href='/rules'>the rules</a> first.</p>
    <p><a href='/history'>All entries</a></p>
    <ul><li><div>+10</div><div><p><a href='/entry/1'>Blood</a></p><p>3 Nov</p></div></li>
        <li><a href='/entry/2'>Alone</a></li></ul>
    <div class=table-frame tabindex=0 role=region aria-label='Days'><table><caption>Days</caption>
      <thead><tr><th>Day</th><th>Score</th></tr></thead>
      <tbody><tr><td>1 May</td><td>1,000</td></tr></tbody></table></div>
    <dl><div><dt>Basis</dt><dd>Article 11</dd></div></dl>
    <dl><dt>Tier</dt><dd>A letter</dd></dl>
    <label>Kind <select><option>all</option></select></label>
    <button disabled>Not now</button>
    <details><summary>More</summary><p>Folded</p></details>
    <p hidden>Hidden</p><p></p>
    </main><button>Done</button>";

/// Texts in brackets, things to use plain.
fn told(all: &[Stop]) -> Vec<String> {
    let told = all.iter().map(|stop| {
        if stop.usable {
            name(&stop.element)
        } else if stop.element.local_name() == "svg" {
            format!("({})", name(&stop.element))
        } else {
            format!("({})", text(&stop.element))
        }
    });
    told.collect()
}

#[wasm_bindgen_test]
fn whoever_hears_the_page_comes_by_everything_once() {
    let page = Page::new(PAGE);
    assert_eq!(
        told(&stops(&page.element(), true)),
        [
            "Skip",
            "(Your score)",
            "(1,020 points)",
            "(1,020)",
            "(Tier A)",
            "(Read the rules first.)",
            "the rules",
            "All entries",
            "(+10, Blood, 3 Nov)",
            "Blood",
            "Alone",
            "Days",
            "(Days)",
            "(Day, Score)",
            "(1 May, 1,000)",
            "(Basis, Article 11)",
            "(Tier)",
            "(A letter)",
            "Kind",
            "More",
            "Done",
        ]
    );
}

#[wasm_bindgen_test]
fn whoever_sees_it_comes_by_what_can_be_used() {
    let page = Page::new(PAGE);
    assert_eq!(
        told(&stops(&page.element(), false)),
        [
            "Skip",
            "the rules",
            "All entries",
            "Blood",
            "Alone",
            "Days",
            "Kind",
            "More",
            "Done"
        ]
    );
}

#[wasm_bindgen_test]
fn a_long_item_is_read_piece_by_piece() {
    let long = "A sentence that goes on. ".repeat(20);
    let page = Page::new(&format!("<ul><li><p>{long}</p><p>Second</p></li></ul>"));
    let told = told(&stops(&page.element(), true));
    assert_eq!(told.len(), 2);
    assert_eq!(told.last().unwrap(), "(Second)");
}

#[wasm_bindgen_test]
fn a_text_beside_blocks_is_not_lost() {
    let page = Page::new("<div>Loose words<p>and a block</p></div>");
    let told = told(&stops(&page.element(), true));
    assert_eq!(told, ["(Loose words, and a block)"]);
}

#[wasm_bindgen_test]
fn what_stands_in_a_box_that_is_none_is_not_passed_over() {
    let page = Page::new(
        "<div style='display: contents'><p>Text</p><button>Done</button></div>
         <div hidden><div style='display: contents'><button>Hidden</button></div></div>",
    );
    assert_eq!(told(&stops(&page.element(), true)), ["(Text)", "Done"]);
}
