//! The resident's own record as last received, kept true by the event stream.
//!
//! What was received once stays on screen when the connection goes, labelled with its time.

mod follow;
mod today;

use std::rc::Rc;

use citizen_score_contract::Me;
use leptos::prelude::*;

use crate::api::{Api, ApiError, EventStream};
use crate::remember::{Kept, word};

/// Whose record is on screen, if anybody's.
#[derive(Clone, Debug, PartialEq)]
pub enum Holder {
    /// Nobody is signed in.
    SignedOut,
    /// It could not be found out who is signed in.
    Unknown(ApiError),
    /// Somebody who has withdrawn consent to being scored: there is no standing.
    NotScored,
    /// The record as last received.
    Known(Box<Known>),
}

impl Holder {
    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        matches!(self, Self::Known(_) | Self::NotScored)
    }
}

/// A standing and when it arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The standing.
    pub me: Me,
    /// Moment of arrival on this device, in milliseconds since 1970.
    pub received: f64,
}

/// Whether what is on screen follows the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Changes arrive by themselves.
    Live,
    /// The connection is gone.
    Lost,
    /// The connection was gone, and is back.
    Back,
}

/// The record, as a context.
#[derive(Clone, Copy)]
pub struct Record {
    holder: RwSignal<Holder>,
    connection: RwSignal<Connection>,
    changes: RwSignal<u32>,
    ended: RwSignal<bool>,
    stream: StoredValue<Option<EventStream>, LocalStorage>,
    watch: StoredValue<Option<TimeoutHandle>>,
    tries: StoredValue<u32>,
    kept: StoredValue<Option<Rc<Kept>>, LocalStorage>,
    api: Api,
}

/// Provides the context and, for someone signed in, opens the event stream.
pub fn provide_record(first: Result<Me, ApiError>, api: Api) -> Record {
    let record = Record {
        holder: RwSignal::new(Holder::SignedOut),
        connection: RwSignal::new(Connection::Live),
        changes: RwSignal::new(0),
        ended: RwSignal::new(false),
        stream: StoredValue::new_local(None),
        watch: StoredValue::new(None),
        tries: StoredValue::new(0),
        kept: StoredValue::new_local(None),
        api,
    };
    provide_context(record);
    match first {
        Ok(me) => {
            record.receive(me);
            record.follow();
        }
        Err(ApiError::SignedOut) => {
            // The session has ended while the app was closed.
            if word::holder().is_some() {
                word::erase();
            }
        }
        Err(error) if error == ApiError::not_scored() => {
            record.not_scored();
            record.follow();
        }
        Err(error) => record.holder.set(Holder::Unknown(error)),
    }
    record
}

/// The context.
///
/// # Panics
///
/// Where no record was provided; the app provides it at its root.
pub fn use_record() -> Record {
    expect_context()
}

impl Record {
    /// Whose record is on screen.
    pub fn holder(self) -> Signal<Holder> {
        self.holder.into()
    }

    /// The record as last received.
    pub fn known(self) -> Option<Known> {
        self.holder.with(|holder| match holder {
            Holder::Known(known) => Some((**known).clone()),
            _ => None,
        })
    }

    /// Whether what is on screen follows the server.
    pub fn connection(self) -> Signal<Connection> {
        self.connection.into()
    }

    /// Grows with every change of the ledger; lists that read it load again.
    pub fn changes(self) -> Signal<u32> {
        self.changes.into()
    }

    /// Shows the record as it was kept on this device: as of when it was received, and not connected.
    pub fn recall(self, kept: Kept) {
        let known = Known {
            me: kept.me.clone(),
            received: kept.received,
        };
        self.kept.set_value(Some(Rc::new(kept)));
        self.holder.set(Holder::Known(Box::new(known)));
        self.out_of_reach();
    }

    /// What was kept on this device, as long as it is what the screen shows.
    pub fn kept(self) -> Option<Rc<Kept>> {
        self.kept.try_get_value().flatten()
    }

    /// Takes in a standing that the server sent. Where it stands on another ledger, day or rulebook
    /// than the one before, the lists load again: an entry may have come while nothing was open to
    /// tell of it.
    pub fn receive(self, me: Me) {
        let basis = |me: &Me| {
            (
                me.entry_count,
                me.revision,
                me.last_entry_at,
                me.as_of,
                me.rulebook.clone(),
            )
        };
        let before = self.known_untracked().map(|known| basis(&known.me));
        let moved = before.is_some_and(|before| before != basis(&me));
        let received = js_sys::Date::now();
        self.kept.set_value(None);
        self.holder
            .set(Holder::Known(Box::new(Known { me, received })));
        if moved {
            self.changed();
        }
    }

    /// Finds out who is signed in, takes in the standing, and follows it.
    ///
    /// # Errors
    ///
    /// What the request met; someone whose session has ended is signed out here too.
    pub async fn load(self) -> Result<(), ApiError> {
        match self.api.me().await {
            Ok(me) => {
                self.receive(me);
                self.changed();
                self.follow();
                Ok(())
            }
            Err(error) if error == ApiError::not_scored() => {
                self.not_scored();
                self.changed();
                self.follow();
                Ok(())
            }
            Err(error) => {
                if error == ApiError::SignedOut {
                    self.end();
                } else if self.holder.with_untracked(|it| !it.is_signed_in()) {
                    self.holder.set(Holder::Unknown(error.clone()));
                }
                Err(error)
            }
        }
    }

    /// Whether the session ended without the resident signing out.
    pub fn ended(self) -> Signal<bool> {
        self.ended.into()
    }

    /// Forgets everything about the resident, here and on the device, and closes the stream: they have
    /// signed out.
    pub fn forget(self) {
        word::forget();
        self.leave();
    }

    fn leave(self) {
        self.stop_following();
        self.kept.set_value(None);
        self.ended.set(false);
        self.holder.set(Holder::SignedOut);
        self.connection.set(Connection::Live);
    }

    /// Forgets the standing: the resident has withdrawn consent to being scored.
    fn not_scored(self) {
        if self.holder.with_untracked(|it| *it != Holder::NotScored) {
            self.kept.set_value(None);
            word::erase();
            self.holder.set(Holder::NotScored);
        }
    }

    /// Forgets everything about the resident: the server has ended the session.
    fn end(self) {
        word::erase();
        self.leave();
        self.ended.set(true);
    }

    /// Has every list that follows [`Record::changes`] load again.
    fn changed(self) {
        self.changes
            .update(|changes| *changes = changes.wrapping_add(1));
    }

    fn known_untracked(self) -> Option<Known> {
        untrack(|| self.known())
    }
}
