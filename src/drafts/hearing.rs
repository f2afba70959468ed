//! What comes back: from the writer, and from other tabs.

use leptos::prelude::*;

use super::writer::{Report, read};
use super::{Drafts, Keeping};

impl Drafts {
    /// Takes in what another tab has made of a draft.
    pub(super) async fn reload(self, id: &str) {
        self.flush().await;
        let Some(inner) = self.inner() else { return };
        let era = inner.era.get();
        let Some(writer) = inner.writer.borrow().clone() else {
            return;
        };
        let Ok(stored) = writer.shelf.get(writer.seal.holder(), id).await else {
            return;
        };
        let there = match &stored {
            Some(sealed) => read(&writer.seal, id, sealed).await,
            None => None,
        };
        // What was typed here meanwhile is newer.
        if inner.era.get() != era || writer.is_behind(id) {
            return;
        }
        match (there, self.get(id)) {
            (Some(there), Some(here)) if there.revision <= here.revision => {}
            (Some(there), _) => self.show(there),
            (None, Some(_)) if stored.is_none() => {
                self.list.update(|list| list.retain(|it| it.id != id));
            }
            _ => {}
        }
    }

    /// Takes in what became of a write.
    pub(super) fn hear(self, era: u32, report: Report) {
        let Some(inner) = self.inner().filter(|it| it.era.get() == era) else {
            return;
        };
        match report {
            Report::Kept { drafts, files } => {
                if self.keeping.get_untracked() != Keeping::OnDevice {
                    self.keeping.set(Keeping::OnDevice);
                }
                for place in files {
                    inner.held.borrow_mut().remove(&place);
                }
                for (id, revision) in drafts {
                    // No news for anybody who looks at the list.
                    self.list.try_update_untracked(|list| {
                        for draft in list.iter_mut().filter(|it| it.id == id) {
                            draft.revision = draft.revision.max(revision);
                        }
                    });
                    if let Some(tabs) = &*inner.tabs.borrow() {
                        tabs.tell(&id);
                    }
                }
            }
            Report::Parted { sent, typed } => {
                self.show(*sent);
                self.show(*typed);
            }
            Report::Failed(why) => self.keeping.set(Keeping::InMemory(why)),
        }
    }
}
