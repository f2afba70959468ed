//! What was sent, on its way: one tab sends, one thing after the other, until the server has it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use citizen_score_contract::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::new_id;
use super::tabs;
use super::verdict::{Verdict, backoff, verdict};
use super::writer::FileChange;
use super::{Draft, Drafts, FileRef, Inner, Outgoing, Refusal, State};
use crate::api::ApiError;

/// For how long a file that the server has taken need not be sent again, in milliseconds; the server
/// keeps files that belong to nothing for a day.
const UPLOADED_FOR: f64 = 60.0 * 60.0 * 1000.0;

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
        let Some(inner) = self.inner() else { return };
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

    /// Sends all that waits, the oldest first.
    async fn round(self, inner: &Rc<Inner>) -> End {
        // What is sent is on the device before, so that after a crash the very same is sent again.
        self.flush().await;
        let era = inner.era.get();
        let Some(holder) = inner.holder.borrow().clone() else {
            return End::Done;
        };
        // Somebody else may have signed in, in another tab: nothing goes out in their name.
        match inner.api.drafts_key().await {
            Ok(key) if key.holder == holder => {}
            Ok(_) | Err(ApiError::SignedOut) => {
                inner.find_out_who();
                return End::SignIn;
            }
            Err(_) => return End::Later(None),
        }
        let mut end = End::Done;
        for id in self.waiting() {
            if inner.era.get() != era {
                return End::Done;
            }
            match self.send_one(inner, era, &holder, &id).await {
                Some(Verdict::Later { others, asked }) => {
                    end = End::Later(asked);
                    if !others {
                        return end;
                    }
                }
                Some(Verdict::SignIn) => {
                    inner.find_out_who();
                    return End::SignIn;
                }
                _ => {}
            }
        }
        end
    }

    /// Sends one draft. None where there is nothing to send any more.
    async fn send_one(
        self,
        inner: &Rc<Inner>,
        era: u32,
        holder: &str,
        id: &str,
    ) -> Option<Verdict> {
        // Another tab may have sent it, changed it or thrown it away.
        self.reload(id).await;
        let draft = self.get(id)?;
        let since = draft.waiting_since()?;
        self.mark(id, State::Sending { since });
        let verdict = self.deliver(inner, holder, &draft).await;
        // Under the next holder there is nothing to note; the server knows it again by its key.
        let now = self.get(id).filter(|_| inner.era.get() == era)?;
        match &verdict {
            Verdict::Arrived(answer) => {
                let arrived = State::Sent {
                    at: js_sys::Date::now(),
                    answer: answer.clone(),
                };
                for file in &now.files {
                    inner.held.borrow_mut().remove(&file.place);
                }
                self.settle(now, arrived, Some(FileChange::AllRemoved));
            }
            Verdict::Refused(refusal) => self.settle(now, State::Refused(refusal.clone()), None),
            Verdict::Later { .. } | Verdict::SignIn => self.mark(id, State::Waiting { since }),
        }
        Some(verdict)
    }

    /// Sends the files, and then what names them.
    async fn deliver(self, inner: &Inner, holder: &str, draft: &Draft) -> Verdict {
        for FileRef { digest, kind, .. } in &draft.files {
            let now = js_sys::Date::now();
            let taken = inner.sending.uploaded.borrow().get(digest).copied();
            if taken.is_some_and(|at| now - at < UPLOADED_FOR) {
                continue;
            }
            let Some(content) = self.file(&draft.id, digest).await else {
                return Verdict::Refused(lost_file(digest));
            };
            let reply = inner.api.put_evidence(holder, digest, kind, &content).await;
            let verdict = verdict(&reply, Some(digest));
            if !matches!(verdict, Verdict::Arrived(_)) {
                return verdict;
            }
            inner
                .sending
                .uploaded
                .borrow_mut()
                .insert(digest.clone(), now);
        }
        let Some(Outgoing { path, body }) = &draft.outgoing else {
            return Verdict::Refused(lost_file(""));
        };
        let reply = inner.api.post_once(holder, path, &draft.id, body).await;
        let verdict = verdict(&reply, None);
        if matches!(verdict, Verdict::Refused(_)) {
            // It may be for a file that is gone.
            inner.sending.uploaded.borrow_mut().clear();
        }
        verdict
    }

    fn settle(self, mut draft: Draft, state: State, file: Option<FileChange>) {
        draft.state = state;
        self.keep(draft, file);
        self.leave_word();
    }

    /// Says how far a draft is, in this page only: on the device it waits until it has arrived.
    fn mark(self, id: &str, state: State) {
        self.list.update(|list| {
            for draft in list.iter_mut().filter(|it| it.id == id) {
                draft.state = state.clone();
            }
        });
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

/// The content of a file cannot be opened any more; it has to be added again.
fn lost_file(digest: &str) -> Refusal {
    Refusal {
        code: ProblemCode::Other,
        status: 0,
        field: None,
        detail: None,
        file: Some(digest.to_owned()),
    }
}
