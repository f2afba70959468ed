//! What each page is for, where its data comes from, what can be done there, and whom to ask.

mod entries;

use leptos::html::{Details, Summary, details, summary};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::by_name::call;
use crate::components::element::{all, dd, div, dl, dt, none, p};
use crate::components::page_heading::page_heading;
use crate::components::term::term;
use crate::i18n::{I18n, Key, use_i18n};
use crate::kiosk::is_display;
use crate::query;
use crate::reactive::{effect, memo, part};
use crate::router::use_router;
use crate::routes::Route;
use entries::{Entry, entries};

/// Readable without signing in. An address with `page` has the entry of that page open, with the focus on it.
#[component]
pub fn HelpPage() -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    let asked = memo(move || router.query().with(|query| asked(query)));
    effect(move || {
        asked.track();
        // The heading takes the focus as soon as it is there; after that it goes to the entry.
        request_animation_frame(move || request_animation_frame(to_the_entry));
    });
    view! {
        {page_heading(Key::HelpTitle)}
        <p class="lead">{i18n.say(Key::HelpIntro)}</p>
        <p>
            <a href=Route::Welcome.path()>{i18n.say(Key::WelcomeTitle)}</a>
        </p>
        {part(move || {
            let asked = asked.get();
            let shown = entries().filter(|it| !(is_display() && it.not_on_display()));
            div("panel help", all(shown.map(|it| entry(i18n, it, asked == Some(it.route)))))
        })}
    }
}

/// The page whose help an address asks for; none for anything that is no page's name.
fn asked(query: &str) -> Option<Route> {
    let pairs = query::pairs(query);
    let (_, name) = pairs.iter().find(|(key, _)| key == "page")?;
    let entry = entries().find(|entry| entry.route.name() == name)?;
    Some(entry.route)
}

fn entry(i18n: I18n, entry: &Entry, open: bool) -> AnyView {
    let rows = [
        (Key::HelpShows, entry.shows),
        (Key::HelpFrom, entry.from),
        (Key::HelpCan, entry.can),
        (Key::HelpAsk, entry.ask),
    ];
    let rows =
        rows.map(|(name, words)| div("", all([dt("", i18n.text(name)), dd("", i18n.text(words))])));
    let terms = entry.terms.iter().map(|(name, anchor)| term(*name, anchor));
    let terms = if entry.terms.is_empty() {
        none()
    } else {
        let terms = dd("help-terms", all(terms));
        div("", all([dt("", i18n.text(Key::GlossaryHere)), terms]))
    };
    let facts = dl("help-facts", all(rows.into_iter().chain([terms])));
    let link = if entry.has_address() {
        let name = i18n.fill(Key::HelpOpen, &[("page", i18n.text(entry.name))]);
        p(
            "",
            view! { <a class="help-open" href=entry.route.path()>{name}</a> },
        )
    } else {
        none()
    };
    let name: Element<Summary> = summary();
    let name = name.child(i18n.text(entry.name)).into_any();
    let place: Element<Details> = details();
    place
        .class("unfold help-page")
        .attr("open", open)
        .child(all([name, facts, link]))
        .into_any()
}

type Element<E> = leptos::html::HtmlElement<E, (), ()>;

/// Puts the entry that stands open in sight, and the focus on its name.
fn to_the_entry() {
    let place = document().query_selector(".help-page[open] > summary");
    let place = place.ok().flatten();
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = call(&place, "scrollIntoView", &[]);
        let _ = place.focus();
    }
}
