//! The database on the device: sealed drafts and sealed files, found by their holder.

use std::cell::RefCell;

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::Why;
use super::seal::Sealed;

const DATABASE: &str = "citizen-score";
const ITEMS: &str = "items";
const FILES: &str = "files";

/// No draft is changed so often; a row that says so is not one of these.
const HIGHEST_REVISION: u64 = 1 << 53;

/// The database. A connection that the browser has closed is opened again when it is next used.
pub struct Shelf {
    database: RefCell<Database>,
}

/// One change. Changes that are made together are kept together, or not at all.
#[derive(Clone, Debug)]
pub enum Change {
    /// Keeps a draft, in place of the one before.
    Put {
        /// Its id.
        id: String,
        /// What is kept.
        sealed: Sealed,
    },
    /// Keeps the content of a file.
    PutFile {
        /// The draft's id.
        id: String,
        /// Name of the content.
        place: String,
        /// What is kept.
        sealed: Sealed,
    },
    /// Takes a file away.
    RemoveFile {
        /// The draft's id.
        id: String,
        /// Name of the content.
        place: String,
    },
    /// Takes all files of a draft away.
    RemoveFiles {
        /// The draft's id.
        id: String,
    },
    /// Takes a draft away with its files.
    Remove {
        /// Its id.
        id: String,
    },
}

impl Shelf {
    /// Opens the database, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// [`Why::Full`] or [`Why::Refused`].
    pub async fn open() -> Result<Self, Why> {
        Ok(Self {
            database: RefCell::new(connect().await?),
        })
    }

    /// Makes changes, all or none. Returns false, and makes none, where a draft that is to be put is
    /// there with this revision already or a higher one: another tab was faster.
    ///
    /// # Errors
    ///
    /// [`Why::Full`] where the device has no room, [`Why::Refused`] where the browser fails.
    pub async fn change(&self, holder: &str, changes: &[Change]) -> Result<bool, Why> {
        match self.try_change(holder, changes).await {
            Err(Why::Refused) => {
                self.reconnect().await?;
                self.try_change(holder, changes).await
            }
            other => other,
        }
    }

    async fn try_change(&self, holder: &str, changes: &[Change]) -> Result<bool, Why> {
        let transaction = self
            .database
            .borrow()
            .transaction(&[ITEMS, FILES], TransactionMode::ReadWrite)
            .map_err(why)?;
        let items = transaction.object_store(ITEMS).map_err(why)?;
        let files = transaction.object_store(FILES).map_err(why)?;
        let raw: web_sys::IdbTransaction = transaction.into();
        for change in changes {
            if let Change::Put { id, sealed } = change {
                // The transaction lives on from one request to the next, and no longer.
                let there = items.get(key(&[holder, id])).map_err(why)?;
                let there = there.await.map_err(why)?.as_ref().and_then(unrow);
                if there.is_some_and(|there| there.revision >= sealed.revision) {
                    return Ok(false);
                }
            }
        }
        for change in changes {
            match change {
                Change::Put { id, sealed } => items.put(&row(sealed), Some(&key(&[holder, id]))),
                Change::PutFile { id, place, sealed } => {
                    files.put(&row(sealed), Some(&key(&[holder, id, place])))
                }
                Change::RemoveFile { id, place } => {
                    files.delete(key(&[holder, id, place])).map_err(why)?;
                    continue;
                }
                Change::RemoveFiles { id } => {
                    files.delete(range(&[holder, id])?).map_err(why)?;
                    continue;
                }
                Change::Remove { id } => {
                    items.delete(key(&[holder, id])).map_err(why)?;
                    files.delete(range(&[holder, id])?).map_err(why)?;
                    continue;
                }
            }
            .map_err(why)?;
        }
        // Whether it is kept is known when the transaction is over, not when the request is.
        match idb::Transaction::from(raw.clone()).await {
            Ok(idb::TransactionResult::Committed) => Ok(true),
            _ => Err(raw.error().map_or(Why::Refused, |error| named(&error))),
        }
    }

    /// All drafts of a holder, sealed, by id.
    ///
    /// # Errors
    ///
    /// [`Why::Refused`] where the browser fails.
    pub async fn all(&self, holder: &str) -> Result<Vec<(String, Option<Sealed>)>, Why> {
        let (keys, rows) = {
            let transaction = self
                .database
                .borrow()
                .transaction(&[ITEMS], TransactionMode::ReadOnly)
                .map_err(why)?;
            let items = transaction.object_store(ITEMS).map_err(why)?;
            let keys = items.get_all_keys(Some(range(&[holder])?), None);
            let rows = items.get_all(Some(range(&[holder])?), None);
            (keys.map_err(why)?, rows.map_err(why)?)
        };
        let (keys, rows) = futures::join!(keys.into_future(), rows.into_future());
        let (keys, rows) = (keys.map_err(why)?, rows.map_err(why)?);
        let id = |key: JsValue| key.dyn_into::<Array>().ok()?.get(1).as_string();
        let all = keys.into_iter().zip(rows);
        Ok(all
            .filter_map(|(key, row)| Some((id(key)?, unrow(&row))))
            .collect())
    }

    /// One draft of a holder, sealed.
    ///
    /// # Errors
    ///
    /// [`Why::Refused`] where the browser fails.
    pub async fn get(&self, holder: &str, id: &str) -> Result<Option<Sealed>, Why> {
        self.read(ITEMS, key(&[holder, id])).await
    }

    /// The content of a file, sealed.
    ///
    /// # Errors
    ///
    /// [`Why::Refused`] where the browser fails.
    pub async fn file(&self, holder: &str, id: &str, place: &str) -> Result<Option<Sealed>, Why> {
        self.read(FILES, key(&[holder, id, place])).await
    }

    async fn read(&self, store: &str, key: JsValue) -> Result<Option<Sealed>, Why> {
        let request = {
            let transaction = self
                .database
                .borrow()
                .transaction(&[store], TransactionMode::ReadOnly)
                .map_err(why)?;
            let store = transaction.object_store(store).map_err(why)?;
            store.get(key).map_err(why)?
        };
        let row = request.await.map_err(why)?;
        Ok(row.as_ref().and_then(unrow))
    }

    async fn reconnect(&self) -> Result<(), Why> {
        let database = connect().await?;
        self.database.replace(database).close();
        Ok(())
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.database.borrow().close();
    }
}

async fn connect() -> Result<Database, Why> {
    let factory = Factory::new().map_err(why)?;
    let mut request = factory.open(DATABASE, Some(1)).map_err(why)?;
    request.on_upgrade_needed(|event| {
        // Where a store cannot be made, the first use of it says so.
        if let Ok(database) = event.database() {
            for store in [ITEMS, FILES] {
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    let mut database = request.await.map_err(why)?;
    // A newer version of the app in another tab must not wait for this one.
    let raw: web_sys::IdbDatabase = database.into();
    let closing = raw.clone();
    database = Database::from(raw);
    database.on_version_change(move |_| closing.close());
    Ok(database)
}

fn key(parts: &[&str]) -> JsValue {
    let parts: Array = parts.iter().map(|part| JsValue::from(*part)).collect();
    parts.into()
}

/// All keys that begin with these parts: in the order of keys, a list is after every text.
fn range(parts: &[&str]) -> Result<Query, Why> {
    let end: Array = key(parts).unchecked_into();
    end.push(&Array::new());
    let range = KeyRange::bound(&key(parts), &end, None, None);
    range.map(Query::from).map_err(why)
}

fn row(sealed: &Sealed) -> JsValue {
    let revision = JsValue::from(sealed.revision.to_string());
    Array::of3(&revision, &sealed.iv, &sealed.bytes).into()
}

fn unrow(row: &JsValue) -> Option<Sealed> {
    let row: &Array = row.dyn_ref()?;
    let revision = row.get(0).as_string()?.parse().ok();
    let bytes = |place| row.get(place).dyn_into::<Uint8Array>().ok();
    Some(Sealed {
        revision: revision.filter(|it| *it <= HIGHEST_REVISION)?,
        iv: bytes(1)?,
        bytes: bytes(2)?,
    })
}

/// Why the browser does not keep something.
pub(crate) fn why(error: idb::Error) -> Why {
    match error {
        idb::Error::DomException(error) => named(&error),
        idb::Error::AddFailed(error)
        | idb::Error::UpdateFailed(error)
        | idb::Error::IndexedDbOpenFailed(error) => error
            .dyn_ref()
            .map_or(Why::Refused, |error: &web_sys::DomException| named(error)),
        _ => Why::Refused,
    }
}

fn named(error: &web_sys::DomException) -> Why {
    if error.name() == "QuotaExceededError" {
        Why::Full
    } else {
        Why::Refused
    }
}
