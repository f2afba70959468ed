//! The time of a visit: what counts as a sign of the visitor, and the end. What the visitor answers, and
//! the server is told, is in `answer`.

mod answer;

use std::time::Duration;

use citizen_score_contract::session::MAX_EXTENSIONS;
use citizen_score_contract::{Session, Visit};
use leptos::prelude::*;

use super::limits::{Limit, Limits, Moment, Now};
use super::phase::{Phase, listen};
use super::{After, Kiosk, clock, wipe};
use crate::api::ApiError;
use crate::record::Connection;

/// How often the time is looked at.
const TICK: Duration = Duration::from_millis(250);
/// Milliseconds without a connection after which a visit ends.
const LOST: Moment = 20_000;
/// Seconds without a touch after which the first screen is left, where nobody is signed in: time for a
/// phone to be taken out, signed in and asked.
const START_IDLE: u32 = 210;
/// Seconds without a touch after which a page that is for everyone is left.
const PUBLIC_IDLE: u32 = 90;
/// What a visitor can do without ceasing.
const SIGNS: [&str; 4] = ["pointerdown", "keydown", "wheel", "touchmove"];

/// How far the time of a visit is.
#[derive(Clone, Copy)]
pub(super) struct Visiting {
    limits: StoredValue<Limits>,
    /// Whether the limits are those of somebody who is signed in.
    entered: StoredValue<bool>,
    over: StoredValue<bool>,
    lost_since: StoredValue<Option<Moment>>,
    /// Initials of whoever is signed in.
    pub(super) initials: RwSignal<String>,
    /// What is to be said of the limits.
    pub(super) now: RwSignal<Now>,
    /// Seconds left, where the connection is gone.
    pub(super) lost: RwSignal<Option<u32>>,
    /// The guard's heartbeat does not arrive.
    offline: RwSignal<bool>,
    /// Whether more time has been asked for, and there is no answer yet.
    pub(super) asking: RwSignal<bool>,
    /// Why there was no more time.
    pub(super) problem: RwSignal<Option<ApiError>>,
}

impl Visiting {
    pub(super) fn new() -> Self {
        Self {
            limits: StoredValue::new(Limits::idle_only(START_IDLE, 0)),
            entered: StoredValue::new(false),
            over: StoredValue::new(false),
            lost_since: StoredValue::new(None),
            initials: RwSignal::new(String::new()),
            now: RwSignal::new(Now::Going),
            lost: RwSignal::new(None),
            offline: RwSignal::new(false),
            asking: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }
}

/// Looks at the time, and for signs of the visitor, for as long as the page lives.
pub(super) fn keep_time(kiosk: Kiosk) {
    for sign in SIGNS {
        listen(sign, move |_| kiosk.touch());
    }
    listen("kiosk:offline", move |_| kiosk.visiting().offline.set(true));
    listen("kiosk:online", move |_| {
        kiosk.visiting().offline.set(false);
        if kiosk.record().connection().get_untracked() == Connection::Lost {
            kiosk.record().reconnect();
        }
    });
    let _ = set_interval_with_handle(move || kiosk.tick(), TICK);
}

impl Kiosk {
    /// The visitor has touched the display or pressed a key.
    pub(super) fn touch(self) {
        let at = clock::now();
        self.visiting()
            .limits
            .update_value(|limits| limits.touch(at));
    }

    /// Somebody is here.
    pub(super) fn arrive(self) {
        let limits = Limits::idle_only(START_IDLE, clock::now());
        self.visiting().limits.set_value(limits);
    }

    /// Somebody has signed in; `asked` is when that was asked for.
    pub(super) fn enter(self, session: &Session, asked: Moment) {
        let config = self.config();
        // A server that says nothing of the visit still ends it by its configuration.
        let visit = session.visit.unwrap_or(Visit {
            idle_seconds: config.idle_seconds,
            left_seconds: config.limit_seconds,
            extensions_left: MAX_EXTENSIONS,
        });
        let limits = Limits::new(visit, asked);
        self.visiting().entered.set_value(true);
        self.visiting().limits.set_value(limits);
        self.visiting()
            .initials
            .set(initials(&session.display_name));
        self.tell_limit();
        self.tick();
    }

    /// Somebody's record is here. Whoever came in by another way than this display knows of stays within
    /// the same limits.
    pub(super) fn see_in(self) {
        if self.visiting().entered.get_value() {
            return;
        }
        let known = self.record().known();
        self.enter(
            &Session {
                display_name: known.map(|it| it.me.display_name).unwrap_or_default(),
                expires_at: chrono::DateTime::UNIX_EPOCH,
                id: None,
                visit: None,
                ends_at: None,
            },
            clock::now(),
        );
    }

    /// Ends the visit.
    pub(super) fn end(self, after: After) {
        self.visiting().over.set_value(true);
        wipe(after);
    }

    fn tick(self) {
        let visiting = self.visiting();
        let phase = self.phase.get_untracked();
        if visiting.over.get_value() || phase == Phase::Attract {
            return;
        }
        let at = clock::now();
        let entered = visiting.entered.get_value();
        let public = untrack(|| self.router.route()).is_public();
        let mut now = Now::Going;
        let mut news = false;
        visiting.limits.update_value(|limits| {
            if !entered {
                limits.set_idle(if public { PUBLIC_IDLE } else { START_IDLE });
            }
            news = entered && limits.tell(at);
            now = limits.now(at);
        });
        if visiting.now.with_untracked(|before| *before != now) {
            visiting.now.set(now);
        }
        if news {
            self.extend(Limit::Idle, at);
        }
        match now {
            // Nobody was signed in, and there is nothing to give a receipt for.
            Now::Over(_) if !entered => self.end(After::Quick),
            Now::Over(Limit::Idle) => self.end(After::Idle),
            Now::Over(Limit::Whole) => self.end(After::Limit),
            Now::Going | Now::Near { .. } if phase == Phase::Visit => self.watch_connection(at),
            Now::Going | Now::Near { .. } => {}
        }
    }

    fn watch_connection(self, at: Moment) {
        let visiting = self.visiting();
        let stream = self.record().connection().get_untracked() == Connection::Lost;
        let since = (stream || visiting.offline.get_untracked())
            .then(|| visiting.lost_since.get_value().unwrap_or(at));
        visiting.lost_since.set_value(since);
        let left = since.map(|since| LOST.saturating_sub(at.saturating_sub(since)));
        let seconds = left.map(|left| u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX));
        if visiting.lost.get_untracked() != seconds {
            visiting.lost.set(seconds);
        }
        if seconds == Some(0) {
            self.end(After::Connection);
        }
    }
}

/// The first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let first = |name: &str| name.chars().next().into_iter().flat_map(char::to_uppercase);
    let mut names = name.split_whitespace();
    let ends = [names.next(), names.next_back()];
    let letters = ends.into_iter().flatten().map(|name| {
        let letter: String = first(name).collect();
        format!("{letter}.")
    });
    letters.collect::<Vec<_>>().join(" ")
}
