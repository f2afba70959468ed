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
use line::{ELIGIBLE, ENDED, FITS, Line, RECORDED};
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

impl<'a> Replay<'a> {
    /// The ledger at the end of the first day of the span.
    pub(crate) fn new(rulebook: &'a Rulebook, ledger: &Ledger, span: Span) -> Self {
        let factors = factors_of(rulebook, ledger);
        let suspend = rulebook.data().contested == ContestedPolicy::SuspendNegative;
        let mut rooms = Rooms::for_codes(factors.len());
        let mut events = Vec::new();
        let mut lines = Vec::with_capacity(ledger.entries().len());
        for (place, (entry, code)) in ledger.with_codes().enumerate() {
            let factor = factors.get(code).copied().flatten();
            let in_force = in_force(factor, entry);
            let mut line = Line::new(entry.points);
            line.put(
                ELIGIBLE,
                in_force.is_some() && !(suspend && entry.contested && entry.points < 0),
            );
            match in_force.and_then(|factor| factor.cap) {
                Some(cap) => {
                    let year = entry.occurred_on.year();
                    line.group = rooms.enter(code, year, cap.points, place, &mut lines);
                }
                None => line.put(FITS, true),
            }
            let mut begun = |on: NaiveDate, what| {
                let past = span.after.is_some_and(|after| on <= after);
                if !past && span.until.is_none_or(|until| on <= until) {
                    events.push(Event { on, place, what });
                }
                past
            };
            if span.without != Some(place) {
                let recorded = begun(entry.recorded_on(), What::Recorded);
                line.put(RECORDED, recorded);
            }
            let ended = ended_on(entry).is_some_and(|on| begun(on, What::Ended));
            line.put(ENDED, ended);
            lines.push(line);
        }
        events.sort_unstable();
        let mut replay = Self {
            rulebook,
            lines,
            rooms,
            events,
            done: 0,
            sum: i64::from(rulebook.data().start.points),
            touched: Vec::new(),
            changed: Vec::new(),
        };
        replay.begin(ledger);
        replay
    }

    /// Settles what was recorded before the first day is over.
    fn begin(&mut self, ledger: &Ledger) {
        for link in ledger.corrections() {
            let mut in_effect = false;
            if let Some(line) = self.lines.get_mut(link.place) {
                line.target = link.target;
                // Whatever undoes this correction was looked at before.
                in_effect = line.in_effect();
            }
            if let Some(line) = self.lines.get_mut(link.target).filter(|_| in_effect) {
                line.undone += 1;
            }
        }
        self.rooms.fill_all(&mut self.lines);
        for line in &mut self.lines {
            if line.settle() {
                self.sum += i64::from(line.points);
            }
        }
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
