//! Something could not be loaded: what happened, what is safe, what to do next.

use leptos::prelude::*;

use super::element::{all, none, p};
use super::page_heading::page_heading;
use crate::api::ApiError;
use crate::i18n::{Key, error_words, request_text, use_i18n};
use crate::reactive::text;

/// The words for an error, and a button that tries again.
pub fn failure(error: ApiError, retry: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let number =
        request_text(i18n, &error).map_or_else(none, |number| p("failure-request", number));
    let what = p("", text(move || error_words(i18n, &error)));
    view! {
        <div class="failure" role="alert">
            {what} {number}
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {i18n.say(Key::StateRetry)}
            </button>
        </div>
    }
    .into_any()
}

/// A page that consists of a failure.
pub fn failure_page(error: ApiError, retry: Callback<()>) -> AnyView {
    all([page_heading(Key::ErrorTitle), failure(error, retry)])
}
