//! How long to wait before a browser that died is started anew.

use std::time::Duration;

/// A browser that lived this long was no failure.
const STEADY: Duration = Duration::from_secs(10);

/// The first wait; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(500);

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

/// Counts the browsers that died young.
#[derive(Debug, Default)]
pub struct BackOff {
    next: Duration,
}

impl BackOff {
    /// A browser has died after living for `lived`: how long to wait. Nothing the first time, so that a display
    /// is back at once; then longer and longer, so that a broken one does not burn.
    pub fn died(&mut self, lived: Duration) -> Duration {
        if lived >= STEADY {
            self.next = Duration::ZERO;
        }
        let wait = self.next;
        self.next = (wait * 2).clamp(FIRST, LONGEST);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_death_costs_nothing_and_the_next_ones_more_and_more() {
        let mut back_off = BackOff::default();
        let waits: Vec<u128> = (0..10)
            .map(|_| back_off.died(Duration::from_secs(1)).as_millis())
            .collect();
        assert_eq!(
            waits,
            [
                0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000
            ]
        );
    }

    #[test]
    fn a_steady_life_clears_the_count() {
        let mut back_off = BackOff::default();
        back_off.died(Duration::from_secs(1));
        back_off.died(Duration::from_secs(1));
        assert_eq!(back_off.died(STEADY), Duration::ZERO);
        assert_eq!(back_off.died(Duration::from_secs(1)), FIRST);
    }
}
