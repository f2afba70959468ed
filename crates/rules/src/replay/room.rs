//! The rooms under caps: one for each capped factor and year.

use super::line::{FITS, Line, NOBODY};
use crate::points::Points;

/// All rooms, and for each code the one of the year at hand while entries enter.
pub(super) struct Rooms {
    all: Vec<Room>,
    newest: Vec<Newest>,
    /// Rooms that have to be filled anew before the day is over.
    dirty: Vec<usize>,
}

struct Room {
    cap: i64,
    used: i64,
    /// The first of its entries; each leads to the next.
    first: usize,
    /// The last of its entries that has been looked at; all later ones take nothing yet.
    last: Option<usize>,
    is_dirty: bool,
}

#[derive(Clone, Copy)]
struct Newest {
    year: i32,
    room: usize,
    last: usize,
}

impl Rooms {
    pub(super) fn for_codes(codes: usize) -> Self {
        let none = Newest {
            year: 0,
            room: NOBODY,
            last: NOBODY,
        };
        Self {
            all: Vec::new(),
            newest: vec![none; codes],
            dirty: Vec::new(),
        }
    }

    /// Lets the next entry of the ledger into the room of its code and year; says which that is.
    ///
    /// Entries come by day of occurrence, so a year that is over never comes back.
    pub(super) fn enter(
        &mut self,
        code: usize,
        year: i32,
        cap: Points,
        place: usize,
        lines: &mut [Line],
    ) -> usize {
        let Some(newest) = self.newest.get_mut(code) else {
            return NOBODY;
        };
        if newest.room == NOBODY || newest.year != year {
            *newest = Newest {
                year,
                room: self.all.len(),
                last: place,
            };
            self.all.push(Room {
                cap: i64::from(cap),
                used: 0,
                first: place,
                last: None,
                is_dirty: false,
            });
        } else if let Some(last) = lines.get_mut(newest.last) {
            last.next = place;
            newest.last = place;
        }
        newest.room
    }

    /// Takes the part of an entry that comes after all that have taken theirs.
    pub(super) fn take(&mut self, line: &mut Line, place: usize) {
        if let Some(room) = self.all.get_mut(line.group) {
            room.take(line);
            room.last = Some(place);
        }
    }

    /// Takes the entry's part of its room, if that can be said without looking at others.
    pub(super) fn join(&mut self, place: usize, lines: &mut [Line]) {
        let Some(line) = lines.get_mut(place) else {
            return;
        };
        let Some(room) = self.all.get_mut(line.group) else {
            return;
        };
        if room.is_dirty {
            return;
        }
        if room.last.is_none_or(|last| last < place) {
            room.take(line);
            room.last = Some(place);
        } else {
            self.mark(line.group);
        }
    }

    /// Gives the entry's part of its room back.
    pub(super) fn leave(&mut self, place: usize, lines: &[Line]) {
        if let Some(line) = lines.get(place) {
            self.mark(line.group);
        }
    }

    fn mark(&mut self, at: usize) {
        if let Some(room) = self.all.get_mut(at).filter(|room| !room.is_dirty) {
            room.is_dirty = true;
            self.dirty.push(at);
        }
    }

    /// Fills the rooms that have to be; names every entry that fits now and did not, or the reverse.
    pub(super) fn fill_dirty(
        &mut self,
        lines: &mut [Line],
        mut changed: impl FnMut(usize, &mut Line),
    ) {
        for at in self.dirty.drain(..) {
            if let Some(room) = self.all.get_mut(at) {
                room.fill(lines, &mut changed);
            }
        }
    }
}

impl Room {
    /// Gives each of its entries its part, in order.
    fn fill(&mut self, lines: &mut [Line], mut changed: impl FnMut(usize, &mut Line)) {
        (self.used, self.last, self.is_dirty) = (0, None, false);
        let mut place = self.first;
        while let Some(line) = lines.get_mut(place) {
            if line.in_effect() {
                let fitted = line.is(FITS);
                self.take(line);
                self.last = Some(place);
                if line.is(FITS) != fitted {
                    changed(place, line);
                }
            }
            place = line.next;
        }
    }

    fn take(&mut self, line: &mut Line) {
        // No overflow: what is used fits under the cap, and both are 32 bits wide.
        let with_this = self.used + i64::from(line.points).abs();
        let fits = with_this <= self.cap;
        line.put(FITS, fits);
        if fits {
            self.used = with_this;
        }
    }
}
