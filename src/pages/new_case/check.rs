//! All answers, before they are sent.

use citizen_score_contract::cases::CaseKind;
use citizen_score_device::typed::{self, DAY, FACTOR, FieldFault, Fields, WISH, WORDS};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::super::case_evidence::attachments;
use super::super::case_form::{Place, Problem, keeping_note};
use super::super::case_words::ground_key;
use super::address::{ALL_FIELDS, Address, Step};
use super::form::Form;
use crate::components::element::{all, div, dl, dt, none, p, section};
use crate::components::page_heading::page_heading;
use crate::drafts::Outgoing;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::rules_book::rule_text;

/// The page.
pub(super) fn check(form: &Form) -> AnyView {
    let i18n = use_i18n();
    let (kind, address) = (form.kind, form.address.clone());
    let place = move |field: &'static str| Place::At(address.at(kind.step_of(field), true).path());
    let rows = form
        .kind
        .steps()
        .iter()
        .filter(|step| **step != Step::Check);
    let rows: Vec<AnyView> = rows.map(|step| row(i18n, form, *step)).collect();
    let sending = form.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        send(&sending);
    };
    all([
        form.place(Step::Check),
        page_heading(Key::NewcaseCheck),
        form.problems.summary(&ALL_FIELDS, place).into_any(),
        section("panel", dl("answers", all(rows))),
        p("", i18n.say(consequence(form.kind.0))),
        view! {
            <form class="questions" on:submit=send>
                <div class="actions">
                    <button type="submit" class="button">
                        {i18n.say(Key::NewcaseSend)}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        keeping_note(form.typing.drafts()).into_any(),
    ])
}

/// What sending it does.
const fn consequence(kind: CaseKind) -> Key {
    match kind {
        CaseKind::Objection => Key::NewcaseSendObjection,
        CaseKind::Repair => Key::NewcaseSendRepair,
        CaseKind::Claim => Key::NewcaseSendClaim,
    }
}

/// A question with its answer, and the way to change it.
fn row(i18n: I18n, form: &Form, step: Step) -> AnyView {
    let fields = form.typing.fields();
    let label = i18n.text(label(step));
    let answer = answer(i18n, form, step, &fields);
    let nothing = if step == Step::Evidence {
        Key::EvidenceNone
    } else {
        Key::NewcaseNotSaid
    };
    let answer = if answer.is_empty() {
        i18n.text(nothing).to_owned()
    } else {
        answer
    };
    let change = if step == Step::About {
        none()
    } else {
        let address = form.address.at(step, true).path();
        let words = i18n.fill(Key::NewcaseChangeWhat, &[("what", label)]);
        view! {
            <a href=address aria-label=words>
                {i18n.text(Key::NewcaseChange)}
            </a>
        }
        .into_any()
    };
    let value = view! {
        <dd class="answer">
            <span class="answer-words">{answer}</span>
            {change}
        </dd>
    };
    div("answers-row", all([dt("", label), value.into_any()]))
}

const fn label(step: Step) -> Key {
    match step {
        Step::About | Step::Check => Key::NewcaseAboutLabel,
        Step::Ground => Key::NewcaseGroundLabel,
        Step::Deed => Key::NewcaseDeedLabel,
        Step::Day => Key::NewcaseDayLabel,
        Step::Words => Key::FormWords,
        Step::Wish => Key::FormWish,
        Step::Evidence => Key::NewcaseEvidenceLabel,
    }
}

/// What was answered, as it was typed where it cannot be read.
fn answer(i18n: I18n, form: &Form, step: Step, fields: &Fields) -> String {
    let book = &*form.about.book;
    let day = |day| format::day(i18n.formats(), day);
    match step {
        Step::About | Step::Check => {
            let Some(found) = &form.about.entry else {
                return String::new();
            };
            let entry = &found.entry.row.entry;
            let name = rule_text(i18n, book, "factor", &entry.factor);
            let date = day(entry.occurred_on);
            i18n.fill(Key::NewcaseEntry, &[("name", &name), ("date", &date)])
        }
        Step::Ground => typed::ground(fields)
            .map_or_else(|_| String::new(), |it| i18n.text(ground_key(it)).to_owned()),
        Step::Deed => match typed::field(fields, FACTOR) {
            "" => String::new(),
            code => rule_text(i18n, book, "factor", code),
        },
        Step::Day => typed::day(fields).map_or_else(
            |_| {
                let typed = DAY.map(|name| typed::field(fields, name));
                typed.join(" ").trim().to_owned()
            },
            day,
        ),
        Step::Words => typed::field(fields, WORDS).to_owned(),
        Step::Wish => typed::field(fields, WISH).to_owned(),
        Step::Evidence => form.typing.draft().map_or_else(String::new, |draft| {
            let names: Vec<&str> = draft.files.iter().map(|it| it.name.as_str()).collect();
            names.join("\n")
        }),
    }
}

/// Sends it, or says what is missing.
fn send(form: &Form) {
    let Some(draft) = form.typing.draft() else {
        return;
    };
    let kind = form.kind.0;
    let case = typed::case(kind, &draft.fields, form.about.known(), attachments(&draft));
    let case = match case {
        Ok(case) => case,
        Err(faults) => {
            let problem = |fault: FieldFault| Problem::of(kind, fault);
            form.problems
                .tell(faults.into_iter().map(problem).collect());
            return;
        }
    };
    let Ok(body) = serde_json::to_string(&case) else {
        return;
    };
    let path = "/me/cases".to_owned();
    form.problems.sent_again();
    if form
        .typing
        .drafts()
        .send(&draft.id, Outgoing { path, body })
    {
        let sent = Address {
            kind: form.address.kind,
            entry: form.address.entry.clone(),
            sent: Some(draft.id),
            ..Address::default()
        };
        // Going back does not lead to answers that are on their way.
        form.router.keep(&sent.query(), false);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}
