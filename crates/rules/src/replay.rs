//! Running a ledger through the days: which entries count, and what they add up to, from one day on
//! which that changes to the next.
//!
//! A day costs as much as changes on it, and not as much as the ledger is long. What counts is what
//! [`crate::counted`] says; here it is kept up to date instead of worked out anew.

mod day;
mod event;
mod line;
mod room;

use chrono::{Datelike, NaiveDate};

use crate::counted::factors_of;
use crate::ledger::{Entry, Ledger};
use crate::points::PointsError;
use crate::rulebook::{ContestedPolicy, Factor, Rulebook};
use crate::standing::{Standing, standing_of};
pub(crate) use event::ended_on;
use event::{Event, What};
use line::{ELIGIBLE, ENDED, FITS, Line, NOBODY, RECORDED};
use room::Rooms;

/// A ledger under a rulebook, as it stands on some day, with the days that are to come.
pub(crate) struct Replay<'a> {
    rulebook: &'a Rulebook,
    lines: Vec<Line>,
    rooms: Rooms,
    /// What is to come, in order, and how much of it has come.
    events: Vec<Event>,
    done: usize,
    /// The start and all that counts.
    sum: i64,
    /// Entries that may have begun or ceased to count on the day at hand.
    touched: Vec<usize>,
    /// Entries that did, in the ledger's order.
    changed: Vec<usize>,
}

/// From the end of which day to the end of which, and which entry is left out at first.
#[derive(Clone, Copy, Default)]
pub(crate) struct Span {
    /// The day to begin with; none for the time before the first entry.
    pub after: Option<NaiveDate>,
    /// The last day; none for as long as anything changes.
    pub until: Option<NaiveDate>,
    /// Place of an entry that is taken as not recorded.
    pub without: Option<usize>,
}

impl Span {
    fn is_past(self, on: NaiveDate) -> bool {
        self.after.is_some_and(|after| on <= after)
    }
}

impl<'a> Replay<'a> {
    /// The ledger at the end of the first day of the span.
    pub(crate) fn new(rulebook: &'a Rulebook, ledger: &Ledger, span: Span) -> Self {
        let factors = factors_of(rulebook, ledger);
        let suspend = rulebook.data().contested == ContestedPolicy::SuspendNegative;
        let mut replay = Self {
            rulebook,
            lines: vec![Line::default(); ledger.entries().len()],
            rooms: Rooms::for_codes(factors.len()),
            events: Vec::new(),
            done: 0,
            sum: i64::from(rulebook.data().start.points),
            touched: Vec::new(),
            changed: Vec::new(),
        };
        replay.link(ledger, span);
        for (place, (entry, code)) in ledger.with_codes().enumerate() {
            let factor = factors.get(code).copied().flatten();
            let in_force = in_force(factor, entry);
            let suspended = suspend && entry.contested && entry.points < 0;
            let cap = in_force.and_then(|factor| factor.cap);
            let room = cap.map(|cap| {
                let year = entry.occurred_on.year();
                let lines = &mut replay.lines;
                replay.rooms.enter(code, year, cap.points, place, lines)
            });
            let recorded = replay.begin(span, entry.recorded_on(), place, What::Recorded);
            let ended = ended_on(entry);
            let ended = ended.is_some_and(|on| replay.begin(span, on, place, What::Ended));
            let Some(line) = replay.lines.get_mut(place) else {
                continue;
            };
            line.points = entry.points;
            line.group = room.unwrap_or(NOBODY);
            line.put(FITS, room.is_none());
            line.put(ELIGIBLE, in_force.is_some() && !suspended);
            line.put(RECORDED, recorded);
            line.put(ENDED, ended);
            if line.in_effect() {
                replay.rooms.take(line, place);
            }
            if line.settle() {
                replay.sum += i64::from(line.points);
            }
        }
        replay.events.sort_unstable();
        replay
    }

    /// Settles which entries are undone on the first day. Whatever undoes a correction is looked at
    /// before it.
    fn link(&mut self, ledger: &Ledger, span: Span) {
        for link in ledger.corrections() {
            let correction = ledger.entries().get(link.place);
            let recorded = span.without != Some(link.place)
                && correction.is_some_and(|it| span.is_past(it.recorded_on()));
            let mut in_effect = false;
            if let Some(line) = self.lines.get_mut(link.place) {
                line.target = link.target;
                in_effect = recorded && line.undone == 0;
            }
            if let Some(line) = self.lines.get_mut(link.target).filter(|_| in_effect) {
                line.undone += 1;
            }
        }
    }

    /// Whether something has happened before the first day is over. What happens later is kept.
    fn begin(&mut self, span: Span, on: NaiveDate, place: usize, what: What) -> bool {
        if what == What::Recorded && span.without == Some(place) {
            return false;
        }
        let past = span.is_past(on);
        if !past && span.until.is_none_or(|until| on <= until) {
            self.events.push(Event { on, place, what });
        }
        past
    }

    /// The start and all that counts, before it is kept within the range.
    pub(crate) fn sum(&self) -> i64 {
        self.sum
    }

    /// The standing at the end of the day at hand.
    pub(crate) fn standing(&self) -> Result<Standing, PointsError> {
        standing_of(self.rulebook, self.sum)
    }

    /// Places of the entries that began or ceased to count on the day at hand.
    pub(crate) fn changed(&self) -> &[usize] {
        &self.changed
    }

    /// Whether the entry counts at the end of the day at hand.
    pub(crate) fn counts(&self, place: usize) -> bool {
        self.lines.get(place).is_some_and(Line::counts)
    }

    /// Whether a correction in effect undoes the entry at the end of the day at hand.
    pub(crate) fn is_undone(&self, place: usize) -> bool {
        self.lines.get(place).is_some_and(|line| line.undone > 0)
    }
}

/// The entry's factor, if the entry can count and take room under it at all.
fn in_force<'a>(factor: Option<&'a Factor>, entry: &Entry) -> Option<&'a Factor> {
    factor.filter(|it| entry.corrects.is_none() && it.in_force_on(entry.occurred_on))
}
