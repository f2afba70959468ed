//! Whose drafts these are: they open when their holder is signed in, and close when they are not.

use std::collections::HashMap;
use std::rc::Rc;

use citizen_score_contract::DraftsKey;
use futures::future::join_all;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::seal::Seal;
use super::shelf::Shelf;
use super::tabs::Tabs;
use super::writer::{FileChange, Writer, read};
use super::{Draft, Drafts, Inner, Keeping, Outbox, Why};
use crate::api::{Api, ApiError};
use crate::boot;
use crate::reactive::effect;
use crate::record::{Connection, Holder, Record};

/// What the record says of who is signed in: masked number and name.
pub(super) type Who = (String, String);

/// What a session left behind that the device would not take.
pub(super) struct Left {
    /// Their holder's name, if the key had come.
    holder: Option<String>,
    /// Who was signed in.
    who: Option<Who>,
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
                // Only whoever signs out wants nothing of it kept in memory.
                drafts.close(now.is_some() || record.ended().get_untracked());
            }
            before.clone_from(&now);
            if let Some(inner) = drafts.inner() {
                inner.who.replace(now.clone());
            }
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
        if inner.kiosk {
            // A shared display writes nothing, and is not given a key.
            self.keeping.set(Keeping::InMemory(Why::Kiosk));
            self.is_read.set(true);
            return;
        }
        let open = inner.holder.borrow().is_some();
        if open || inner.opening.replace(true) {
            return;
        }
        let era = inner.era.get();
        spawn_local(async move {
            let kept = inner.record.and_then(Record::kept);
            let answer = match kept {
                // Without a server: the key lies with what was kept of the record.
                Some(kept) => Ok(kept.drafts_key.clone()),
                None => inner.api.drafts_key().await,
            };
            if inner.era.get() != era {
                return;
            }
            inner.opening.set(false);
            match answer {
                Ok(key) => self.open(&key).await,
                Err(error) => {
                    self.keeping.set(Keeping::InMemory(Why::NoKey));
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
        let left = inner.left.take().filter(|it| match &it.holder {
            Some(holder) => *holder == key.holder,
            None => it.who.is_some() && it.who == *inner.who.borrow(),
        });
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
        let who = inner.who.take();
        if !ended {
            inner.left.replace(None);
        } else if in_memory && !inner.kiosk && self.list.with_untracked(|it| !it.is_empty()) {
            inner.left.replace(Some(Left {
                holder,
                who,
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

    fn is_wanted(self) -> bool {
        self.inner().is_some_and(|inner| inner.wanted.get())
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
