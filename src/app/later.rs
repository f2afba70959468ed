//! The pages beside the overview: they are WebAssembly of their own, loaded when one is wanted.
//!
//! What is reached only from [`load_pages`] is taken out of the app's first download by the build;
//! see `docs/decisions/0015-second-download.md`.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::protected::protected;
use crate::api::ApiError;
use crate::components::failure::failure_page;
use crate::components::load_view::Load;
use crate::i18n::{Key, use_i18n};
use crate::pages::{HistoryPage, TiersPage};
use crate::reactive::{Part, part};
use crate::routes::Route;

/// Shows the page of a route.
type PageOf = fn(Route) -> AnyView;

/// The second download, as a context: it stays once it is there.
#[derive(Clone, Copy)]
pub(super) struct Later(RwSignal<Load<PageOf>>);

/// Provides the context. Nothing is loaded before a page is wanted.
pub(super) fn provide_later() -> Later {
    Later(RwSignal::new(Load::Loading))
}

impl Later {
    /// Loads the pages, unless they are there.
    fn load(self) {
        if matches!(self.0.get_untracked(), Load::Ready(_)) {
            return;
        }
        spawn_local(async move {
            // Why it failed, the browser does not say; being offline is what it comes from.
            let answer = load_pages().await.map_err(|_| ApiError::Offline);
            self.0.update(|state| state.accept(answer));
        });
    }

    /// The page of a route, or what there is to say until it is here.
    pub(super) fn page(self, route: Route) -> Part {
        let i18n = use_i18n();
        self.load();
        part(move || match self.0.get() {
            Load::Ready(page) => page(route),
            Load::Failed(error) => failure_page(
                error,
                Callback::new(move |()| {
                    self.0.set(Load::Loading);
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

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(later, fallible)]
fn load_pages() -> Result<PageOf, wasm_split_helpers::SplitLoaderError> {
    Ok(page_of)
}

/// Without the tool that takes the app apart, as in tests, the pages are here already.
#[cfg(not(feature = "split"))]
async fn load_pages() -> Result<PageOf, std::convert::Infallible> {
    std::future::ready(Ok(page_of as PageOf)).await
}

fn page_of(route: Route) -> AnyView {
    match route {
        Route::Tiers => TiersPage().into_any(),
        _ => protected(HistoryPage).into_any(),
    }
}
