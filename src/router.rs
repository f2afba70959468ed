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
}

/// Provides the context, and follows links and the browser's back and forward buttons.
pub fn provide_router() -> Router {
    let router = Router {
        path: RwSignal::new(current_path()),
    };
    provide_context(router);
    listen("popstate", move |_| router.path.set(current_path()));
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

    /// Goes to an address of this app.
    pub fn go(self, path: &str) {
        // A link to the page one is on leads to its top, and is no step to go back over.
        let here = self.path.with_untracked(|here| here == path);
        let history = window().history();
        let moved = here
            || history.is_ok_and(|it| it.push_state_with_url(&"".into(), "", Some(path)).is_ok());
        if moved {
            self.path.set(current_path());
            // Going back, the browser itself puts the page where it was.
            window().scroll_to_with_x_and_y(0.0, 0.0);
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
        let here = window().location();
        let elsewhere = here.origin().is_ok_and(|origin| origin != link.origin());
        let within_page = !link.hash().is_empty();
        let left_alone = ["download", "target"]
            .iter()
            .any(|name| link.has_attribute(name));
        if elsewhere || within_page || left_alone || link.rel() == "external" {
            return;
        }
        event.prevent_default();
        self.go(&format!("{}{}", link.pathname(), link.search()));
    }
}

fn current_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Listens for as long as the page lives.
fn listen(name: &str, on_event: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(on_event);
    let _ = window().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
