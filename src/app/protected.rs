//! Pages that need somebody signed in: otherwise, the sign-in stands in their place.
//!
//! The address stays as it is, so that after signing in the resident is where they wanted to be.

use leptos::prelude::*;

use super::later::use_later;
use crate::components::failure::failure_page;
use crate::reactive::{Part, memo, part};
use crate::record::{Holder, use_record};
use crate::routes::Route;

/// `page`, or the sign-in, or why it is not known who is signed in.
pub(super) fn protected(page: impl Fn() -> AnyView + Send + 'static) -> Part {
    let sign_in = use_later().sign_in;
    let record = use_record();
    let holder = record.holder();
    // The page is made anew when another resident signs in, not with every new standing.
    let face = memo(move || match holder.get() {
        Holder::SignedOut => Face::SignIn,
        Holder::Unknown(error) => Face::Failed(error),
        Holder::Known(_) => Face::Page,
    });
    part(move || match face.get() {
        Face::SignIn => sign_in.page(Route::Overview).into_any(),
        Face::Page => page(),
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
