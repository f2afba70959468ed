//! Where it is kept: a database with one row, which anybody can throw away without knowing what is in it.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::word::DATABASE;
use crate::drafts::Why;
use crate::drafts::seal::Sealed;
use crate::drafts::shelf::why;

/// Way in which the row is written; a row of another one is thrown away.
pub const FORMAT: f64 = 1.0;

const STORE: &str = "kept";
const KEY: &str = "record";

/// The row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The session that it is bound to, by the name that is no secret.
    pub session: String,
    /// Moment at which the record arrived, in milliseconds since 1970.
    pub received: f64,
    /// Moment at which it is to go, in milliseconds since 1970.
    pub expires: f64,
    /// What opens it.
    pub key: CryptoKey,
    /// The record.
    pub sealed: Sealed,
}

/// Keeps a row, in place of the one before.
///
/// # Errors
///
/// [`Why::Full`] where the device has no room, [`Why::Refused`] where the browser fails.
pub async fn put(row: &Row) -> Result<(), Why> {
    let database = connect().await?;
    let done = write(&database, row).await;
    database.close();
    done
}

async fn write(database: &Database, row: &Row) -> Result<(), Why> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite);
    let transaction = transaction.map_err(why)?;
    let store = transaction.object_store(STORE).map_err(why)?;
    let fields: Array = [
        FORMAT.into(),
        JsValue::from(&row.session),
        row.received.into(),
        row.expires.into(),
        row.key.clone().into(),
        row.sealed.iv.clone().into(),
        row.sealed.bytes.clone().into(),
    ]
    .into_iter()
    .collect();
    store.put(&fields, Some(&KEY.into())).map_err(why)?;
    let raw: web_sys::IdbTransaction = transaction.into();
    // Whether it is kept is known when the transaction is over.
    match idb::Transaction::from(raw.clone()).await {
        Ok(idb::TransactionResult::Committed) => Ok(()),
        _ => Err(match raw.error() {
            Some(error) if error.name() == "QuotaExceededError" => Why::Full,
            _ => Why::Refused,
        }),
    }
}

/// The row; none where there is none, or where it is not written in this way.
///
/// # Errors
///
/// [`Why::Refused`] where the browser fails.
pub async fn get() -> Result<Option<Row>, Why> {
    let database = connect().await?;
    let read = async {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly);
        let store = transaction.map_err(why)?.object_store(STORE).map_err(why)?;
        let request = store.get(JsValue::from(KEY)).map_err(why)?;
        request.await.map_err(why)
    };
    let row = read.await;
    database.close();
    Ok(row?.and_then(|row| read_row(&row)))
}

fn read_row(row: &JsValue) -> Option<Row> {
    let row: &Array = row.dyn_ref()?;
    let moment = |place| row.get(place).as_f64().filter(|it: &f64| it.is_finite());
    let bytes = |place| row.get(place).dyn_into::<Uint8Array>().ok();
    if row.get(0) != FORMAT {
        return None;
    }
    Some(Row {
        session: row.get(1).as_string()?,
        received: moment(2)?,
        expires: moment(3)?,
        key: row.get(4).dyn_into().ok()?,
        sealed: Sealed {
            revision: 0,
            iv: bytes(5)?,
            bytes: bytes(6)?,
        },
    })
}

async fn connect() -> Result<Database, Why> {
    let factory = Factory::new().map_err(why)?;
    let mut request = factory.open(DATABASE, Some(1)).map_err(why)?;
    request.on_upgrade_needed(|event| {
        // Where the store cannot be made, the first use of it says so.
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    let database = request.await.map_err(why)?;
    // Whoever throws it away must not wait for this.
    let raw: web_sys::IdbDatabase = database.into();
    let closing = raw.clone();
    let mut database = Database::from(raw);
    database.on_version_change(move |_| closing.close());
    Ok(database)
}
