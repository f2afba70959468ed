//! What is a fault of the page, and what to do about it. Pure: the time is an argument, counted from the
//! beginning of the browser's life.
//!
//! A page is asked every quarter of a second what it shows. One that has answered before and then leaves a
//! question open hangs. While a page is only on its way, silence means nothing.

mod action;
mod limits;

use std::time::Duration;

pub use action::{Action, Seen};
use limits::{
    ASK_AT_FIRST, ASK_EVERY, ENDING, FAULTS, LOADING, PROBE_EVERY, PROBES, STOOD_STILL, STRANGE,
    WIPING,
};

/// What `data-kiosk` says on the supervisor's own screen.
pub const OUT_OF_SERVICE: &str = "out";

#[derive(Debug)]
enum State {
    /// The app's address was opened, and nothing has come yet.
    Opening { since: Duration },
    /// There is a page. `ours`: when it last was the app's, or when it came.
    Open {
        answered: bool,
        ready: bool,
        ours: Duration,
        wiping: Option<Duration>,
        /// Since when another page is on its way. Until it is there, Chromium holds questions back.
        leaving: Option<Duration>,
    },
    /// The page was told to end.
    Ending { since: Duration },
    /// The calm screen is shown.
    Out { next: Duration, looking: bool },
}

/// The judge of one browser's page.
#[derive(Debug)]
pub struct Judge {
    patience: Duration,
    state: State,
    /// The open question: its number, and when it was asked.
    asked: Option<(u64, Duration)>,
    number: u64,
    next_ask: Duration,
    last_turn: Duration,
    /// How much slower than usual this machine brings the app up; doubled by hangs on the way.
    slowness: u32,
    faults: u32,
    probes: u32,
}

impl Judge {
    /// A judge for a page whose address was opened at `now`. `patience` is how long a question may stay open.
    #[must_use]
    pub fn new(patience: Duration, now: Duration) -> Self {
        Self {
            patience,
            state: State::Opening { since: now },
            asked: None,
            number: 0,
            next_ask: now,
            last_turn: now,
            slowness: 1,
            faults: 0,
            probes: 0,
        }
    }

    /// Is the app there and answering?
    #[must_use]
    pub fn is_well(&self) -> bool {
        matches!(self.state, State::Open { ready: true, .. })
    }

    /// Is the calm screen shown?
    #[must_use]
    pub fn is_out_of_service(&self) -> bool {
        matches!(self.state, State::Out { .. })
    }

    /// What is due at `now`. To be called several times a second.
    pub fn turn(&mut self, now: Duration) -> Option<Action> {
        let stood = now.saturating_sub(self.last_turn);
        self.last_turn = now;
        if stood > STOOD_STILL {
            self.forgive(stood);
        }
        match self.state {
            State::Opening { since } if late(since, LOADING, now) => Some(self.out(now)),
            State::Ending { since } if late(since, ENDING, now) => Some(Action::EndBrowser),
            State::Opening { .. } | State::Ending { .. } => None,
            State::Open {
                answered,
                ready,
                ours,
                wiping,
                leaving,
            } => {
                if let Some((_, asked)) = self.asked
                    && match leaving {
                        Some(since) => late(since.max(asked), LOADING, now),
                        None => late(asked, self.may_be_silent(answered, ready), now),
                    }
                {
                    return Some(self.hangs(now, ready));
                }
                if late(ours, STRANGE, now) && self.asked.is_none() {
                    return Some(self.out(now));
                }
                if wiping.is_some_and(|since| late(since, WIPING, now)) {
                    return Some(self.fault(now));
                }
                self.ask(now, if ready { ASK_EVERY } else { ASK_AT_FIRST })
            }
            State::Out { next, looking } => {
                if now < next {
                    return None;
                }
                if looking || self.probes >= PROBES {
                    self.probes = 0;
                    return Some(Action::Open { after_fault: false });
                }
                self.probes = self.probes.saturating_add(1);
                self.state = State::Out {
                    next: now.saturating_add(LOADING),
                    looking: true,
                };
                Some(Action::Probe)
            }
        }
    }

    /// The app's address was opened.
    pub fn opened(&mut self, now: Duration) {
        self.asked = None;
        self.state = State::Opening { since: now };
    }

    /// The app's address led nowhere: Chromium says so, or shows a page of its own that does.
    pub fn failed(&mut self, now: Duration) -> Option<Action> {
        match self.state {
            State::Opening { .. } | State::Open { .. } => Some(self.out(now)),
            State::Ending { .. } | State::Out { .. } => None,
        }
    }

    /// Another page is there, of which nothing is known yet.
    pub fn arrived(&mut self, now: Duration) {
        if let State::Opening { .. } | State::Open { .. } = self.state {
            // A question to the page before may never be answered.
            self.asked = None;
            self.next_ask = now;
            self.state = State::Open {
                answered: false,
                ready: false,
                ours: now,
                wiping: None,
                leaving: None,
            };
        }
    }

    /// The page has set out for another address.
    pub fn leaves(&mut self, now: Duration) {
        if let State::Open { leaving, .. } = &mut self.state {
            *leaving = Some(now);
        }
    }

    /// The page has not left after all.
    pub fn stays(&mut self, now: Duration) {
        if let State::Open { leaving, .. } = &mut self.state
            && leaving.take().is_some()
            && let Some((_, asked)) = &mut self.asked
        {
            // Only now does the question reach the page.
            *asked = now;
        }
    }

    /// The page answered a question; `seen` is none if it only showed that it is alive.
    pub fn answered(&mut self, now: Duration, number: u64, seen: Option<&Seen>) {
        if self.asked.is_none_or(|(open, _)| open != number) {
            return;
        }
        self.asked = None;
        let State::Open {
            answered,
            ready,
            ours,
            wiping,
            ..
        } = &mut self.state
        else {
            return;
        };
        let Some(seen) = seen else {
            return;
        };
        *answered = true;
        if !seen.kiosk.is_empty() && seen.kiosk != OUT_OF_SERVICE {
            *ours = now;
        }
        *wiping = (seen.kiosk == "wiping").then(|| wiping.unwrap_or(now));
        if seen.ready {
            if !*ready {
                self.next_ask = now.saturating_add(ASK_EVERY);
            }
            *ready = true;
            self.slowness = 1;
            self.faults = 0;
        }
    }

    /// The page's process has ended.
    pub fn crashed(&mut self, now: Duration) -> Action {
        match self.state {
            State::Ending { .. } => self.again(now),
            State::Out { .. } => self.out(now),
            State::Opening { .. } | State::Open { .. } => self.fault(now),
        }
    }

    /// Whether the server answered.
    pub fn probed(&mut self, now: Duration, good: bool) {
        if let State::Out { looking: true, .. } = self.state {
            self.state = State::Out {
                next: if good {
                    now
                } else {
                    now.saturating_add(PROBE_EVERY)
                },
                looking: good,
            };
        }
    }

    /// How long a question may stay open. Before the page has answered once it is still being read; before the
    /// app is ready it may be compiling, on a machine that has shown to be slow at it.
    fn may_be_silent(&self, answered: bool, ready: bool) -> Duration {
        match (answered, ready) {
            (false, _) => LOADING,
            (true, false) => self.patience.saturating_mul(self.slowness),
            (true, true) => self.patience,
        }
    }

    fn ask(&mut self, now: Duration, every: Duration) -> Option<Action> {
        if self.asked.is_some() || now < self.next_ask {
            return None;
        }
        self.number = self.number.saturating_add(1);
        self.asked = Some((self.number, now));
        self.next_ask = now.saturating_add(every);
        Some(Action::Ask(self.number))
    }

    fn hangs(&mut self, now: Duration, ready: bool) -> Action {
        // The first one may be a true hang; one after the other tell of a slow machine.
        if !ready && self.faults > 0 {
            self.slowness = self.slowness.saturating_mul(2).min(8);
        }
        self.faults = self.faults.saturating_add(1);
        self.asked = None;
        self.state = State::Ending { since: now };
        Action::EndPage
    }

    fn fault(&mut self, now: Duration) -> Action {
        self.faults = self.faults.saturating_add(1);
        self.again(now)
    }

    /// Opens the app again, unless that has been in vain too often.
    fn again(&mut self, now: Duration) -> Action {
        if self.faults > FAULTS {
            return self.out(now);
        }
        self.opened(now);
        Action::Open { after_fault: true }
    }

    fn out(&mut self, now: Duration) -> Action {
        self.asked = None;
        self.faults = 0;
        self.state = State::Out {
            next: now.saturating_add(PROBE_EVERY),
            looking: false,
        };
        Action::ShowOutOfService
    }

    /// This program stood still (a suspended machine): what was asked before is not late.
    fn forgive(&mut self, stood: Duration) {
        let later = |time: &mut Duration| *time = time.saturating_add(stood);
        if let Some((_, asked)) = &mut self.asked {
            later(asked);
        }
        match &mut self.state {
            State::Opening { since } | State::Ending { since } => later(since),
            State::Open {
                ours,
                wiping,
                leaving,
                ..
            } => {
                later(ours);
                wiping.iter_mut().chain(leaving).for_each(later);
            }
            State::Out { .. } => {}
        }
    }
}

fn late(since: Duration, limit: Duration, now: Duration) -> bool {
    now.saturating_sub(since) >= limit
}

#[cfg(test)]
#[path = "judge/tests.rs"]
mod tests;
