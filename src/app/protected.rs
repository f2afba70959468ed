//! Pages that need somebody signed in: otherwise, the sign-in stands in their place.
//!
//! The address stays as it is, so that after signing in the resident is where they wanted to be.

use leptos::prelude::*;

use super::later::use_later;
use crate::components::failure::failure_page;
use crate::kiosk::is_display;
use crate::reactive::{Part, memo, part};
use crate::record::{Holder, use_record};
use crate::routes::Route;

/// `page`, which is at `route`; or the sign-in, or why it is not known who is signed in. For somebody who
/// is not scored, what the pages with which a resident acts have in its place.
pub(super) fn protected(route: Route, page: impl Fn() -> AnyView + Send + 'static) -> Part {
    let later = use_later();
    let sign_in = if is_display() {
        later.kiosk
    } else {
        later.sign_in
    };
    let record = use_record();
    let holder = record.holder();
    // The page is made anew when another resident signs in, not with every new standing.
    let face = memo(move || match holder.get() {
        Holder::SignedOut => Face::SignIn,
        Holder::Unknown(error) => Face::Failed(error),
        Holder::NotScored => Face::NotScored,
        Holder::Known(_) => Face::Page,
    });
    part(move || match face.get() {
        Face::SignIn => sign_in.page(Route::Overview).into_any(),
        Face::NotScored => later.acts.page(route).into_any(),
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
    NotScored,
    Page,
}
