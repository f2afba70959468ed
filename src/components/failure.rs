//! Something could not be loaded: what happened, what is safe, what to do next.

use leptos::prelude::*;

use super::page_heading::PageHeading;
use crate::api::ApiError;
use crate::i18n::{Key, error_text, use_i18n};
use crate::reactive::text;

/// The words for an error, and a button that tries again.
#[component]
pub fn Failure(
    /// What was met.
    error: ApiError,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let request_id = match &error {
        ApiError::Server { request_id } => request_id.clone(),
        _ => None,
    };
    view! {
        <div class="failure" role="alert">
            <p>{text(move || error_text(i18n, &error))}</p>
            {request_id
                .map(|id| {
                    let number = text(move || i18n.fill(Key::ErrorRequest, &[("id", &id)]));
                    view! { <p class="failure-request">{number}</p> }
                })}
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {i18n.say(Key::StateRetry)}
            </button>
        </div>
    }
}

/// A page that consists of a failure.
#[component]
pub fn FailurePage(
    /// What was met.
    error: ApiError,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <PageHeading title=Key::ErrorTitle />
        <Failure error retry />
    }
}
