//! Pairing a shared display with a resident's phone (RFC 8628): the codes, drawn and looked after.

pub use citizen_score_office::pairing::{Codes, INTERVAL_SECONDS, UserCode, device_hash, key_hash};

/// Draws the codes of a pairing.
///
/// # Errors
///
/// The system gave no randomness.
pub fn draw() -> Result<Codes, getrandom::Error> {
    Codes::draw(&mut |bytes: &mut [u8]| getrandom::fill(bytes))
}

#[cfg(test)]
mod tests {
    use citizen_score_contract::pairing::PAIRING_SECONDS;

    use crate::sign_in::SLOW_DOWN;

    #[test]
    fn the_odds_are_as_documented() {
        let (mut second, mut guesses) = (0, 0);
        while second < i64::from(PAIRING_SECONDS) {
            guesses += 1;
            second += SLOW_DOWN.wait(guesses, false);
        }
        assert_eq!(guesses, 12);
        let codes = 20_i64.pow(8);
        assert!((200..220).contains(&(codes / (10_000 * 1_000 * guesses))));
    }
}
