//! The office's question, and the resident's answer to it, which goes through the outbox.

use citizen_score_contract::cases::{Answer, Case, CaseKind, MAX_WORDS, StepKind};
use citizen_score_device::typed::{FACTOR, WORDS, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::super::case_evidence::{attachments, evidence_field};
use super::super::case_form::{
    FILES, Place, Problem, Problems, Typing, Words, keeping_note, words_field,
};
use super::super::case_waiting::waiting;
use super::Shown;
use crate::components::element::{all, h2, p, section};
use crate::drafts::{Outgoing, State};
use crate::i18n::{I18n, Key};
use crate::kiosk::is_display;
use crate::reactive::{effect, memo, part};

/// The fields of an answer.
const FIELDS: [&str; 2] = [WORDS, FILES];

/// The section.
pub(super) fn answer(i18n: I18n, shown: Shown, case: &Case) -> AnyView {
    let typing = Typing::new("answer", &case.id);
    typing.begin_with(FACTOR, &case.factor);
    let asked = case
        .steps
        .iter()
        .rev()
        .find(|it| it.kind == StepKind::Question);
    let asked = asked
        .and_then(|step| step.words.clone())
        .unwrap_or_default();
    if is_display() {
        return section(
            "panel case-question",
            all([
                h2("", i18n.text(Key::AnswerTitle)),
                p("own-words", asked),
                p("quiet", i18n.text(Key::AnswerDeadline)),
            ]),
        );
    }
    let drafts = typing.drafts();
    let on_its_way = memo(move || {
        let list = drafts.list();
        list.with(|list| {
            let mine = list.iter().find(|it| typing.is(it) && it.is_waiting());
            mine.map(|draft| draft.id.clone())
        })
    });
    let arrived = memo(move || {
        drafts.list().with(|list| {
            list.iter().find_map(|draft| match &draft.state {
                State::Sent { answer, .. } if typing.is(draft) => {
                    Some((draft.id.clone(), answer.clone()))
                }
                _ => None,
            })
        })
    });
    effect(move || {
        if let Some((id, answer)) = arrived.get() {
            drafts.remove(&id);
            if let Ok(case) = serde_json::from_str::<Case>(&answer) {
                shown.take(Ok(case));
            }
        }
    });
    let ready = memo(move || typing.is_ready());
    let id = case.id.clone();
    let body = part(move || {
        if !ready.get() {
            return p("loading", i18n.text(Key::StateLoading));
        }
        match on_its_way.get() {
            Some(draft) => all([
                p("note-title", i18n.text(Key::AnswerOnItsWay)),
                waiting(&draft),
            ]),
            None => form(i18n, typing, id.clone()),
        }
    });
    section(
        "panel case-question",
        all([
            h2("", i18n.text(Key::AnswerTitle)),
            p("own-words", asked),
            p("quiet", i18n.text(Key::AnswerDeadline)),
            body.into_any(),
        ]),
    )
}

fn form(i18n: I18n, typing: Typing, id: String) -> AnyView {
    let problems = Problems::new();
    let drafts = typing.drafts();
    if let Some(draft) = typing.draft() {
        problems.tell_refusal(&draft);
    }
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = match words(&typing.fields()) {
            Ok(words) => words,
            Err(fault) => {
                // The words of an answer are asked for like those of any case.
                problems.tell(vec![Problem::of(CaseKind::Objection, fault)]);
                return;
            }
        };
        let Some(draft) = typing.draft() else { return };
        let answer = Answer {
            words,
            evidence: attachments(&draft),
        };
        let Ok(body) = serde_json::to_string(&answer) else {
            return;
        };
        let path = format!("/me/cases/{}/answer", js_sys::encode_uri_component(&id));
        problems.sent_again();
        drafts.send(&draft.id, Outgoing { path, body });
    };
    let field = Words {
        name: WORDS,
        fields: &[WORDS],
        label: Key::AnswerWords,
        hint: Key::AnswerHint,
        most: MAX_WORDS,
        rows: "6",
    };
    view! {
        {problems.summary(&FIELDS, |_| Place::Here)}
        <form class="questions" on:submit=submit novalidate>
            {words_field(typing, problems, field)}
            {evidence_field(typing, problems)}
            <div class="actions">
                <button type="submit" class="button">
                    {i18n.text(Key::AnswerSend)}
                </button>
            </div>
        </form>
        {keeping_note(drafts)}
    }
    .into_any()
}
