//! Brings what was typed onto the device: at once, the newest only, one write at a time.
//!
//! There is no delay that a closing page would have to cut short. What is typed while a write is
//! under way goes with the next one.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::channel::oneshot;
use wasm_bindgen_futures::spawn_local;

use super::model::new_id;
use super::seal::{Seal, Sealed};
use super::shelf::{Change, Shelf};
use super::{Draft, Why};

/// What became of a write.
pub(super) enum Report {
    /// It is on the device.
    Kept {
        /// Each draft with the revision that it has now.
        drafts: Vec<(String, u64)>,
        /// The files that are there now.
        files: Vec<String>,
    },
    /// Another tab has sent this draft meanwhile. What was typed here goes on under another id.
    Parted {
        /// The draft as the other tab has it.
        sent: Box<Draft>,
        /// What was typed here.
        typed: Box<Draft>,
    },
    /// It is in memory only, and is tried again with the next change.
    Failed(Why),
}

/// A change of the files beside a draft.
#[derive(Clone)]
pub(super) enum FileChange {
    /// A file came, with its content.
    Added(String, Rc<Vec<u8>>),
    /// A file went.
    Removed(String),
    /// All are gone.
    AllRemoved,
}

/// What is not on the device yet, of one draft.
#[derive(Clone, Default)]
struct Behind {
    /// None: it is to go.
    draft: Option<Draft>,
    files: Vec<FileChange>,
}

/// Writes for one holder. It outlives the sign-out until everything is written.
pub(super) struct Writer {
    pub(super) seal: Seal,
    pub(super) shelf: Shelf,
    behind: RefCell<BTreeMap<String, Behind>>,
    busy: Cell<bool>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    report: Box<dyn Fn(Report)>,
}

impl Writer {
    pub(super) fn new(seal: Seal, shelf: Shelf, report: impl Fn(Report) + 'static) -> Rc<Self> {
        Rc::new(Self {
            seal,
            shelf,
            behind: RefCell::default(),
            busy: Cell::new(false),
            waiting: RefCell::default(),
            report: Box::new(report),
        })
    }

    /// Writes a draft, soon; with a change of its files.
    pub(super) fn put(self: &Rc<Self>, draft: Draft, file: Option<FileChange>) {
        {
            let mut behind = self.behind.borrow_mut();
            let behind = behind.entry(draft.id.clone()).or_default();
            behind.draft = Some(draft);
            behind.files.extend(file);
        }
        self.start();
    }

    /// Takes a draft off the device, soon.
    pub(super) fn remove(self: &Rc<Self>, id: &str) {
        self.behind
            .borrow_mut()
            .insert(id.to_owned(), Behind::default());
        self.start();
    }

    /// Whether something of this draft is not on the device yet.
    pub(super) fn is_behind(&self, id: &str) -> bool {
        self.busy.get() || self.behind.borrow().contains_key(id)
    }

    /// Ends when nothing is being written any more.
    pub(super) async fn flush(self: &Rc<Self>) {
        self.start();
        if self.busy.get() {
            let (send, receive) = oneshot::channel();
            self.waiting.borrow_mut().push(send);
            let _ = receive.await;
        }
    }

    fn start(self: &Rc<Self>) {
        if self.busy.get() || self.behind.borrow().is_empty() {
            return;
        }
        self.busy.set(true);
        let writer = Rc::clone(self);
        spawn_local(async move {
            loop {
                let batch = writer.behind.take();
                if batch.is_empty() {
                    break;
                }
                if let Err(why) = writer.write(&batch).await {
                    writer.put_back(batch);
                    (writer.report)(Report::Failed(why));
                    break;
                }
            }
            writer.busy.set(false);
            for waiting in writer.waiting.take() {
                let _ = waiting.send(());
            }
        });
    }

    async fn write(&self, batch: &BTreeMap<String, Behind>) -> Result<(), Why> {
        while !self.try_write(batch).await? {}
        Ok(())
    }

    /// Returns false where another tab wrote one of these in between: then it is that one's turn to
    /// be looked at.
    async fn try_write(&self, batch: &BTreeMap<String, Behind>) -> Result<bool, Why> {
        let (mut changes, mut drafts, mut files) = (Vec::new(), Vec::new(), Vec::new());
        let mut parted = Vec::new();
        for (id, behind) in batch {
            let Some(draft) = &behind.draft else {
                changes.push(Change::Remove { id: id.clone() });
                drafts.push((id.clone(), 0));
                continue;
            };
            let (draft, sent) = self.in_turn(draft.clone()).await?;
            parted.extend(sent.map(|sent| (sent, Box::new(draft.clone()))));
            for file in &behind.files {
                let id = draft.id.clone();
                changes.push(match file {
                    FileChange::Added(place, content) => {
                        files.push(place.clone());
                        let sealed = self.close(place, 0, content).await?;
                        let place = place.clone();
                        Change::PutFile { id, place, sealed }
                    }
                    FileChange::Removed(place) => Change::RemoveFile {
                        id,
                        place: place.clone(),
                    },
                    FileChange::AllRemoved => Change::RemoveFiles { id },
                });
            }
            let json = serde_json::to_vec(&draft).map_err(|_| Why::Refused)?;
            let sealed = self.close(&draft.id, draft.revision, &json).await?;
            drafts.push((draft.id.clone(), draft.revision));
            changes.push(Change::Put {
                id: draft.id,
                sealed,
            });
        }
        let written = self.shelf.change(self.seal.holder(), &changes).await?;
        if written {
            for (sent, typed) in parted {
                (self.report)(Report::Parted { sent, typed });
            }
            (self.report)(Report::Kept { drafts, files });
        }
        Ok(written)
    }

    /// Gives a draft a revision above that on the device. What another tab has sent stays as it is:
    /// what was typed here then becomes a draft of its own.
    async fn in_turn(&self, mut draft: Draft) -> Result<(Draft, Option<Box<Draft>>), Why> {
        if let Some(stored) = self.shelf.get(self.seal.holder(), &draft.id).await?
            && stored.revision >= draft.revision
        {
            let there = read(&self.seal, &draft.id, &stored).await;
            if let Some(sent) = there.filter(|it| !it.is_editable() && draft.is_editable()) {
                draft.id = new_id();
                draft.files.clear();
                return Ok((draft, Some(Box::new(sent))));
            }
            draft.revision = stored.revision.saturating_add(1);
        }
        Ok((draft, None))
    }

    async fn close(&self, name: &str, revision: u64, plain: &[u8]) -> Result<Sealed, Why> {
        let sealed = self.seal.close(name, revision, plain).await;
        sealed.ok_or(Why::Refused)
    }

    /// What was typed since is newer; of the files, both are to be done, in their order.
    fn put_back(&self, batch: BTreeMap<String, Behind>) {
        let mut behind = self.behind.borrow_mut();
        for (id, mut earlier) in batch {
            if let Some(later) = behind.remove(&id) {
                if later.draft.is_some() {
                    earlier.files.extend(later.files);
                }
                earlier.draft = later.draft;
            }
            behind.insert(id, earlier);
        }
    }
}

/// Opens a draft. None where it cannot be opened, or is not a draft.
pub(super) async fn read(seal: &Seal, id: &str, sealed: &Sealed) -> Option<Draft> {
    let json = seal.open(id, sealed).await?;
    let draft: Draft = serde_json::from_slice(&json).ok()?;
    (draft.id == id).then_some(Draft {
        revision: sealed.revision,
        ..draft
    })
}
