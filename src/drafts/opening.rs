//! Whose drafts these are: they open when their holder is signed in, and close when they are not.

use std::collections::HashMap;
use std::rc::Rc;

use citizen_score_contract::DraftsKey;
use futures::future::join_all;
use leptos::prelude::*;
use leptos::{ev, task::spawn_local};

use super::seal::Seal;
use super::shelf::Shelf;
use super::tabs::Tabs;
use super::writer::{FileChange, Report, Writer, read};
use super::{Draft, Drafts, Inner, Keeping, Outbox, Why};
use crate::api::{Api, ApiError};
use crate::boot;
use crate::reactive::effect;
use crate::record::{Connection, Holder, Record};

/// What a session left behind that the device would not take.
pub(super) struct Left {
    holder: String,
    drafts: Vec<Draft>,
    held: HashMap<String, Rc<Vec<u8>>>,
}

/// Provides the context. The drafts open when they are wanted, or when something waits to be sent.
pub fn provide_drafts(api: Api, record: Record, kiosk: bool) -> Drafts {
    let drafts = Drafts::new(api, Some(record), kiosk);
    provide_context(drafts);
    let mut before = None;
    effect(move || {
        let now = record.holder().with(|holder| match holder {
            Holder::Known(known) => Some((
                known.me.masked_number.clone(),
                known.me.display_name.clone(),
            )),
            _ => None,
        });
        if before != now {
            if before.is_some() {
                drafts.close(record.ended().get_untracked());
            }
            before.clone_from(&now);
            if now.is_some() && (drafts.is_wanted() || boot::something_waits()) {
                drafts.wake();
            }
        }
    });
    effect(move || {
        if record.connection().get() == Connection::Back {
            drafts.try_now();
        }
    });
    let online = window_event_listener(ev::online, move |_| drafts.try_now());
    let seen = window_event_listener(ev::visibilitychange, move |_| {
        if !document().hidden() {
            drafts.try_now();
        }
    });
    on_cleanup(move || {
        online.remove();
        seen.remove();
    });
    drafts
}

impl Drafts {
    /// Has the drafts opened, if they are not.
    pub fn wake(self) {
        let Some(inner) = self.inner() else { return };
        inner.wanted.set(true);
        let open = inner.holder.borrow().is_some();
        if open || inner.opening.replace(true) {
            return;
        }
        let era = inner.era.get();
        spawn_local(async move {
            let answer = inner.api.drafts_key().await;
            if inner.era.get() != era {
                return;
            }
            inner.opening.set(false);
            match answer {
                Ok(key) => self.open(&key).await,
                Err(error) => {
                    self.keeping.set(Keeping::InMemory(if inner.kiosk {
                        Why::Kiosk
                    } else {
                        Why::NoKey
                    }));
                    if error == ApiError::SignedOut {
                        inner.find_out_who();
                    } else {
                        self.retry(None);
                    }
                }
            }
        });
    }

    /// Opens the drafts with their key: reads what is on the device, and brings there what was typed
    /// meanwhile.
    pub async fn open(self, key: &DraftsKey) {
        let Some(inner) = self.inner() else { return };
        let era = inner.era.get();
        let device = if inner.kiosk {
            Err(Why::Kiosk)
        } else {
            device(key).await
        };
        if inner.era.get() != era || inner.holder.borrow().is_some() {
            return;
        }
        inner.holder.replace(Some(key.holder.clone()));
        inner.sending.tries.set(0);
        let left = inner.left.take().filter(|it| it.holder == key.holder);
        if let Some(left) = left {
            inner.held.borrow_mut().extend(left.held);
            for draft in left.drafts.into_iter().rev() {
                self.show(draft);
            }
        }
        match device {
            Ok(device) => self.bring_together(&inner, device),
            Err(why) => self.keeping.set(Keeping::InMemory(why)),
        }
        self.is_read.set(true);
        self.try_now();
    }

    /// What is on the device, with what is in memory, which is newer.
    fn bring_together(self, inner: &Rc<Inner>, device: Device) {
        let era = inner.era.get();
        let holder = device.seal.holder().to_owned();
        let typed = self.list.get_untracked();
        self.list.update(|list| {
            let new = |draft: &Draft| list.iter().all(|it| it.id != draft.id);
            let new: Vec<Draft> = device.drafts.into_iter().filter(new).collect();
            list.extend(new);
            list.sort_by(|one, other| other.updated.total_cmp(&one.updated));
        });
        self.unopened.set(device.unopened);
        self.keeping.set(Keeping::OnDevice);
        let writer = Writer::new(device.seal, device.shelf, move |report| {
            self.hear(era, report);
        });
        inner.writer.replace(Some(Rc::clone(&writer)));
        inner.tabs.replace(Tabs::open(&holder, move |id| {
            spawn_local(async move {
                self.reload(&id).await;
                // The tab that sends it may be closed before it has.
                if self.get(&id).is_some_and(|it| it.is_waiting()) {
                    self.retry(None);
                }
            });
        }));
        for draft in typed {
            let held = inner.held.borrow().clone();
            for file in &draft.files {
                if let Some(content) = held.get(&file.place) {
                    let added = FileChange::Added(file.place.clone(), Rc::clone(content));
                    writer.put(draft.clone(), Some(added));
                }
            }
            writer.put(draft, None);
        }
    }

    /// Forgets all of it here. What was typed is being written, or is on the device already; the key
    /// is gone. Where the device would not take it, it is kept for the same holder after a session
    /// that `ended` by itself.
    pub fn close(self, ended: bool) {
        let Some(inner) = self.inner() else { return };
        inner.era.set(inner.era.get().wrapping_add(1));
        inner.opening.set(false);
        let holder = inner.holder.take();
        let in_memory = matches!(self.keeping.get_untracked(), Keeping::InMemory(_));
        let held = inner.held.take();
        inner.left.replace(None);
        if let Some(holder) = holder.filter(|_| ended && in_memory && !inner.kiosk) {
            inner.left.replace(Some(Left {
                holder,
                drafts: self.list.get_untracked(),
                held,
            }));
        }
        inner.writer.replace(None);
        inner.tabs.replace(None);
        inner.sending.stop();
        self.list.set(Vec::new());
        self.unopened.set(Vec::new());
        self.is_read.set(false);
        self.keeping.set(Keeping::Opening);
        self.outbox.set(Outbox::Idle);
    }

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

    fn is_wanted(self) -> bool {
        self.inner().is_some_and(|inner| inner.wanted.get())
    }

    fn hear(self, era: u32, report: Report) {
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

impl Inner {
    /// Finds out who is signed in now; it is not the holder.
    pub(super) fn find_out_who(&self) {
        if let Some(record) = self.record {
            spawn_local(async move {
                // Whatever it is, the record shows it.
                let _ = record.load().await;
            });
        }
    }
}

/// What is on the device.
struct Device {
    seal: Seal,
    shelf: Shelf,
    drafts: Vec<Draft>,
    unopened: Vec<String>,
}

async fn device(key: &DraftsKey) -> Result<Device, Why> {
    let seal = Seal::new(key).await.ok_or(Why::Refused)?;
    let shelf = Shelf::open().await?;
    let rows = shelf.all(&key.holder).await?;
    let opened = join_all(rows.iter().map(async |(id, sealed)| match sealed {
        Some(sealed) => read(&seal, id, sealed).await,
        None => None,
    }));
    let (mut drafts, mut unopened) = (Vec::new(), Vec::new());
    for ((id, _), draft) in rows.iter().zip(opened.await) {
        match draft {
            Some(draft) => drafts.push(draft),
            None => unopened.push(id.clone()),
        }
    }
    Ok(Device {
        seal,
        shelf,
        drafts,
        unopened,
    })
}
