//! The desk: a worker beside the page that holds the whole ledger, and what the pages ask it.
//!
//! Reading and adding up 100,000 entries takes a phone a while. In the worker it holds nothing up; to
//! cancel is to end it, which gives its memory back too.

mod view;
mod worker;

use std::collections::HashMap;

use citizen_score_device::{Ask, Fault, Progress};
use futures::channel::oneshot;
use js_sys::Array;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

pub use view::{asked, asked_with, fault_text};

use crate::api::Api;
use crate::reactive::effect;
use crate::record::{Holder, Record};
pub use worker::Listener;
use worker::{Said, Worker};

/// How far the desk is.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskState {
    /// Nothing was asked of it yet, or it was cancelled.
    Idle,
    /// The ledger is being read.
    Reading(Progress),
    /// Questions are answered.
    Ready,
    /// There are no answers.
    Failed(Fault),
}

type Answer = Result<String, Fault>;

/// The desk, as a context.
#[derive(Clone, Copy)]
pub struct Desk {
    state: RwSignal<DeskState>,
    /// Grows with each ledger that is read; answers of the one before are out of date.
    edition: RwSignal<u32>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    waiting: StoredValue<HashMap<u32, oneshot::Sender<Answer>>, LocalStorage>,
    asked: StoredValue<u32>,
    record: StoredValue<Record>,
    api: Api,
}

/// Provides the context. The worker starts with the first question.
pub fn provide_desk(api: Api, record: Record) -> Desk {
    let desk = Desk {
        state: RwSignal::new(DeskState::Idle),
        edition: RwSignal::new(0),
        worker: StoredValue::new_local(None),
        waiting: StoredValue::new_local(HashMap::new()),
        asked: StoredValue::new(0),
        record: StoredValue::new(record),
        api,
    };
    provide_context(desk);
    // A changed ledger is read again, and one whose holder is gone is forgotten at once.
    let mut before = None;
    effect(move || {
        let known = record.holder().with(|it| matches!(it, Holder::Known(_)));
        let now = (known, record.changes().get());
        let moved = before.replace(now).is_some_and(|before| before != now);
        let used = desk.state.with_untracked(|it| *it != DeskState::Idle);
        if moved && used {
            if known {
                desk.restart();
            } else {
                desk.cancel();
            }
        }
    });
    desk
}

/// The context.
///
/// # Panics
///
/// Where no desk was provided; the pages that are loaded later provide it.
pub fn use_desk() -> Desk {
    expect_context()
}

impl Desk {
    /// How far it is.
    pub fn state(self) -> Signal<DeskState> {
        self.state.into()
    }

    /// Grows when the ledger is another one than before.
    pub fn edition(self) -> Signal<u32> {
        self.edition.into()
    }

    /// Ends the worker: whatever it was doing is over, and its memory is free.
    pub fn cancel(self) {
        // The senders go with the map: whoever waits is told that it stopped.
        self.waiting.set_value(HashMap::new());
        self.worker.set_value(None);
        self.state.set(DeskState::Idle);
    }

    /// Reads the ledger again, for whoever waits for it.
    pub fn restart(self) {
        self.cancel();
        self.edition.update(|it| *it = it.wrapping_add(1));
    }

    /// Whether whoever asked in this edition still waits for its answer.
    fn is_edition(self, edition: u32) -> bool {
        self.edition.try_get_untracked() == Some(edition)
    }

    /// Asks a question. The ledger is read first, if it has not been.
    ///
    /// # Errors
    ///
    /// Why there is no answer; [`Fault::Stopped`] where it was cancelled meanwhile.
    pub async fn ask<A: DeserializeOwned>(self, ask: &Ask) -> Result<A, Fault> {
        let answer = self.answer(ask).await?;
        serde_json::from_str(&answer).map_err(|_| Fault::Stopped)
    }

    async fn answer(self, ask: &Ask) -> Answer {
        let Ok(question) = serde_json::to_string(ask) else {
            return Err(Fault::Stopped);
        };
        self.start()?;
        let number = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(number);
        let (send, receive) = oneshot::channel();
        self.waiting.update_value(|waiting| {
            waiting.insert(number, send);
        });
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.ask(number, &question);
            }
        });
        receive.await.unwrap_or(Err(Fault::Stopped))
    }

    fn start(self) -> Result<(), Fault> {
        if self.worker.with_value(Option::is_some) {
            return Ok(());
        }
        // Without a server, the ledger is the one that was kept on this device.
        let kept = self.record.get_value().kept();
        let kept = kept.and_then(|kept| kept.for_worker());
        let open = kept.unwrap_or_else(|| Array::of2(&"open".into(), &self.api.base().into()));
        let worker = Worker::open(open, move |said| self.hear(said));
        let worker = worker.ok_or(Fault::Stopped)?;
        self.worker.set_value(Some(worker));
        self.state.set(DeskState::Reading(Progress::default()));
        Ok(())
    }

    fn hear(self, said: Said) {
        match said {
            Said::Progress(progress) => self.state.set(DeskState::Reading(progress)),
            Said::Held => self.state.set(DeskState::Ready),
            Said::Answer(number, answer) => {
                let waiting = self
                    .waiting
                    .try_update_value(|waiting| waiting.remove(&number));
                if let Some(send) = waiting.flatten() {
                    // Whoever asked may be gone.
                    let _ = send.send(answer);
                }
            }
            Said::Failed(fault) => {
                let waiting = self.waiting.try_update_value(std::mem::take);
                for send in waiting.into_iter().flat_map(HashMap::into_values) {
                    let _ = send.send(Err(fault.clone()));
                }
                self.worker.set_value(None);
                self.state.set(DeskState::Failed(fault));
            }
        }
    }
}
