//! What a resident types and sends, kept on their device until it has arrived.
//!
//! The truth is in memory: [`Drafts::list`]. Each change of it is written to the device at once,
//! sealed with a key that only the server has and only the signed-in holder gets. Where the device
//! keeps nothing, it stays in memory, and [`Drafts::keeping`] says so. What is sent waits in the
//! outbox ([`Drafts::send`]) until the server has said that it has it.
//!
//! Part of what is loaded with the pages on which a resident acts: the app's first download must name
//! nothing of this.

mod hearing;
mod model;
mod opening;
mod outbox;
pub mod seal;
pub mod shelf;
mod tabs;
pub mod verdict;
mod writer;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

pub use model::{Draft, FileRef, Keeping, Outgoing, Refusal, State, Why, new_id};
pub use opening::provide_drafts;
pub use outbox::Outbox;

use crate::api::Api;
use crate::record::Record;
use tabs::Tabs;
use writer::{FileChange, Writer};

/// The drafts of whoever is signed in, as a context.
#[derive(Clone, Copy)]
pub struct Drafts {
    list: RwSignal<Vec<Draft>>,
    keeping: RwSignal<Keeping>,
    is_read: RwSignal<bool>,
    unopened: RwSignal<Vec<String>>,
    outbox: RwSignal<Outbox>,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// What nobody follows.
struct Inner {
    api: Api,
    record: Option<Record>,
    /// A shared screen: nothing reaches the device.
    kiosk: bool,
    /// Grows when the drafts become somebody else's; what was under way for the one before ends.
    era: Cell<u32>,
    /// Whether somebody has asked for the drafts.
    wanted: Cell<bool>,
    opening: Cell<bool>,
    holder: RefCell<Option<String>>,
    who: RefCell<Option<opening::Who>>,
    writer: RefCell<Option<Rc<Writer>>>,
    tabs: RefCell<Option<Tabs>>,
    /// Contents of files that are not on the device, by their place.
    held: RefCell<HashMap<String, Rc<Vec<u8>>>>,
    /// What could not be written when the session ended, for the same holder to find again.
    left: RefCell<Option<opening::Left>>,
    sending: outbox::Sending,
}

/// Why a file was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The draft is not there any more, or on its way.
    NotEditable,
    /// This very file is there already.
    Twice,
    /// The browser cannot take its digest, as on a page without TLS.
    NoCrypto,
}

/// The context; from now on the drafts are there.
///
/// # Panics
///
/// Where no drafts were provided; the part that is loaded later provides them.
pub fn use_drafts() -> Drafts {
    let drafts: Drafts = expect_context();
    drafts.wake();
    drafts
}

impl Drafts {
    /// Drafts that nobody has opened yet.
    pub fn new(api: Api, record: Option<Record>, kiosk: bool) -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            keeping: RwSignal::new(Keeping::Opening),
            is_read: RwSignal::new(false),
            unopened: RwSignal::new(Vec::new()),
            outbox: RwSignal::new(Outbox::Idle),
            inner: StoredValue::new_local(Rc::new(Inner {
                api,
                record,
                kiosk,
                era: Cell::new(0),
                wanted: Cell::new(false),
                opening: Cell::new(false),
                holder: RefCell::default(),
                who: RefCell::default(),
                writer: RefCell::default(),
                tabs: RefCell::default(),
                held: RefCell::default(),
                left: RefCell::default(),
                sending: outbox::Sending::default(),
            })),
        }
    }

    /// All drafts of whoever is signed in, the last changed first, with what waits and what was sent.
    pub fn list(self) -> Signal<Vec<Draft>> {
        self.list.into()
    }

    /// Where they are kept.
    pub fn keeping(self) -> Signal<Keeping> {
        self.keeping.into()
    }

    /// Whether what was on the device has been read: the list is whole.
    pub fn is_read(self) -> Signal<bool> {
        self.is_read.into()
    }

    /// The ids of drafts of this resident that are on the device and cannot be opened.
    pub fn unopened(self) -> Signal<Vec<String>> {
        self.unopened.into()
    }

    /// A draft as it is now; nothing follows it.
    pub fn get(self, id: &str) -> Option<Draft> {
        self.list
            .try_with_untracked(|list| list.iter().find(|it| it.id == id).cloned())
            .flatten()
    }

    /// Keeps what was typed: form, fields and step. Files and state stay as they are. Returns whether
    /// it could be: not while a draft is on its way, nor once it has arrived.
    pub fn put(self, draft: Draft) -> bool {
        let draft = match self.get(&draft.id) {
            Some(now) if !now.is_editable() => return false,
            Some(now) => Draft {
                revision: now.revision,
                files: now.files,
                state: now.state,
                outgoing: now.outgoing,
                ..draft
            },
            None => draft,
        };
        self.keep(draft, None);
        true
    }

    /// Changes what was typed in a draft that is in the list. Returns whether it could be.
    pub fn edit(self, id: &str, change: impl FnOnce(&mut Draft)) -> bool {
        let Some(mut draft) = self.get(id) else {
            return false;
        };
        change(&mut draft);
        self.put(draft)
    }

    /// Forgets a draft with its files: thrown away, or sent and seen.
    pub fn remove(self, id: &str) {
        let Some(inner) = self.inner() else { return };
        if let Some(draft) = self.get(id) {
            for file in &draft.files {
                inner.held.borrow_mut().remove(&file.place);
            }
        }
        self.list.update(|list| list.retain(|it| it.id != id));
        self.unopened.update(|list| list.retain(|it| it != id));
        if let Some(writer) = &*inner.writer.borrow() {
            writer.remove(id);
        }
        self.leave_word();
    }

    /// Adds a file to a draft that is in the list.
    ///
    /// # Errors
    ///
    /// Why it was not added. Kind and length are for the form to check.
    pub async fn add_file(
        self,
        id: &str,
        name: &str,
        kind: &str,
        content: Vec<u8>,
    ) -> Result<FileRef, FileFault> {
        let digest = seal::digest(&content).await.ok_or(FileFault::NoCrypto)?;
        let inner = self.inner().ok_or(FileFault::NotEditable)?;
        let draft = self.get(id).filter(Draft::is_editable);
        let mut draft = draft.ok_or(FileFault::NotEditable)?;
        if draft.files.iter().any(|it| it.digest == digest) {
            return Err(FileFault::Twice);
        }
        let file = FileRef {
            digest,
            name: name.to_owned(),
            kind: kind.to_owned(),
            bytes: u64::try_from(content.len()).unwrap_or(u64::MAX),
            place: new_id(),
        };
        let content = Rc::new(content);
        inner
            .held
            .borrow_mut()
            .insert(file.place.clone(), Rc::clone(&content));
        draft.files.push(file.clone());
        let added = FileChange::Added(file.place.clone(), content);
        self.keep(draft, Some(added));
        Ok(file)
    }

    /// Takes a file away again. Returns whether it could be.
    pub fn remove_file(self, id: &str, digest: &str) -> bool {
        let Some(mut draft) = self.get(id).filter(Draft::is_editable) else {
            return false;
        };
        let Some(at) = draft.files.iter().position(|it| it.digest == digest) else {
            return false;
        };
        let file = draft.files.remove(at);
        if let Some(inner) = self.inner() {
            inner.held.borrow_mut().remove(&file.place);
        }
        self.keep(draft, Some(FileChange::Removed(file.place)));
        true
    }

    /// The content of a file, for its preview. None where it cannot be opened.
    pub async fn file(self, id: &str, digest: &str) -> Option<Vec<u8>> {
        let draft = self.get(id)?;
        let file = draft.files.iter().find(|it| it.digest == digest)?;
        let inner = self.inner()?;
        let held = inner.held.borrow().get(&file.place).cloned();
        if let Some(content) = held {
            return Some((*content).clone());
        }
        let writer = inner.writer.borrow().clone()?;
        let sealed = writer.shelf.file(writer.seal.holder(), id, &file.place);
        let sealed = sealed.await.ok()??;
        writer.seal.open(&file.place, &sealed).await
    }

    /// Ends when everything that was typed until now is on the device, or cannot be.
    pub async fn flush(self) {
        let writer = self.inner().and_then(|it| it.writer.borrow().clone());
        if let Some(writer) = writer {
            writer.flush().await;
        }
    }

    /// Takes a draft into the list, in place of the one before, and has it written.
    fn keep(self, mut draft: Draft, file: Option<FileChange>) {
        draft.revision = draft.revision.saturating_add(1);
        draft.updated = js_sys::Date::now();
        self.show(draft.clone());
        let writer = self.inner().and_then(|it| it.writer.borrow().clone());
        if let Some(writer) = writer {
            writer.put(draft, file);
        }
    }

    /// Takes a draft into the list, in place of the one before.
    fn show(self, draft: Draft) {
        self.list.update(|list| {
            list.retain(|it| it.id != draft.id);
            list.insert(0, draft);
        });
    }

    /// None once the app that held it is gone.
    fn inner(self) -> Option<Rc<Inner>> {
        self.inner.try_get_value()
    }
}
