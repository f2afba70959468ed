//! The part of the ledger that is on screen, and reading on.

use citizen_score_contract::EntryView;
use citizen_score_contract::entries::{DEFAULT_LIMIT, MAX_LIMIT};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::api::{Api, ApiError, use_api};
use crate::components::load_view::Load;

/// Entries read so far, newest first.
#[derive(Clone, Copy)]
pub(super) struct LedgerList {
    load: RwSignal<Load<Vec<EntryView>>>,
    cursor: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<ApiError>>,
    /// Grows with each request; an answer to an older one is dropped.
    round: StoredValue<u32>,
    /// The entry that takes the focus when the next page is there.
    goto: StoredValue<Option<u32>>,
    api: Api,
}

impl LedgerList {
    pub(super) fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Loading),
            cursor: RwSignal::new(None),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            round: StoredValue::new(0),
            goto: StoredValue::new(None),
            api: use_api(),
        }
    }

    pub(super) fn load(self) -> Signal<Load<Vec<EntryView>>> {
        self.load.into()
    }

    pub(super) fn shown(self) -> usize {
        self.load.with(|load| {
            if let Load::Ready(entries) = load {
                entries.len()
            } else {
                0
            }
        })
    }

    pub(super) fn has_more(self) -> bool {
        self.cursor.with(Option::is_some)
    }

    pub(super) fn busy(self) -> bool {
        self.busy.get()
    }

    pub(super) fn trouble(self) -> Option<ApiError> {
        self.trouble.get()
    }

    /// Reads the next page.
    pub(super) fn more(self) {
        if !self.busy.get_untracked() {
            let entries = self.load.with_untracked(|load| match load {
                Load::Ready(entries) => entries.clone(),
                _ => Vec::new(),
            });
            let wanted = entries.len() + DEFAULT_LIMIT as usize;
            self.goto
                .set_value(Some(u32::try_from(entries.len()).unwrap_or(u32::MAX)));
            self.read(entries, self.cursor.get_untracked(), wanted);
        }
    }

    /// Reads again what is on screen: a new entry can change whether older ones count.
    pub(super) fn reload(self) {
        let wanted = untrack(|| self.shown()).max(DEFAULT_LIMIT as usize);
        self.read(Vec::new(), None, wanted);
    }

    /// Reads from `cursor` on until there are `wanted` entries or no more.
    fn read(self, mut entries: Vec<EntryView>, mut cursor: Option<String>, wanted: usize) {
        let round = self.round.get_value().wrapping_add(1);
        self.round.set_value(round);
        self.busy.set(true);
        spawn_local(async move {
            let answer = loop {
                let missing = u32::try_from(wanted.saturating_sub(entries.len()));
                let limit = missing.unwrap_or(MAX_LIMIT).clamp(1, MAX_LIMIT);
                match self.api.entries(limit, cursor.as_deref()).await {
                    Ok(page) => {
                        entries.extend(page.entries);
                        cursor = page.next_cursor;
                        if cursor.is_none() || entries.len() >= wanted {
                            break Ok(entries);
                        }
                    }
                    Err(error) => break Err(error),
                }
            };
            // The page may be gone, or a newer request under way.
            if self.round.try_get_value() != Some(round) {
                return;
            }
            self.busy.set(false);
            self.trouble.set(answer.as_ref().err().cloned());
            if answer.is_ok() {
                self.cursor.set(cursor);
            }
            self.load.update(|load| load.accept(answer));
            if let Some(place) = self.goto.get_value() {
                self.goto.set_value(None);
                request_animation_frame(move || focus_entry(place));
            }
        });
    }
}

/// The button that was pressed is gone or elsewhere; reading goes on at the first new entry.
fn focus_entry(place: u32) {
    let entries = document().get_elements_by_class_name("entry");
    let entry = entries
        .item(place)
        .and_then(|entry| entry.dyn_into::<HtmlElement>().ok());
    if let Some(entry) = entry {
        entry.set_tab_index(-1);
        let _ = entry.focus();
    }
}
