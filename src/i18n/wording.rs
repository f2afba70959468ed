//! Words for what can go wrong, and for why an entry does not count.

use citizen_score_contract::ProblemCode;
use citizen_score_rules::Reason;

use super::{I18n, Key, Plural};
use crate::api::ApiError;
use crate::format;

/// What happened, what is safe, and what to do next; with the number of the request, where there is one
/// that somebody could be asked about.
pub fn error_text(i18n: I18n, error: &ApiError) -> String {
    let mut words = error_words(i18n, error);
    if let Some(number) = request_text(i18n, error) {
        words.push(' ');
        words.push_str(&number);
    }
    words
}

/// The number of the request that failed, as a sentence. What is refused for a reason that is told has none:
/// there is nothing to ask.
pub fn request_text(i18n: I18n, error: &ApiError) -> Option<String> {
    use ProblemCode::{SignInRefused, TooManyTries};
    let told = matches!(
        error,
        ApiError::Rejected {
            code: SignInRefused | TooManyTries,
            ..
        }
    );
    let id = error.request().filter(|_| !told)?;
    Some(i18n.fill(Key::ErrorRequest, &[("id", id)]))
}

/// What happened, what is safe, and what to do next.
pub fn error_words(i18n: I18n, error: &ApiError) -> String {
    let key = match error {
        ApiError::Offline => Key::ErrorOffline,
        ApiError::TimedOut => Key::ErrorTimedOut,
        ApiError::SignedOut => Key::ErrorSignedOut,
        ApiError::NotFound => Key::ErrorNotFound,
        ApiError::Rejected {
            code: ProblemCode::SignInRefused,
            ..
        } => Key::ErrorSignInRefused,
        ApiError::Rejected {
            code: ProblemCode::TooManyTries,
            wait_seconds,
            ..
        } => {
            return i18n.plural(
                Plural::ErrorTooManyTries,
                wait_seconds.unwrap_or(1).into(),
                &[],
            );
        }
        ApiError::Rejected {
            code: ProblemCode::Other,
            ..
        }
        | ApiError::Unreadable => Key::ErrorUnreadable,
        ApiError::Rejected { .. } => Key::ErrorRejected,
        ApiError::Server { .. } => Key::ErrorServer,
    };
    i18n.text(key).to_owned()
}

/// Why an entry does not count, in one sentence.
pub fn reason_text(i18n: I18n, reason: &Reason) -> String {
    let day = |on| format::day(i18n.formats(), on);
    match reason {
        Reason::NotYetRecorded => i18n.text(Key::ReasonNotYetRecorded).to_owned(),
        Reason::Correction { of } => i18n.fill(Key::ReasonCorrection, &[("id", of)]),
        Reason::Corrected { by } => i18n.fill(Key::ReasonCorrected, &[("id", by)]),
        Reason::Lapsed { on } => i18n.fill(Key::ReasonLapsed, &[("date", &day(*on))]),
        Reason::Repaired { on } => i18n.fill(Key::ReasonRepaired, &[("date", &day(*on))]),
        Reason::UnknownFactor => i18n.text(Key::ReasonUnknownFactor).to_owned(),
        Reason::NotInForce => i18n.text(Key::ReasonNotInForce).to_owned(),
        Reason::Capped { year, cap } => i18n.fill(
            Key::ReasonCapped,
            &[
                ("year", &year.to_string()),
                ("cap", &format::number(i18n.formats(), (*cap).into())),
            ],
        ),
        Reason::Contested => i18n.text(Key::ReasonContested).to_owned(),
        Reason::NotScored => i18n.text(Key::ReasonNotScored).to_owned(),
    }
}
