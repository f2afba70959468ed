//! What was sent, on its way: one tab sends, one thing after the other, until the server has it.

mod round;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::model::new_id;
use super::tabs;
use super::verdict::backoff;
use super::{Draft, Drafts, Inner, Outgoing, State};

/// What the outbox is at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outbox {
    /// Nothing waits, or it is not known yet what does.
    Idle,
    /// It is sending, or another tab is.
    Sending,
    /// It tries again by itself at this moment, in milliseconds since 1970.
    Retry(f64),
    /// It waits until the holder signs in.
    SignIn,
}

/// How far the sending is.
#[derive(Default)]
pub(super) struct Sending {
    running: Cell<bool>,
    /// Whether something came while it was running.
    again: Cell<bool>,
    pub(super) tries: Cell<u32>,
    timer: RefCell<Option<TimeoutHandle>>,
    /// When the server took which file.
    uploaded: RefCell<HashMap<String, f64>>,
}

impl Sending {
    /// Ends all waiting.
    pub(super) fn stop(&self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        self.tries.set(0);
        self.uploaded.borrow_mut().clear();
    }
}

/// How a round of sending ended.
enum End {
    Done,
    Later(Option<u32>),
    SignIn,
}

impl Drafts {
    /// What the outbox is at.
    pub fn outbox(self) -> Signal<Outbox> {
        self.outbox.into()
    }

    /// Sends a draft: now, or as soon as it can be. From here on it cannot be changed. Returns
    /// whether it could be: not while it is on its way already.
    pub fn send(self, id: &str, outgoing: Outgoing) -> bool {
        let Some(mut draft) = self.get(id).filter(Draft::is_editable) else {
            return false;
        };
        draft.state = State::Waiting {
            since: js_sys::Date::now(),
        };
        draft.outgoing = Some(outgoing);
        self.keep(draft, None);
        self.leave_word();
        self.try_now();
        true
    }

    /// Takes a draft that waits back into writing. Returns whether it could be: once it is being
    /// sent, it may have arrived.
    pub fn hold_back(self, id: &str) -> bool {
        let Some(mut draft) = self.get(id) else {
            return false;
        };
        if !matches!(draft.state, State::Waiting { .. }) {
            return false;
        }
        draft.state = State::Typing;
        draft.outgoing = None;
        self.keep(draft, None);
        self.leave_word();
        true
    }

    /// Makes a draft that was refused a new one, under an id of its own, with its files: for where
    /// the server has had something else under the old one (409). Returns the new id.
    pub async fn as_new(self, id: &str) -> Option<String> {
        let mut draft = self.get(id).filter(Draft::is_editable)?;
        let mut contents = Vec::new();
        for file in &draft.files {
            contents.push(self.file(id, &file.digest).await?);
        }
        draft.id = new_id();
        draft.state = State::Typing;
        draft.outgoing = None;
        let files = std::mem::take(&mut draft.files);
        let new = draft.id.clone();
        self.keep(draft, None);
        for (file, content) in files.into_iter().zip(contents) {
            self.add_file(&new, &file.name, &file.kind, content)
                .await
                .ok()?;
        }
        self.remove(id);
        Some(new)
    }

    /// Tries to send what waits, or to get what is needed for it, at once.
    pub fn try_now(self) {
        let Some(inner) = self.inner() else { return };
        if let Some(timer) = inner.sending.timer.take() {
            timer.clear();
        }
        if inner.holder.borrow().is_none() {
            if inner.wanted.get() {
                self.wake();
            }
            return;
        }
        if inner.sending.running.get() {
            inner.sending.again.set(true);
            return;
        }
        if self.waiting().is_empty() {
            self.outbox.set(Outbox::Idle);
            self.leave_word();
            return;
        }
        inner.sending.running.set(true);
        self.outbox.set(Outbox::Sending);
        spawn_local(async move {
            let mut end = End::Done;
            loop {
                inner.sending.again.set(false);
                tabs::alone(async { end = self.round(&inner).await }).await;
                if !inner.sending.again.get() {
                    break;
                }
            }
            inner.sending.running.set(false);
            self.rest(&inner, end);
        });
    }

    /// Tries again after a while.
    pub(super) fn retry(self, asked: Option<u32>) {
        // A round that is under way ends with its own wait.
        let Some(inner) = self.inner().filter(|it| !it.sending.running.get()) else {
            return;
        };
        let tries = inner.sending.tries.get().saturating_add(1);
        inner.sending.tries.set(tries);
        let wait = backoff(tries, asked);
        let timer = set_timeout_with_handle(move || self.try_now(), wait).ok();
        if let Some(before) = inner.sending.timer.replace(timer) {
            before.clear();
        }
        if !self.waiting().is_empty() {
            let at = js_sys::Date::now() + wait.as_secs_f64() * 1000.0;
            self.outbox.set(Outbox::Retry(at));
        }
    }

    /// Leaves word for the next visit whether something waits.
    pub(super) fn leave_word(self) {
        let Some(inner) = self.inner().filter(|it| !it.kiosk) else {
            return;
        };
        // What another resident left waiting on this device is not this one's to say.
        if let Some(holder) = &*inner.holder.borrow() {
            tabs::leave_word(holder, !self.waiting().is_empty());
        }
    }

    fn rest(self, inner: &Inner, end: End) {
        self.leave_word();
        match end {
            _ if self.waiting().is_empty() => {
                inner.sending.tries.set(0);
                self.outbox.set(Outbox::Idle);
            }
            End::Done => self.try_now(),
            End::Later(asked) => self.retry(asked),
            End::SignIn => self.outbox.set(Outbox::SignIn),
        }
    }

    /// The ids of what waits, the oldest first.
    fn waiting(self) -> Vec<String> {
        self.list
            .try_with_untracked(|list| {
                let since = |draft: &Draft| Some((draft.waiting_since()?, draft.id.clone()));
                let mut waiting: Vec<_> = list.iter().filter_map(since).collect();
                waiting.sort_by(|one, other| one.0.total_cmp(&other.0));
                waiting.into_iter().map(|(_, id)| id).collect()
            })
            .unwrap_or_default()
    }
}
