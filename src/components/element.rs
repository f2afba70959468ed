//! Plain elements: a class and what stands in it.
//!
//! The view macro writes out the making of every element where it stands, about 300 bytes each. Long
//! lists of plain text are made through these functions instead, whose code is in the app once.

use leptos::html;
use leptos::prelude::*;

macro_rules! elements {
    ($($tag:ident)*) => { $(
        #[doc = concat!("A `", stringify!($tag), "` with a class (none if empty) and its content.")]
        pub fn $tag(class: &'static str, content: impl IntoAny) -> AnyView {
            fn build(class: &'static str, content: AnyView) -> AnyView {
                html::$tag().class((!class.is_empty()).then_some(class)).child(content).into_any()
            }
            build(class, content.into_any())
        }
    )* };
}

elements! { dd div dl dt h2 h3 li ol p section span ul }

/// A link to an address of this app.
pub fn a(address: String, content: impl IntoAny) -> AnyView {
    html::a().href(address).child(content.into_any()).into_any()
}

/// Several views, one after the other.
pub fn all(views: impl IntoIterator<Item = AnyView>) -> AnyView {
    views.into_iter().collect::<Vec<_>>().into_any()
}

/// Nothing.
pub fn none() -> AnyView {
    ().into_any()
}
