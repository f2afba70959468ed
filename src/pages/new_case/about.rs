//! What is known before the first question: the rules, today, the entry, and whether it may be asked.

use std::sync::Arc;

use chrono::NaiveDate;
use citizen_score_contract::cases::{Case, CaseKind};
use citizen_score_device::entry::EntryInFull;
use citizen_score_device::typed::Known;
use citizen_score_device::{Ask, Fault};
use citizen_score_rules::Rulebook;
use citizen_score_rules::cases::{NoObjection, NoRepair, may_object, may_repair};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Api, use_api};
use crate::desk::{Desk, use_desk};
use crate::format;
use crate::i18n::{I18n, Key};
use crate::record::{Holder, Record, use_record};

/// What a form stands on.
#[derive(Clone)]
pub(super) struct About {
    /// The rules in force.
    pub(super) book: Arc<Rulebook>,
    /// Today, as the server has it.
    pub(super) today: NaiveDate,
    /// The entry; none for a claim.
    pub(super) entry: Option<Arc<Found>>,
}

/// An entry, and the newest case about it.
pub(super) struct Found {
    /// The entry.
    pub(super) entry: EntryInFull,
    /// The newest case about it, where there is one and it could be had.
    pub(super) case: Option<Case>,
}

impl About {
    /// What the fields are checked against.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            book: &self.book,
            today: self.today,
            occurred_on: self.entry.as_ref().map(|it| it.entry.row.entry.occurred_on),
        }
    }

    /// Why it cannot be asked for, in words; and the open case where that is why.
    pub(super) fn obstacle(&self, i18n: I18n, kind: CaseKind) -> Option<(String, Option<String>)> {
        let found = self.entry.as_ref()?;
        let row = &found.entry.row;
        let day = |on: &NaiveDate| format::day(i18n.formats(), *on);
        let plain = |key: Key| Some((i18n.text(key).to_owned(), None));
        let with_id = |key: Key, id: &str| Some((i18n.fill(key, &[("id", id)]), None));
        let with_day =
            |key: Key, on: &NaiveDate| Some((i18n.fill(key, &[("date", &day(on))]), None));
        let no = match kind {
            CaseKind::Claim => None,
            CaseKind::Objection => match may_object(&row.outcome) {
                Ok(()) => None,
                Err(NoObjection::NotYetRecorded) => plain(Key::NocaseNotYet),
                Err(NoObjection::IsCorrection { of }) => with_id(Key::NocaseCorrection, &of),
                Err(NoObjection::Corrected { by }) => with_id(Key::NocaseCorrected, &by),
            },
            CaseKind::Repair => match may_repair(&self.book, &row.entry, &row.outcome) {
                Ok(_) => None,
                Err(NoRepair::NotYetRecorded) => plain(Key::NocaseNotYet),
                Err(NoRepair::IsCorrection { of }) => with_id(Key::NocaseCorrection, &of),
                Err(NoRepair::Corrected { by }) => with_id(Key::NocaseCorrected, &by),
                Err(NoRepair::Lapsed { on }) => with_day(Key::NocaseLapsed, &on),
                Err(NoRepair::Repaired { on }) => with_day(Key::NocaseRepaired, &on),
                Err(NoRepair::AddsPoints) => plain(Key::NocaseAddsPoints),
                Err(NoRepair::UnknownFactor | NoRepair::NotProvided) => {
                    plain(Key::NocaseNotProvided)
                }
            },
        };
        let open = found.case.as_ref();
        let open = open.filter(|case| case.kind == kind && !case.status.is_closed());
        no.or_else(|| {
            let id = open?.id.clone();
            Some((i18n.text(Key::NocaseOpen).to_owned(), Some(id)))
        })
    }
}

/// The id that was looked up, and what was found.
type Answer = (String, Result<Arc<Found>, Fault>);

/// The entry of the form, looked up once and not at each question.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    found: RwSignal<Option<Answer>>,
    desk: Desk,
    record: Record,
    api: Api,
}

impl Looked {
    /// The entry by the desk; for somebody who is not scored, as it was recorded.
    async fn entry(self, id: &str) -> Result<EntryInFull, Fault> {
        if self.record.holder().get_untracked() != Holder::NotScored {
            return self.desk.ask(&Ask::Entry { id: id.to_owned() }).await;
        }
        let view = self.api.entry(id).await.map_err(|_| Fault::Offline)?;
        Ok(EntryInFull {
            row: view.into(),
            effect: None,
            said: None,
            newer: None,
            older: None,
        })
    }

    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            found: RwSignal::new(None),
            desk: use_desk(),
            record: use_record(),
            api: use_api(),
        }
    }

    /// The entry, or why it is not here; none while it is looked up.
    pub(super) fn get(self, id: &str) -> Option<Result<Arc<Found>, Fault>> {
        let found = self.found.get();
        found.filter(|(of, _)| of == id).map(|(_, found)| found)
    }

    /// Looks up an entry, unless it is here.
    pub(super) fn look_up(self, id: &str) {
        let here = |found: &Option<(String, Result<Arc<Found>, Fault>)>| matches!(found, Some((of, Ok(_))) if of == id);
        if self.found.with_untracked(here) {
            return;
        }
        let id = id.to_owned();
        spawn_local(async move {
            let found = match self.entry(&id).await {
                Ok(entry) => {
                    let case = match &entry.row.case {
                        // Where it cannot be had, the server says so when the case is sent.
                        Some(case) => self.api.case(case).await.ok(),
                        None => None,
                    };
                    Ok(Arc::new(Found { entry, case }))
                }
                Err(fault) => Err(fault),
            };
            let _ = self.found.try_set(Some((id, found)));
        });
    }
}
