//! One face for each state of what is being loaded: loading, failed, ready.

use leptos::prelude::*;

use super::failure::Failure;
use crate::api::ApiError;
use crate::i18n::{Key, use_i18n};

/// What is being loaded. A value that is here stays while a newer one is on its way, and when that fails.
#[derive(Clone, Debug, PartialEq)]
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

/// Shows the state of a load; `children` shows the value.
#[component]
pub fn LoadView<T, F, V>(
    /// What is being loaded.
    #[prop(into)]
    load: Signal<Load<T>>,
    /// Tries again.
    retry: Callback<()>,
    /// Shows the value.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(T) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let i18n = use_i18n();
    move || match load.get() {
        Load::Loading => view! {
            <p class="loading" role="status">{i18n.say(Key::StateLoading)}</p>
        }
        .into_any(),
        Load::Failed(error) => view! { <Failure error retry /> }.into_any(),
        Load::Ready(value) => children(value).into_any(),
    }
}
