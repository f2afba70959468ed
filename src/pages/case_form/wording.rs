//! What is wrong with a field, in words: what was typed, and what the server refused.

use citizen_score_contract::ProblemCode;
use citizen_score_contract::cases::CaseKind;
use citizen_score_device::typed::{DAY, FACTOR, Fault, GROUND, WISH, WORDS};

use super::problems::{FILES, Problem};
use crate::drafts::Refusal;
use crate::format;
use crate::i18n::{I18n, Key, Plural};

/// What is wrong with a field, and what to do.
pub(super) fn fault_words(i18n: I18n, kind: CaseKind, field: &str, fault: &Fault) -> String {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let day = |day| format::day(i18n.formats(), day);
    let [first, month, _] = DAY;
    let key = match fault {
        Fault::NotChosen if field == GROUND => Key::FormNoGround,
        Fault::NotChosen => Key::FormNoFactor,
        Fault::Missing => Key::FormNoWords,
        Fault::TooLong { over, most } => {
            let most = format::number(i18n.formats(), count(*most));
            return i18n.plural(Plural::FormTooLong, count(*over), &[("most", &most)]);
        }
        Fault::NoDay if kind == CaseKind::Claim => Key::FormNoDeedDay,
        Fault::NoDay => Key::FormNoSettledDay,
        Fault::NotANumber if field == first => Key::FormDayNumber,
        Fault::NotANumber if field == month => Key::FormMonthNumber,
        Fault::NotANumber => Key::FormYearNumber,
        Fault::NoSuchDay => Key::FormNoSuchDay,
        Fault::InFuture => Key::FormInFuture,
        Fault::BeforeEntry { on } => {
            return i18n.fill(Key::FormBeforeEntry, &[("date", &day(*on))]);
        }
        Fault::BeforeInForce { from } => {
            return i18n.fill(Key::FormBeforeInForce, &[("date", &day(*from))]);
        }
    };
    i18n.text(key).to_owned()
}

/// What the server refused, at the field that the resident knows it by.
pub(super) fn refusal_problem(refusal: &Refusal, file: Option<String>) -> Problem {
    let [day, ..] = DAY;
    let field = match (&refusal.file, refusal.field.as_deref()) {
        (Some(_), _) => FILES,
        (None, Some(field)) if field.starts_with("evidence") => FILES,
        (None, Some("on")) => day,
        (None, Some("ground")) => GROUND,
        (None, Some("factor")) => FACTOR,
        (None, Some("wish")) => WISH,
        _ => WORDS,
    };
    let refusal = refusal.clone();
    Problem::new(field, move |i18n| {
        let detail = refusal.detail.clone().unwrap_or_default();
        let file = file.clone().unwrap_or_default();
        match refusal.code {
            _ if refusal.file.is_some() && refusal.status == 0 => {
                i18n.fill(Key::FormFileLost, &[("file", &file)])
            }
            _ if refusal.file.is_some() => i18n.fill(
                Key::FormFileRefused,
                &[("file", &file), ("detail", &detail)],
            ),
            ProblemCode::CaseOpen => i18n.text(Key::FormCaseOpen).to_owned(),
            ProblemCode::CaseClosed => i18n.text(Key::FormCaseClosed).to_owned(),
            ProblemCode::Conflict => i18n.text(Key::FormConflict).to_owned(),
            ProblemCode::NotScored => i18n.text(Key::FormNotScored).to_owned(),
            _ => i18n.fill(Key::FormRefused, &[("detail", &detail)]),
        }
    })
}
