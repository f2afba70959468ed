//! Withdrawing a case: what comes of it is said, and it is asked once more.

use citizen_score_contract::ProblemCode;
use citizen_score_contract::cases::{Case, CaseKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::case_form::twice;
use super::Shown;
use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::{all, h2, none, p, section};
use crate::drafts::Draft;
use crate::i18n::{I18n, Key, error_text};
use crate::reactive::part;

/// The section.
pub(super) fn withdraw(i18n: I18n, shown: Shown, case: &Case) -> AnyView {
    let api = use_api();
    let announcer = use_announcer();
    let failed = RwSignal::new(None::<ApiError>);
    let busy = StoredValue::new(false);
    // One key for all tries: whichever arrives, it happens once.
    let key = Draft::new("withdraw").id;
    let id = case.id.clone();
    let run = move || {
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        let (id, key) = (id.clone(), key.clone());
        spawn_local(async move {
            let answer = api.withdraw(&id, &key).await;
            let _ = busy.try_update_value(|busy| *busy = false);
            match answer {
                Ok(case) => {
                    announcer.say(i18n.text(Key::CaseWithdrawn).to_owned());
                    shown.take(Ok(case));
                }
                Err(error) => {
                    let closed = matches!(
                        error,
                        ApiError::Rejected {
                            code: ProblemCode::CaseClosed,
                            ..
                        }
                    );
                    let _ = failed.try_set(Some(error));
                    if closed {
                        shown.take(api.case(&id).await);
                    }
                }
            }
        });
    };
    let consequence = match case.kind {
        CaseKind::Objection => Key::CaseWithdrawObjection,
        _ => Key::CaseWithdrawOther,
    };
    let trouble = part(move || match failed.get() {
        Some(error) => p("note", error_text(i18n, &error)),
        None => none(),
    });
    section(
        "panel case-withdraw",
        all([
            h2("", i18n.text(Key::CaseWithdraw)),
            p("", i18n.text(Key::CaseWithdrawText)),
            twice(
                [Key::CaseWithdrawButton, consequence, Key::CaseWithdrawYes],
                run,
            )
            .into_any(),
            view! { <div role="status">{trouble}</div> }.into_any(),
        ]),
    )
}
