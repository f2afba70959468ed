//! The phone's half of a sign-in at a shared display: which display asks and what it will see, letting
//! it in or not, and ending visits from afar.

mod ask;
mod code;
mod face;
mod form;
mod list;
mod states;
mod watch;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::announce::use_announcer;
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{effect, memo, part, text};
use crate::record::use_record;
use crate::router::use_router;
pub use code::{Code, NoCode};
pub use face::{PairingFace, pairing_face};
use form::form;
pub(in crate::pages) use list::list as visits;
use watch::Watch;

/// The pairing of the code in the address, or a field for one; and the visits that there are.
#[component]
pub fn PairPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_router().query();
    let changes = use_record().changes();
    let watch = Watch::new();
    let again = RwSignal::new(0_u32);
    let broken = memo(move || query.with(|query| Code::in_query(query).is_err()));
    effect(move || {
        let code = query.with(|query| Code::in_query(query));
        watch.turn_to(code.unwrap_or_default());
    });
    effect(move || {
        changes.track();
        again.track();
        watch.look_again();
    });
    let face = watch.face();
    let none = memo(move || watch.code().with(Option::is_none));
    let title = move || {
        if none.get() {
            i18n.text(Key::PairTypeTitle).to_owned()
        } else {
            states::title(i18n, &face.get())
        }
    };
    tell(face, move || untrack(title));
    let above = memo(move || {
        face.with(|face| match face {
            PairingFace::In(session) => Some(session.id.clone()),
            _ => None,
        })
    });
    let body = move || {
        if none.get() {
            form(broken.get())
        } else {
            states::body(i18n, face.get(), watch, again)
        }
    };
    view! {
        {page_heading(Key::PairTitle)}
        <p class="lead">{i18n.say(Key::PairIntro)}</p>
        <section class="panel pair" aria-labelledby="pair-head">
            // It stays while all below it changes, so the focus can be on it.
            <h2 id="pair-head" class="pair-head" tabindex="-1">
                {text(title)}
            </h2>
            {part(body)}
        </section>
        {visits(above, again)}
    }
}

/// Says what has changed by itself, and puts the focus on the heading where it was on something that
/// is gone.
fn tell(face: Memo<PairingFace>, title: impl Fn() -> String + 'static) {
    let announcer = use_announcer();
    let mut before = None;
    effect(move || {
        let looking = face.with(|face| *face == PairingFace::Looking);
        let Some(was_looking) = before.replace(looking) else {
            return;
        };
        if !looking {
            announcer.say(title());
        }
        // What is found at first takes no focus: that belongs to whoever opened the page.
        if was_looking {
            return;
        }
        request_animation_frame(|| {
            let nowhere = document().active_element() == document().body().map(Into::into);
            if nowhere {
                focus_now(".pair-head");
            }
        });
    });
}

/// Puts the focus on an element, once it is there.
pub(in crate::pages) fn focus(selector: &'static str) {
    request_animation_frame(move || focus_now(selector));
}

fn focus_now(selector: &str) {
    let place = document().query_selector(selector).ok().flatten();
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = place.focus();
    }
}
