//! What things are called, and what they are.

use citizen_score_app::kiosk::accessible_name::role::{Role, State};
use citizen_score_app::kiosk::accessible_name::{description, is_shown, name, text};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

#[wasm_bindgen_test]
fn the_name_comes_from_where_it_is_to_come_from() {
    for (html, expected) in [
        ("<button>Sign out</button>", "Sign out"),
        (
            "<button aria-label='Remove the entry'>✕</button>",
            "Remove the entry",
        ),
        (
            "<button aria-labelledby='b a' aria-label='no'>no</button><i id=a>one</i><i id=b>two</i>",
            "two one",
        ),
        (
            "<button aria-labelledby=h>no</button><i id=h hidden>hidden <b>but named</b></i>",
            "hidden but named",
        ),
        (
            "<button aria-labelledby='gone'>Still here</button>",
            "Still here",
        ),
        (
            "<a href='/x'><svg aria-hidden=true><title>no</title></svg> Back</a>",
            "Back",
        ),
        (
            "<a href='/x'><img alt='Mark of the city'></a>",
            "Mark of the city",
        ),
        (
            "<a href='/x'><svg role=img aria-label='The dial'></svg></a>",
            "The dial",
        ),
        ("<button title='By its title'></button>", "By its title"),
        (
            "<button><span class=v>+10</span><span hidden>no</span></button>",
            "+10",
        ),
        ("<button>one<br>two</button>", "one, two"),
        ("<h1>Your  \n score</h1>", "Your score"),
        (
            "<label>Kind <select><option>all</option></select></label>",
            "",
        ),
        ("<input placeholder='as a last resort'>", "as a last resort"),
        ("<fieldset><legend>Which?</legend></fieldset>", "Which?"),
        (
            "<table><caption>Entries</caption><tbody><tr><td>1</td></tr></tbody></table>",
            "Entries",
        ),
        (
            "<section aria-label='Proof'><p>not this</p></section>",
            "Proof",
        ),
        ("<section><p>not a name</p></section>", ""),
    ] {
        let page = Page::new(html);
        let element = page.element().first_element_child().unwrap();
        let is_label = element.local_name() == "label";
        let (element, expected) = if is_label {
            (page.find("select"), "Kind")
        } else {
            (element, expected)
        };
        assert_eq!(name(&element), expected, "{html}");
    }
}

#[wasm_bindgen_test]
fn a_field_is_called_by_its_label_wherever_that_is() {
    let page = Page::new(
        "<label for=code>One-time code</label><input id=code aria-describedby=hint>
         <p id=hint>Eight digits</p>",
    );
    let field = page.find("input");
    assert_eq!(name(&field), "One-time code");
    assert_eq!(description(&field), "Eight digits");
}

#[wasm_bindgen_test]
fn a_text_is_heard_block_by_block_and_without_what_is_hidden() {
    let page = Page::new(
        "<div><p>Blood donation.</p><p><span>3 Nov</span><span aria-hidden=true>|</span> <b>2026</b></p>
         <p style='display:none'>no</p><p style='visibility:hidden'>no</p>
         <details><summary>More</summary><p>closed</p></details>
         <p>1,020<span style='position:absolute'> points</span></p></div>",
    );
    assert_eq!(
        text(&page.find("div")),
        "Blood donation. 3 Nov 2026, More, 1,020 points"
    );
}

#[wasm_bindgen_test]
fn what_is_hidden_inert_or_folded_away_is_not_there() {
    let page = Page::new(
        "<p id=a>a</p><p hidden id=b>b</p><div inert><p id=c>c</p></div>
         <div aria-hidden=true><p id=d>d</p></div><details><summary>s</summary><p id=e>e</p></details>",
    );
    for (id, expected) in [
        ("a", true),
        ("b", false),
        ("c", false),
        ("d", false),
        ("e", false),
    ] {
        assert_eq!(is_shown(&page.find(&format!("#{id}"))), expected, "{id}");
    }
}

#[wasm_bindgen_test]
fn what_things_are_and_in_what_state() {
    let on = Some(true);
    let off = Some(false);
    for (html, role, state) in [
        ("<a href='/'>x</a>", Role::Link, State::default()),
        ("<a>x</a>", Role::Plain, State::default()),
        (
            "<a href='/' aria-current=page>x</a>",
            Role::Link,
            State {
                current: true,
                ..State::default()
            },
        ),
        (
            "<button aria-pressed=true disabled>x</button>",
            Role::Button,
            State {
                pressed: on,
                disabled: true,
                ..State::default()
            },
        ),
        (
            "<button aria-expanded=false>x</button>",
            Role::Button,
            State {
                expanded: off,
                ..State::default()
            },
        ),
        (
            "<input type=checkbox checked>",
            Role::Checkbox,
            State {
                checked: on,
                ..State::default()
            },
        ),
        (
            "<input type=radio>",
            Role::Radio,
            State {
                checked: off,
                ..State::default()
            },
        ),
        (
            "<input type=number value=12 aria-invalid=true>",
            Role::Number,
            State {
                value: Some("12".to_owned()),
                invalid: true,
                ..State::default()
            },
        ),
        (
            "<input type=range min=0 max=9 value=3 aria-valuetext='3 May'>",
            Role::Slider,
            State {
                value: Some("3 May".to_owned()),
                ..State::default()
            },
        ),
        (
            "<select><option>a</option><option selected> b </option></select>",
            Role::List,
            State {
                value: Some("b".to_owned()),
                ..State::default()
            },
        ),
        ("<h3>x</h3>", Role::Heading(3), State::default()),
        (
            "<div role=heading aria-level=4>x</div>",
            Role::Heading(4),
            State::default(),
        ),
        (
            "<div role=alertdialog>x</div>",
            Role::Dialog,
            State::default(),
        ),
    ] {
        let page = Page::new(html);
        let element = page.element().first_element_child().unwrap();
        assert_eq!(Role::of(&element), role, "{html}");
        assert_eq!(State::of(&element), state, "{html}");
    }
    let page = Page::new("<details open><summary>More</summary>x</details>");
    let summary = page.find("summary");
    assert_eq!(Role::of(&summary), Role::Unfold);
    assert_eq!(State::of(&summary).expanded, on);
}
