//! Pages that need somebody signed in: otherwise, the sign-in stands in their place.
//!
//! The address stays as it is, so that after signing in the resident is where they wanted to be.

use leptos::prelude::*;

use crate::components::failure::failure_page;
use crate::pages::SignInPage;
use crate::reactive::{Part, memo, part};
use crate::record::{Holder, use_record};

/// `page`, or the sign-in, or why it is not known who is signed in.
pub(super) fn protected<V: IntoView + 'static>(page: fn() -> V) -> Part {
    let record = use_record();
    let holder = record.holder();
    // The page is made anew when another resident signs in, not with every new standing.
    let face = memo(move || match holder.get() {
        Holder::SignedOut => Face::SignIn,
        Holder::Unknown(error) => Face::Failed(error),
        Holder::Known(_) => Face::Page,
    });
    part(move || match face.get() {
        Face::SignIn => view! { <SignInPage /> }.into_any(),
        Face::Page => page().into_any(),
        Face::Failed(error) => {
            let retry = Callback::new(move |()| {
                leptos::task::spawn_local(async move {
                    // A failure is shown by the holder it leaves.
                    let _ = record.load().await;
                });
            });
            failure_page(error, retry)
        }
    })
}

#[derive(Clone, PartialEq)]
enum Face {
    SignIn,
    Failed(crate::api::ApiError),
    Page,
}
