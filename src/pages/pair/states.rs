//! The words for each state of a pairing: what it is, what is safe, and what to do next.

use citizen_score_contract::ProblemCode;
use leptos::prelude::*;

use super::ask::ask;
use super::face::PairingFace;
use super::form::form;
use super::list::visit;
use super::watch::Watch;
use crate::api::ApiError;
use crate::components::element::{all, p};
use crate::components::failure::failure;
use crate::i18n::{I18n, Key, error_text};
use crate::reactive::text;

/// The heading.
pub(super) fn title(i18n: I18n, face: &PairingFace) -> String {
    let (key, display) = match face {
        PairingFace::Looking => (Key::PairLookingTitle, None),
        PairingFace::Ask(display) => (Key::PairAskTitle, Some(display)),
        PairingFace::Entering(_) => (Key::PairEnteringTitle, None),
        PairingFace::In(session) => (Key::PairInTitle, Some(&session.display)),
        PairingFace::Over(display) => (Key::PairOverTitle, Some(display)),
        PairingFace::NoVisit(_) => (Key::PairNoVisitTitle, None),
        PairingFace::Refused(_) => (Key::PairRefusedTitle, None),
        PairingFace::Expired(_) => (Key::PairExpiredTitle, None),
        PairingFace::Used(_) => (Key::PairUsedTitle, None),
        PairingFace::Unknown => (Key::PairUnknownTitle, None),
        PairingFace::Failed(error) => (failed_title(error), None),
    };
    match display {
        Some(display) => i18n.fill(key, &[("display", display)]),
        None => i18n.text(key).to_owned(),
    }
}

/// What stands below the heading. `again` is told when visits may have changed.
pub(super) fn body(i18n: I18n, face: PairingFace, watch: Watch, again: RwSignal<u32>) -> AnyView {
    let words = |key: Key, display: &str| p("", i18n.fill(key, &[("display", display)]));
    let told = |key: Key, display: &str| all([words(key, display), another(i18n, watch)]);
    match face {
        PairingFace::Looking => p("loading", i18n.text(Key::StateLoading)),
        PairingFace::Ask(_) => ask(i18n, watch),
        PairingFace::Entering(display) => words(Key::PairEntering, &display),
        PairingFace::In(session) => {
            let ended = Callback::new(move |()| {
                again.update(|count| *count = count.wrapping_add(1));
            });
            all([
                visit(i18n, session, ended),
                p("quiet", i18n.text(Key::PairInSafe)),
            ])
        }
        PairingFace::Over(display) => told(Key::PairOver, &display),
        PairingFace::NoVisit(display) => told(Key::PairNoVisit, &display),
        PairingFace::Refused(display) => told(Key::PairRefused, &display),
        PairingFace::Expired(display) => told(Key::PairExpired, &display),
        PairingFace::Used(display) => told(Key::PairUsed, &display),
        PairingFace::Unknown => all([p("", i18n.text(Key::PairUnknown)), form(false)]),
        PairingFace::Failed(error) => failed(i18n, error, watch),
    }
}

fn failed_title(error: &ApiError) -> Key {
    match code_of(error) {
        Some(ProblemCode::TooManyTries) => Key::PairWaitTitle,
        Some(ProblemCode::NotOnDisplay) => Key::PairHereTitle,
        _ => Key::ErrorTitle,
    }
}

fn failed(i18n: I18n, error: ApiError, watch: Watch) -> AnyView {
    let look = Callback::new(move |()| watch.retry());
    match code_of(&error) {
        Some(ProblemCode::NotOnDisplay) => p("", i18n.text(Key::PairHere)),
        Some(ProblemCode::TooManyTries) => {
            let wait = text(move || error_text(i18n, &error));
            all([
                p("", wait),
                p("", i18n.text(Key::PairWait)),
                button(i18n, Key::StateRetry, look),
            ])
        }
        _ => failure(error, look),
    }
}

const fn code_of(error: &ApiError) -> Option<ProblemCode> {
    match error {
        ApiError::Rejected { code, .. } => Some(*code),
        _ => None,
    }
}

/// The way to the field.
fn another(i18n: I18n, watch: Watch) -> AnyView {
    button(
        i18n,
        Key::PairAnother,
        Callback::new(move |()| watch.forget()),
    )
}

fn button(i18n: I18n, name: Key, press: Callback<()>) -> AnyView {
    view! {
        <p>
            <button type="button" class="button button-plain" on:click=move |_| press.run(())>
                {i18n.text(name)}
            </button>
        </p>
    }
    .into_any()
}
