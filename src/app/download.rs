//! A part of the app that is WebAssembly of its own: loaded when it is wanted, and then kept.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::components::failure::failure_page;
use crate::components::load_view::Load;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{Part, effect, part};
use crate::record::{Connection, use_record};

/// Shows a part; the text says which page of it.
pub(super) type Show = fn(crate::routes::Route) -> AnyView;

/// What loads a part, to its last byte, text and style.
pub(super) type Loading = fn(Download) -> Pin<Box<dyn Future<Output = Result<Show, ApiError>>>>;

/// A part, and how far it is.
#[derive(Clone, Copy)]
pub(super) struct Download {
    state: RwSignal<Load<Show>>,
    load: Loading,
    /// The app itself, which outlives its pages.
    app: StoredValue<Option<Owner>>,
    pub(super) i18n: I18n,
}

impl Download {
    /// A part that nothing of is loaded yet. To be made where the app itself is made.
    pub(super) fn new(load: Loading) -> Self {
        let download = Self {
            state: RwSignal::new(Load::Loading),
            load,
            app: StoredValue::new(Owner::current()),
            i18n: use_i18n(),
        };
        // What could not be had without a connection is asked for again when it is back.
        let connection = use_record().connection();
        effect(move || {
            let back = connection.get() == Connection::Back;
            if back
                && download
                    .state
                    .with_untracked(|it| matches!(it, Load::Failed(_)))
            {
                download.load();
            }
        });
        download
    }

    /// A page of it, or what there is to say until it is here.
    pub(super) fn page(self, route: crate::routes::Route) -> Part {
        let i18n = self.i18n;
        self.load();
        part(move || match self.state.get() {
            Load::Ready(show) => show(route),
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

    /// Has it loaded, if it is not here.
    pub(super) fn load(self) {
        if self.is_here() {
            return;
        }
        spawn_local(async move {
            let answer = (self.load)(self).await;
            if !self.is_here() {
                self.state.update(|state| state.accept(answer));
            }
        });
    }

    fn is_here(self) -> bool {
        self.state.with_untracked(|it| matches!(it, Load::Ready(_)))
    }

    /// Runs something as a part of the app itself, which does not end with a page.
    pub(super) fn in_app(self, run: fn()) {
        if let Some(app) = self.app.get_value() {
            app.with(run);
        }
    }
}
