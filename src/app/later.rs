//! The pages beside the overview: they are WebAssembly of their own, loaded when one is wanted.
//!
//! What is reached only from [`load_pages`] is taken out of the app's first download by the build;
//! see `docs/decisions/0015-second-download.md`.

use std::pin::Pin;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::protected::protected;
use crate::api::{ApiError, use_api};
use crate::components::failure::failure_page;
use crate::components::load_view::Load;
use crate::desk::provide_desk;
use crate::i18n::{I18n, Key, add_later_texts, use_i18n};
use crate::pages::{EntryPage, HistoryPage, NotFoundPage, TiersPage};
use crate::reactive::{Part, part};
use crate::record::use_record;
use crate::routes::Route;

/// What the second download brings.
#[derive(Clone, Copy)]
struct Pages {
    /// Provides what its pages share, once, for the whole app.
    provide: fn(),
    /// Makes its texts ready.
    texts: fn(I18n) -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>>,
    /// Shows the page of a route.
    page: fn(Route) -> AnyView,
}

/// The second download, as a context: it stays once it is there.
#[derive(Clone, Copy)]
pub(super) struct Later {
    state: RwSignal<Load<Pages>>,
    /// The app itself, which outlives its pages.
    owner: StoredValue<Option<Owner>>,
}

/// Provides the context. Nothing is loaded before a page is wanted.
pub(super) fn provide_later() -> Later {
    Later {
        state: RwSignal::new(Load::Loading),
        owner: StoredValue::new(Owner::current()),
    }
}

impl Later {
    /// Loads the pages, unless they are there.
    fn load(self) {
        if self.state.with_untracked(|it| matches!(it, Load::Ready(_))) {
            return;
        }
        let i18n = use_i18n();
        spawn_local(async move {
            let answer = loaded(i18n).await;
            let owner = self.owner.get_value();
            if let (Ok(pages), Some(owner)) = (&answer, owner)
                && self
                    .state
                    .with_untracked(|it| !matches!(it, Load::Ready(_)))
            {
                owner.with(pages.provide);
            }
            self.state.update(|state| state.accept(answer));
        });
    }

    /// The page of a route, or what there is to say until it is here.
    pub(super) fn page(self, route: Route) -> Part {
        let i18n = use_i18n();
        self.load();
        part(move || match self.state.get() {
            Load::Ready(pages) => (pages.page)(route),
            Load::Failed(error) => failure_page(
                error,
                Callback::new(move |()| {
                    self.state.set(Load::Loading);
                    self.load();
                }),
            ),
            Load::Loading => {
                view! { <p class="loading" role="status">{i18n.say(Key::StateLoading)}</p> }
                    .into_any()
            }
        })
    }
}

async fn loaded(i18n: I18n) -> Result<Pages, ApiError> {
    let style = add_style();
    // Why it failed, the browser does not say; being offline is what it comes from.
    let pages = load_pages().await.map_err(|_| ApiError::Offline)?;
    (pages.texts)(i18n).await?;
    // Pages without their style would jump when it comes; pages that wait for it for good are worse.
    if let Some(style) = style {
        let _ = JsFuture::from(style).await;
    }
    Ok(*pages)
}

/// Puts the style of the pages into the document, once; resolves when it is there, or cannot be had.
fn add_style() -> Option<Promise> {
    let place = document()
        .query_selector("meta[name=later-style]")
        .ok()
        .flatten()?;
    let address = place.get_attribute("content")?;
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &address).ok()?;
    let there = Promise::new(&mut |done, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &done);
        }
    });
    document().head()?.append_child(&link).ok()?;
    // A second try after a failure needs no second link.
    place.remove();
    Some(there)
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(later, fallible)]
fn load_pages() -> Result<Box<Pages>, wasm_split_helpers::SplitLoaderError> {
    Ok(Box::new(PAGES))
}

/// Without the tool that takes the app apart, as in tests, the pages are here already.
#[cfg(not(feature = "split"))]
async fn load_pages() -> Result<Box<Pages>, std::convert::Infallible> {
    std::future::ready(Ok(Box::new(PAGES))).await
}

const PAGES: Pages = Pages {
    provide: || {
        provide_desk(use_api(), use_record());
    },
    texts: |i18n| Box::pin(add_later_texts(i18n)),
    page: page_of,
};

fn page_of(route: Route) -> AnyView {
    match route {
        Route::History => protected(HistoryPage).into_any(),
        Route::Entry => protected(EntryPage).into_any(),
        Route::Tiers => TiersPage().into_any(),
        _ => NotFoundPage().into_any(),
    }
}
