//! How long a visit may still last: counted from lengths of time that the server gives, on a clock that
//! only goes forward. Knows no screen and no clock of its own.

use citizen_score_contract::Visit;

/// Milliseconds on a clock that only goes forward, such as that of the page.
pub type Moment = u64;

const SECOND: Moment = 1000;
/// Warning before the end of a visit that nobody uses.
const IDLE_WARNING: Moment = 30 * SECOND;
/// Warning before the end of a whole visit.
const WHOLE_WARNING: Moment = 60 * SECOND;
/// Shortest warning: WCAG 2.2, criterion 2.2.1, asks for 20 seconds.
const LEAST_WARNING: Moment = 20 * SECOND;
/// The server is told no more often than this that somebody is there.
const TOLD_EVERY: Moment = 10 * SECOND;

/// Which of the two limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Nobody has touched the display for long.
    Idle,
    /// The whole visit.
    Whole,
}

/// How far a visit is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Nothing needs to be said.
    Going,
    /// A limit is near. It does not go away by itself: the visitor answers, or the visit ends.
    Near {
        /// Which.
        limit: Limit,
        /// Seconds left, counted up: the last second is 1.
        left: u32,
    },
    /// A limit is reached, and the visit over.
    Over(Limit),
}

/// The limits of one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    idle: Moment,
    /// Length of the whole time as it was last given.
    whole: Moment,
    ends: Moment,
    used: Moment,
    told: Moment,
    extensions_left: u32,
    /// Whether the visitor has read that the whole time ends, and wants to use what is left.
    read: bool,
}

impl Limits {
    /// A visit of which the server says this `now`.
    pub fn new(visit: Visit, now: Moment) -> Self {
        let whole = SECOND * Moment::from(visit.left_seconds);
        Self {
            idle: SECOND * Moment::from(visit.idle_seconds),
            whole,
            ends: now.saturating_add(whole),
            used: now,
            told: now,
            extensions_left: visit.extensions_left,
            read: false,
        }
    }

    /// Nobody is signed in: only a display that nobody touches is left again, after this many seconds.
    pub fn idle_only(seconds: u32, now: Moment) -> Self {
        Self {
            idle: SECOND * Moment::from(seconds),
            whole: Moment::MAX,
            ends: Moment::MAX,
            used: now,
            told: now,
            extensions_left: 0,
            read: false,
        }
    }

    /// Changes after how many seconds without a touch the display is left.
    pub fn set_idle(&mut self, seconds: u32) {
        self.idle = SECOND * Moment::from(seconds);
    }

    /// Takes in what the server says of the visit after `extended` was asked for at the moment `asked`:
    /// another whole visit's time, or only that the visitor is there.
    pub fn renew(&mut self, visit: Visit, extended: Limit, asked: Moment) {
        let whole = SECOND * Moment::from(visit.left_seconds);
        self.idle = SECOND * Moment::from(visit.idle_seconds);
        // Counted from the question: what the answer took is not the visitor's.
        self.ends = asked.saturating_add(whole);
        self.extensions_left = visit.extensions_left;
        if extended == Limit::Whole {
            self.whole = whole;
            self.read = false;
            self.used = self.used.max(asked);
        }
    }

    /// The server gives no more time.
    pub fn no_more(&mut self) {
        self.extensions_left = 0;
    }

    /// The visitor has touched the display or pressed a key. While a limit is near this counts for
    /// nothing, since somebody who only brushes past must not answer for the visitor.
    pub fn touch(&mut self, now: Moment) {
        if self.now(now) == Now::Going {
            self.used = self.used.max(now);
        }
    }

    /// The visitor has answered that they are there.
    pub fn stay(&mut self, now: Moment) {
        self.used = self.used.max(now);
    }

    /// The visitor has read that the time ends and cannot be made longer.
    pub fn go_on(&mut self, now: Moment) {
        self.read = true;
        self.used = self.used.max(now);
    }

    /// Whether the server is to be told now that somebody is there. If so, it counts as told.
    pub fn tell(&mut self, now: Moment) -> bool {
        let news = self.used > self.told;
        let due = now.saturating_sub(self.told) >= TOLD_EVERY;
        if news && due {
            self.told = now;
        }
        news && due
    }

    /// Whether the visitor can have more time.
    pub fn can_extend(&self) -> bool {
        self.extensions_left > 0
    }

    /// Seconds until the visit is over whatever happens, rounded up.
    pub fn left(&self, now: Moment) -> u32 {
        seconds(self.ends.saturating_sub(now))
    }

    /// How far the visit is.
    pub fn now(&self, now: Moment) -> Now {
        let whole = (Limit::Whole, self.ends.saturating_sub(now));
        let idle_ends = self.used.saturating_add(self.idle);
        let idle = (Limit::Idle, idle_ends.saturating_sub(now));
        // Looked at late, both may be over.
        let first = if idle_ends < self.ends { idle } else { whole };
        if first.1 == 0 {
            return Now::Over(first.0);
        }
        let whole_warning = if self.read {
            LEAST_WARNING
        } else {
            warning(WHOLE_WARNING, self.whole)
        };
        let near = |(limit, left): (Limit, Moment), warning| {
            (left <= warning).then_some((limit, seconds(left)))
        };
        let idle = near(idle, warning(IDLE_WARNING, self.idle));
        let whole = near(whole, whole_warning);
        // Where both are near, the one that comes first is said.
        let said = match (idle, whole) {
            (Some(idle), Some(whole)) if idle.1 < whole.1 => Some(idle),
            (idle, whole) => whole.or(idle),
        };
        said.map_or(Now::Going, |(limit, left)| Now::Near { limit, left })
    }
}

/// How long before its end a limit of this length is said: half of a short one, and never less than the
/// least.
fn warning(usual: Moment, length: Moment) -> Moment {
    usual.min((length / 2).max(LEAST_WARNING))
}

fn seconds(time: Moment) -> u32 {
    u32::try_from(time.div_ceil(SECOND)).unwrap_or(u32::MAX)
}
