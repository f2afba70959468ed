//! Which page is on screen: the address of the page as a signal, and links that change it.
//!
//! A router of the project's own, for the size of the download; see `docs/decisions/0004-own-router.md`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::routes::Route;

/// The address, as a context.
#[derive(Clone, Copy)]
pub struct Router {
    path: RwSignal<String>,
    query: RwSignal<String>,
}

/// Provides the context, and follows links and the browser's back and forward buttons.
pub fn provide_router() -> Router {
    let router = Router {
        path: RwSignal::new(current_path()),
        query: RwSignal::new(current_query()),
    };
    provide_context(router);
    listen("popstate", move |_| router.read_address());
    listen("click", move |event| router.on_click(&event));
    router
}

/// The context.
pub fn use_router() -> Router {
    use_context().unwrap_or_else(provide_router)
}

impl Router {
    /// The page that the address asks for.
    pub fn route(self) -> Route {
        self.path.with(|path| Route::of(path))
    }

    /// The path, with whatever it carries, such as the id of an entry.
    pub fn path(self) -> Signal<String> {
        self.path.into()
    }

    /// The query of the address, without its question mark.
    pub fn query(self) -> Signal<String> {
        self.query.into()
    }

    /// Goes to an address of this app.
    pub fn go(self, path: &str) {
        // A link to the page one is on leads to its top, and is no step to go back over.
        let here = here();
        let history = window().history();
        let moved = here == path
            || history.is_ok_and(|it| it.push_state_with_url(&"".into(), "", Some(path)).is_ok());
        if moved {
            self.read_address();
            // Going back, the browser itself puts the page where it was.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Keeps what a page shows in the query of its address. As a `step` it can be gone back over;
    /// otherwise it takes the place of the address before, as while somebody types.
    pub fn keep(self, query: &str, step: bool) {
        let address = if query.is_empty() {
            current_path()
        } else {
            format!("{}?{query}", current_path())
        };
        if let Ok(history) = window().history() {
            let state = "".into();
            let _ = if step {
                history.push_state_with_url(&state, "", Some(&address))
            } else {
                history.replace_state_with_url(&state, "", Some(&address))
            };
        }
        self.read_address();
    }

    fn read_address(self) {
        // Told only what differs: a page is not made anew because its query changed.
        let path = current_path();
        if self.path.with_untracked(|here| *here != path) {
            self.path.set(path);
        }
        let query = current_query();
        if self.query.with_untracked(|here| *here != query) {
            self.query.set(query);
        }
    }

    /// Takes over a plain click on a link within the app; all others are the browser's.
    fn on_click(self, event: &Event) {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if event.default_prevented() || modified || click.button() != 0 {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
            return;
        };
        let elsewhere = window()
            .location()
            .origin()
            .is_ok_and(|origin| origin != link.origin());
        let address = format!("{}{}", link.pathname(), link.search());
        let within_page = !link.hash().is_empty() && address == here();
        let left_alone = ["download", "target"]
            .iter()
            .any(|name| link.has_attribute(name));
        if elsewhere || within_page || left_alone || link.rel() == "external" {
            return;
        }
        event.prevent_default();
        // What a fragment names is on the new page, which looks for it when it is there.
        self.go(&format!("{address}{}", link.hash()));
    }
}

fn current_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The address without its fragment.
fn here() -> String {
    format!("{}{}", current_path(), window_search())
}

fn window_search() -> String {
    window().location().search().unwrap_or_default()
}

fn current_query() -> String {
    let search = window_search();
    search.strip_prefix('?').unwrap_or_default().to_owned()
}

/// Listens for as long as the page lives.
fn listen(name: &str, on_event: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(on_event);
    let _ = window().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
