//! What a page shows of a question: how far the ledger is, why there is no answer, or the answer.

use std::sync::Arc;

use citizen_score_contract::ProblemCode;
use citizen_score_device::{Ask, Fault, Progress};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use super::{Desk, DeskState, use_desk};
use crate::components::element::{all, div, none, p};
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{Part, effect, memo, part, text};

/// Asks now, and again whenever the question or the ledger changes. An answer stays on the screen
/// until the next one is there.
pub fn asked<A: DeserializeOwned + Send + Sync + 'static>(
    ask: impl Fn() -> Ask + Send + Sync + 'static,
    show: impl Fn(A) -> AnyView + Send + Sync + 'static,
) -> Part {
    asked_with(ask, show, none)
}

/// As [`asked`]; `meanwhile` is shown below the progress until the first answer is there.
pub fn asked_with<A: DeserializeOwned + Send + Sync + 'static>(
    ask: impl Fn() -> Ask + Send + Sync + 'static,
    show: impl Fn(A) -> AnyView + Send + Sync + 'static,
    meanwhile: impl Fn() -> AnyView + Send + Sync + 'static,
) -> Part {
    // Only this closure is made anew for each type of answer.
    let read = move |answer: &str| serde_json::from_str(answer).ok().map(&show);
    answered(Arc::new(ask), Arc::new(read), Arc::new(meanwhile))
}

type AskNow = Arc<dyn Fn() -> Ask + Send + Sync>;
type Show = Arc<dyn Fn(&str) -> Option<AnyView> + Send + Sync>;
type Meanwhile = Arc<dyn Fn() -> AnyView + Send + Sync>;

fn answered(ask: AskNow, show: Show, meanwhile: Meanwhile) -> Part {
    let desk = use_desk();
    let answer = RwSignal::new(None::<Result<String, Fault>>);
    let round = StoredValue::new(0_u32);
    effect(move || {
        let edition = desk.edition().get();
        let question = ask();
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        spawn_local(async move {
            let arrived = desk.answer(&question).await;
            // The page may be gone, or a newer question or ledger under way.
            if round.try_get_value() == Some(mine) && desk.is_edition(edition) {
                answer.set(Some(arrived));
            }
        });
    });
    part(move || match answer.get() {
        None => all([reading(desk), meanwhile()]),
        Some(Ok(answer)) => show(&answer).unwrap_or_else(|| failed(desk, &Fault::Stopped)),
        Some(Err(fault)) => all([failed(desk, &fault), meanwhile()]),
    })
}

/// How far the ledger has been read, and a way to stop that.
fn reading(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let long = memo(move || progress(desk).total > MANY);
    part(move || {
        if long.get() {
            bar(desk)
        } else {
            p("loading", i18n.say(Key::StateLoading))
        }
    })
    .into_any()
}

/// Fewer entries are there before anybody could read how far they are.
const MANY: u64 = 2000;

fn progress(desk: Desk) -> Progress {
    match desk.state().get() {
        DeskState::Reading(progress) => progress,
        _ => Progress::default(),
    }
}

/// It stays one and the same while its numbers grow: a button that is made anew meanwhile would lose
/// the focus, and could not be pressed.
fn bar(desk: Desk) -> AnyView {
    let i18n = use_i18n();
    let words = move || {
        let Progress { read, total } = progress(desk);
        let [read, total] = [read, total].map(|number| {
            format::number(i18n.formats(), i64::try_from(number).unwrap_or(i64::MAX))
        });
        i18n.fill(Key::DeskReading, &[("read", &read), ("total", &total)])
    };
    let max = text(move || progress(desk).total.to_string());
    let value = text(move || progress(desk).read.to_string());
    view! {
        <div class="reading">
            <p>{text(words)}</p>
            <progress class="reading-bar" max=max value=value aria-label=i18n.say(Key::DeskProgress) />
            <button type="button" class="button" on:click=move |_| desk.cancel()>
                {i18n.say(Key::DeskCancel)}
            </button>
        </div>
    }
    .into_any()
}

fn failed(desk: Desk, fault: &Fault) -> AnyView {
    let i18n = use_i18n();
    let request = match fault {
        Fault::Refused {
            request_id: Some(id),
            ..
        } => p(
            "failure-request",
            i18n.fill(Key::ErrorRequest, &[("id", id)]),
        ),
        _ => none(),
    };
    let retry = view! {
        <button type="button" class="button" on:click=move |_| desk.restart()>
            {i18n.say(Key::StateRetry)}
        </button>
    };
    div(
        "failure",
        all([p("", fault_text(i18n, fault)), request, retry.into_any()]),
    )
}

/// What happened, what is safe, and what to do next.
pub fn fault_text(i18n: I18n, fault: &Fault) -> String {
    match fault {
        Fault::Offline => i18n.text(Key::ErrorOffline).to_owned(),
        Fault::Refused {
            code: ProblemCode::SignedOut,
            ..
        } => i18n.text(Key::ErrorSignedOut).to_owned(),
        Fault::Refused { .. } => i18n.text(Key::ErrorServer).to_owned(),
        Fault::BrokenOff { .. } => i18n.text(Key::DeskBrokenOff).to_owned(),
        Fault::Line { line, problem } => {
            let values = [("line", line.to_string()), ("problem", problem.clone())];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            i18n.fill(Key::DeskLine, &values)
        }
        Fault::Ledger { problem } => i18n.fill(Key::DeskLedger, &[("problem", problem)]),
        Fault::Rulebook { problem } => i18n.fill(Key::DeskRulebook, &[("problem", problem)]),
        Fault::TooManyPoints => i18n.text(Key::DeskTooManyPoints).to_owned(),
        Fault::NoSuchEntry => i18n.text(Key::DeskNoSuchEntry).to_owned(),
        Fault::Question { problem } => i18n.fill(Key::DeskQuestion, &[("problem", problem)]),
        Fault::Stopped => i18n.text(Key::DeskStopped).to_owned(),
    }
}
