//! Which page is on screen: the address of the page as a signal, and links that change it.
//!
//! On a shared display the address of the page stays as it is, and all of this is in memory.
//!
//! A router of the project's own, for the size of the download; see `docs/decisions/0004-own-router.md`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::kiosk::is_display;
use crate::routes::Route;

/// Where a visit to a shared display begins.
const FIRST: &str = "/";

/// What stands between two steps.
const STEP: char = '\n';

/// Bytes of addresses that a shared display remembers: hundreds of steps, of which the oldest are
/// forgotten first.
const MOST: usize = 10_000;

/// How a fragment begins that holds the whole address: a host of plain files knows no other page than the
/// file itself. What writes addresses there is `demo-site/`.
const BEHIND_HASH: &str = "#/";

/// The address, as a context.
#[derive(Clone, Copy)]
pub struct Router {
    path: RwSignal<String>,
    query: RwSignal<String>,
    /// On a shared display: the addresses that were gone to, one a line, the last of which is on screen.
    /// They are in memory alone, since what the browser remembers outlives the visit.
    steps: Option<RwSignal<String>>,
}

/// Provides the context, and follows links and the browser's back and forward buttons.
pub fn provide_router() -> Router {
    let router = Router {
        path: RwSignal::default(),
        query: RwSignal::default(),
        steps: is_display().then(|| RwSignal::new(FIRST.to_owned())),
    };
    router.read_address();
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

    /// The fragment of the address as it is now, without its hash sign.
    pub fn fragment(self) -> String {
        let address = self.address();
        let fragment = address.split_once('#').map(|(_, fragment)| fragment);
        fragment.unwrap_or_default().to_owned()
    }

    /// What stands before the path in an address that is given to others, such as
    /// `https://score.example.org`.
    pub fn origin(self) -> String {
        let location = window().location();
        let here = location.href().unwrap_or_default();
        match here.split_once(BEHIND_HASH) {
            Some((file, _)) => format!("{file}#"),
            None => location.origin().unwrap_or_default(),
        }
    }

    /// Goes to an address of this app.
    pub fn go(self, path: &str) {
        // A link to the page one is on leads to its top, and is no step to go back over.
        let moved = self.put(path, self.here() != path);
        if moved {
            // Going back, the browser itself puts the page where it was.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Keeps what a page shows in the query of its address. As a `step` it can be gone back over;
    /// otherwise it takes the place of the address before, as while somebody types.
    pub fn keep(self, query: &str, step: bool) {
        let mark = if query.is_empty() { "" } else { "?" };
        let path = self.path.get_untracked();
        self.put(&format!("{path}{mark}{query}"), step);
    }

    /// Whether there is a step to go back over, on a shared display; elsewhere the browser knows.
    pub fn can_go_back(self) -> bool {
        self.steps
            .is_some_and(|steps| steps.with(|steps| steps.contains(STEP)))
    }

    /// Goes back one step, on a shared display; elsewhere that is the browser's.
    pub fn back(self) {
        let Some(steps) = self.steps.filter(|_| untrack(|| self.can_go_back())) else {
            return;
        };
        steps.update(|steps| steps.truncate(steps.rfind(STEP).unwrap_or(0)));
        self.read_address();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Puts an address in the place of the one on screen, as a step or not. Returns whether it could be.
    fn put(self, address: &str, step: bool) -> bool {
        let put = if let Some(steps) = self.steps {
            steps.update(|steps| {
                if step {
                    steps.push(STEP);
                } else {
                    steps.truncate(steps.rfind(STEP).map_or(0, |at| at + 1));
                }
                steps.push_str(address);
                while steps.len() > MOST
                    && let Some(end) = steps.find(STEP)
                {
                    steps.drain(..=end);
                }
            });
            true
        } else {
            window().history().is_ok_and(|history| {
                let (state, address) = ("".into(), Some(address));
                let put = if step {
                    history.push_state_with_url(&state, "", address)
                } else {
                    history.replace_state_with_url(&state, "", address)
                };
                put.is_ok()
            })
        };
        self.read_address();
        put
    }

    /// The address of the page on screen.
    fn address(self) -> String {
        if let Some(steps) = self.steps {
            return steps.with_untracked(|steps| {
                let last = steps.rfind(STEP).map_or(0, |at| at + 1);
                steps.get(last..).unwrap_or_default().to_owned()
            });
        }
        let location = window().location();
        let mut hash = location.hash().unwrap_or_default();
        if hash.starts_with(BEHIND_HASH) {
            return hash.split_off(1);
        }
        let mut address = location.pathname().unwrap_or_default();
        for part in [location.search().unwrap_or_default(), hash] {
            address.push_str(&part);
        }
        address
    }

    /// The address without its fragment.
    fn here(self) -> String {
        let mut address = self.address();
        address.truncate(address.find('#').unwrap_or(address.len()));
        address
    }

    fn read_address(self) {
        let here = self.here();
        let (path, query) = here.split_once('?').unwrap_or((&here, ""));
        // Told only what differs: a page is not made anew because its query changed.
        if self.path.with_untracked(|it| it != path) {
            self.path.set(path.to_owned());
        }
        if self.query.with_untracked(|it| it != query) {
            self.query.set(query.to_owned());
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
        let within_page = !link.hash().is_empty() && address == self.here();
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

/// Listens for as long as the page lives.
fn listen(name: &str, on_event: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(on_event);
    let _ = window().add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}
