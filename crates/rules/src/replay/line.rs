//! What is known of one entry on the day at hand.

use crate::points::Points;

/// In place of a place, where there is none.
pub(super) const NOBODY: usize = usize::MAX;

/// It is recorded.
pub(super) const RECORDED: u8 = 1;
/// It is no correction, its factor is in force, and no objection suspends it.
pub(super) const ELIGIBLE: u8 = 2;
/// There is room for it under the cap, or no cap.
pub(super) const FITS: u8 = 4;
/// It has lapsed or is repaired.
pub(super) const ENDED: u8 = 8;
/// It counted when the day at hand was last settled.
const COUNTED: u8 = 16;
/// It is among those that the day at hand has touched.
const TOUCHED: u8 = 32;

/// One entry. All flags are in one byte, since a long ledger has many of these.
#[derive(Clone)]
pub(super) struct Line {
    pub points: Points,
    /// How many corrections in effect undo it.
    pub undone: u32,
    /// What it undoes, if it is a correction.
    pub target: usize,
    /// The room under a cap that it takes its part of.
    pub group: usize,
    /// The next entry in the same room.
    pub next: usize,
    flags: u8,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            points: 0,
            undone: 0,
            target: NOBODY,
            group: NOBODY,
            next: NOBODY,
            flags: 0,
        }
    }
}

impl Line {
    pub(super) fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn put(&mut self, flag: u8, value: bool) {
        if value {
            self.flags |= flag;
        } else {
            self.flags &= !flag;
        }
    }

    /// Recorded and not undone: a correction is then in effect, and another entry takes its room.
    pub(super) fn in_effect(&self) -> bool {
        self.is(RECORDED) && self.undone == 0
    }

    pub(super) fn counts(&self) -> bool {
        let all = RECORDED | ELIGIBLE | FITS;
        self.undone == 0 && self.flags & (all | ENDED) == all
    }

    /// Takes note that it may change; says whether that was not known yet.
    pub(super) fn touch(&mut self) -> bool {
        let news = !self.is(TOUCHED);
        self.put(TOUCHED, true);
        news
    }

    /// Ends the day for it; says whether it counts from now on, or no longer.
    pub(super) fn settle(&mut self) -> bool {
        let (counted, counts) = (self.is(COUNTED), self.counts());
        self.put(TOUCHED, false);
        self.put(COUNTED, counts);
        counted != counts
    }
}
