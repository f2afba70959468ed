//! One day: what happens on it, and what follows.

use chrono::NaiveDate;

use super::Replay;
use super::event::What;
use super::line::{ENDED, Line, NOBODY, RECORDED};

impl Replay<'_> {
    /// Goes on to the next day on which anything happens, and says which that is. What follows from
    /// it is in [`Replay::changed`], which may be nothing.
    pub(crate) fn next_day(&mut self) -> Option<NaiveDate> {
        let on = self.events.get(self.done)?.on;
        while let Some(event) = self.events.get(self.done).copied().filter(|it| it.on == on) {
            self.done += 1;
            match event.what {
                What::Recorded => self.record(event.place),
                What::Ended => self.end(event.place),
            }
        }
        self.settle();
        Some(on)
    }

    /// Records the entry that was left out, on the day at hand.
    pub(crate) fn let_in(&mut self, place: usize) {
        self.record(place);
        self.settle();
    }

    fn record(&mut self, place: usize) {
        let Some(line) = self.lines.get_mut(place) else {
            return;
        };
        line.put(RECORDED, true);
        if !line.in_effect() {
            return;
        }
        if line.target == NOBODY {
            self.join(place);
        } else {
            self.turn(place, true);
        }
    }

    fn end(&mut self, place: usize) {
        if let Some(line) = self.lines.get_mut(place) {
            line.put(ENDED, true);
        }
        self.touch(place);
    }

    /// A correction comes into effect or loses it, and with it whatever it undoes, along the chain.
    fn turn(&mut self, correction: usize, in_effect: bool) {
        let (mut place, mut in_effect) = (correction, in_effect);
        while let Some(target) = self.lines.get(place).map(|line| line.target) {
            let Some(line) = self.lines.get_mut(target) else {
                return;
            };
            let before = line.in_effect();
            if in_effect {
                line.undone += 1;
            } else {
                line.undone -= 1;
            }
            let now = line.in_effect();
            if before == now {
                return;
            }
            if line.target == NOBODY {
                if now {
                    self.join(target);
                } else {
                    self.leave(target);
                }
                return;
            }
            (place, in_effect) = (target, now);
        }
    }

    fn join(&mut self, place: usize) {
        self.rooms.join(place, &mut self.lines);
        self.touch(place);
    }

    fn leave(&mut self, place: usize) {
        self.rooms.leave(place, &self.lines);
        self.touch(place);
    }

    fn touch(&mut self, place: usize) {
        if self.lines.get_mut(place).is_some_and(Line::touch) {
            self.touched.push(place);
        }
    }

    /// Finds what counts at the end of the day.
    fn settle(&mut self) {
        let touched = &mut self.touched;
        self.rooms.fill_dirty(&mut self.lines, |place, line| {
            if line.touch() {
                touched.push(place);
            }
        });
        self.changed.clear();
        self.touched.sort_unstable();
        for place in self.touched.drain(..) {
            let Some(line) = self.lines.get_mut(place) else {
                continue;
            };
            if line.settle() {
                let points = i64::from(line.points);
                self.sum += if line.counts() { points } else { -points };
                self.changed.push(place);
            }
        }
    }
}
