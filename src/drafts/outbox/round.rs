//! One round of sending: what waits, one after the other, each with its files before it.

use std::rc::Rc;

use citizen_score_contract::ProblemCode;
use leptos::prelude::*;

use super::End;
use crate::api::ApiError;
use crate::drafts::verdict::{Verdict, verdict};
use crate::drafts::writer::FileChange;
use crate::drafts::{Draft, Drafts, FileRef, Inner, Outgoing, Refusal, State};

/// For how long a file that the server has taken need not be sent again, in milliseconds; the server
/// keeps files that belong to nothing for a day.
const UPLOADED_FOR: f64 = 60.0 * 60.0 * 1000.0;

impl Drafts {
    /// Sends all that waits, the oldest first.
    pub(super) async fn round(self, inner: &Rc<Inner>) -> End {
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
