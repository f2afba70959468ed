//! Reactive pieces of views, each kind of one type.
//!
//! Leptos makes its code for showing and updating a closure anew for every closure, about 2 KB of
//! WebAssembly each. Through these functions all texts share one type, and all parts another; every
//! closure is boxed before Leptos sees it.

use leptos::prelude::*;

/// A part of a view that is made anew when what it reads changes.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// A text, or the value of an attribute, that follows what it reads.
pub type Text = Signal<String>;

/// A text, or the value of an attribute, that follows what it reads.
pub fn text(value: impl Fn() -> String + Send + Sync + 'static) -> Text {
    derive(Box::new(value))
}

/// The value of an attribute that may be absent.
pub fn attribute(
    value: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    derive(Box::new(value))
}

/// A part of a view that is made anew when what it reads changes.
pub fn part(view: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(view)
}

/// A part of a view that is there only while `condition` holds, made anew when it comes to hold.
pub fn part_if(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl FnMut() -> AnyView + Send + 'static,
) -> Part {
    boxed_part_if(memo(condition), Box::new(view))
}

/// A value that is worked out when what it reads changes, and told only when it differs.
pub fn memo<T: Clone + PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    boxed_memo(Box::new(value))
}

/// Runs `run` now and whenever what it reads changes; for the document, never for state.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

type Boxed<T> = Box<dyn Fn() -> T + Send + Sync>;

fn derive<T: Send + Sync + 'static>(value: Boxed<T>) -> Signal<T> {
    Signal::derive(value)
}

fn boxed_memo<T: Clone + PartialEq + Send + Sync + 'static>(value: Boxed<T>) -> Memo<T> {
    Memo::new(move |_| value())
}

fn boxed_part_if(holds: Memo<bool>, mut view: Part) -> Part {
    Box::new(move || if holds.get() { view() } else { ().into_any() })
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
