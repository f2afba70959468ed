//! Proofs of a tier: how guessing is slowed down.

use crate::store::{Brake, SlowDown};

pub use citizen_score_office::proofs::{Opening, Shown, code, read};

/// Ten wrong codes are free; then there is a wait that doubles from 2 seconds up to a minute. After a
/// quarter of an hour without a wrong code all is forgotten; a good one forgets nothing, since any
/// resident can make one. Tokens are neither counted nor held up.
///
/// Odds: while a code lives, an address guesses 15 times at most. With 1,000 live codes of 2^40 and
/// 10,000 such addresses, one is found with a chance of 1 in 7,000.
pub const SLOW_DOWN: SlowDown = SlowDown {
    free_tries: 10,
    first_wait: 2,
    longest_wait: 60,
    forgotten_after: 900,
    brake: Brake {
        failures: 100,
        within_minutes: 15,
        first_wait: 10,
    },
};

#[cfg(test)]
mod tests {
    use citizen_score_contract::proofs::SECONDS;

    use super::*;

    #[test]
    fn the_odds_are_as_documented() {
        let (mut second, mut guesses) = (0, 0);
        while second < SECONDS {
            guesses += 1;
            second += SLOW_DOWN.wait(guesses, false);
        }
        assert_eq!(guesses, 15);
        let one_in = (1_i64 << 40) / (1_000 * 10_000 * guesses);
        assert_eq!(one_in / 1_000, 7);
    }
}
