//! One face for each state of what is being loaded: loading, failed, ready.

use leptos::prelude::*;

use super::failure::failure;
use crate::api::ApiError;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{Part, part};

/// What is being loaded. A value that is here stays while a newer one is on its way, and when that fails.
#[derive(Clone, Debug)]
pub enum Load<T> {
    /// Nothing has arrived yet.
    Loading,
    /// Nothing could be had.
    Failed(ApiError),
    /// The last good value.
    Ready(T),
}

impl<T> Load<T> {
    /// Takes in an answer; a failure does not take the place of a good value.
    pub fn accept(&mut self, answer: Result<T, ApiError>) {
        match (answer, &self) {
            (Ok(value), _) => *self = Self::Ready(value),
            (Err(_), Self::Ready(_)) => {}
            (Err(error), _) => *self = Self::Failed(error),
        }
    }
}

/// Shows the state of a load; `show` shows the value.
pub fn load_view<T: Clone + Send + Sync + 'static>(
    load: Signal<Load<T>>,
    retry: Callback<()>,
    show: fn(T) -> AnyView,
) -> Part {
    let i18n = use_i18n();
    part(move || match load.get() {
        Load::Loading => {
            let text = i18n.say(Key::StateLoading);
            view! { <p class="loading" role="status">{text}</p> }.into_any()
        }
        Load::Failed(error) => failure(error, retry),
        Load::Ready(value) => show(value),
    })
}
