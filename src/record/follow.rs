//! Following the server: the stream, noticing when it is gone, and getting it back.

use std::time::Duration;

use citizen_score_contract::events::HEARTBEAT_SECONDS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Connection, Holder, Record};
use crate::api::StreamEvent;

/// Silence after which the stream is taken for dead: two heartbeats and a slow network.
const SILENCE: Duration = Duration::from_secs(2 * HEARTBEAT_SECONDS + 10);
/// Wait before the first try to get the connection back; it doubles with each try.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

impl Record {
    /// Opens the stream, in place of one that is open.
    pub(super) fn follow(self) {
        let stream = self.api.events(move |event| self.on_event(event));
        self.stream.set_value(stream);
        self.expect_sign_of_life();
    }

    /// Closes the stream and ends all waiting.
    pub(super) fn stop_following(self) {
        self.stream.set_value(None);
        self.wait(None);
    }

    /// Tries at once to get the connection back.
    pub fn reconnect(self) {
        if !self.holder.with_untracked(Holder::is_signed_in) {
            return;
        }
        self.stop_following();
        spawn_local(async move {
            if self.load().await.is_err() && self.holder.with_untracked(Holder::is_signed_in) {
                self.out_of_reach();
            }
        });
    }

    fn on_event(self, event: StreamEvent) {
        match event {
            StreamEvent::Standing(me) => {
                self.receive(*me);
                self.alive();
            }
            StreamEvent::NotScored => {
                self.not_scored();
                self.alive();
            }
            // The standing that follows an entry stands on another ledger, and has the lists load.
            StreamEvent::Entry | StreamEvent::Heartbeat => self.alive(),
            StreamEvent::Case | StreamEvent::Display => {
                self.alive();
                // What shows cases and displays follows the changes too.
                self.changed();
            }
            StreamEvent::SignedOut => self.end(),
            StreamEvent::Interrupted => self.lost(),
            StreamEvent::Closed => self.out_of_reach(),
        }
    }

    /// The server cannot be reached; it is tried again.
    pub(super) fn out_of_reach(self) {
        self.lost();
        self.retry_later();
    }

    fn alive(self) {
        self.tries.set_value(0);
        if self.connection.get_untracked() == Connection::Lost {
            self.connection.set(Connection::Back);
            // Lists that could not be loaded meanwhile, or are behind, load again.
            self.changed();
        }
        self.expect_sign_of_life();
    }

    fn lost(self) {
        if self.connection.get_untracked() != Connection::Lost {
            self.connection.set(Connection::Lost);
        }
    }

    fn expect_sign_of_life(self) {
        self.wait(Some((SILENCE, Box::new(move || self.reconnect()))));
    }

    fn retry_later(self) {
        let tries = self.tries.get_value();
        self.tries.set_value(tries.saturating_add(1));
        let wait = FIRST_WAIT
            .saturating_mul(1 << tries.min(8))
            .min(LONGEST_WAIT);
        self.wait(Some((wait, Box::new(move || self.reconnect()))));
    }

    /// There is one timer: setting it ends the one before.
    fn wait(self, next: Option<(Duration, Box<dyn FnOnce()>)>) {
        if let Some(before) = self.watch.get_value() {
            before.clear();
        }
        let handle = next.and_then(|(after, run)| set_timeout_with_handle(run, after).ok());
        self.watch.set_value(handle);
    }
}
