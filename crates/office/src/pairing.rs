//! Pairing a shared display with a resident's phone (RFC 8628): the codes, and what is stored of them.

use crate::digest;

/// The letters of RFC 8628, section 6.1: no vowels, so that no word appears, and none that is easily
/// taken for another.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// Letters of a short code: 20^8, some 2^34.6.
const CODE_LETTERS: usize = 8;

/// Bytes from here on would favour some letters.
const FAIR: u8 = 240;

/// Bytes of a device code: 256 bits.
const DEVICE_BYTES: usize = 32;

/// Bytes of the key in a QR code: 128 bits.
const KEY_BYTES: usize = 16;

/// Letters of a device code in base64.
const DEVICE_LETTERS: usize = 43;

/// Seconds to wait between two requests for a token that the server did not hold.
pub const INTERVAL_SECONDS: u32 = 2;

/// What a display is given for one pairing. No `Debug`, so that no log can hold it.
pub struct Codes {
    /// What the display asks for its token with.
    pub device_code: String,
    /// What a resident can type.
    pub user_code: UserCode,
    /// What goes into the QR code beside it.
    pub user_key: String,
}

impl Codes {
    /// Draws all three. `fill` fills bytes with randomness.
    ///
    /// # Errors
    ///
    /// What `fill` says.
    pub fn draw<E>(fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let (mut device, mut key) = ([0; DEVICE_BYTES], [0; KEY_BYTES]);
        fill(&mut device)?;
        fill(&mut key)?;
        Ok(Self {
            device_code: digest::text(&device),
            user_code: UserCode::draw(fill)?,
            user_key: digest::text(&key),
        })
    }

    /// The name of the pairing: what is stored of the device code.
    #[must_use]
    pub fn name(&self) -> [u8; 32] {
        hash_device(&self.device_code)
    }
}

/// A short code, as its eight letters.
#[derive(Clone, PartialEq, Eq)]
pub struct UserCode(String);

impl UserCode {
    fn draw<E>(fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut code = String::with_capacity(CODE_LETTERS);
        while code.len() < CODE_LETTERS {
            let mut bytes = [0; 16];
            fill(&mut bytes)?;
            let fair = bytes.into_iter().filter(|byte| *byte < FAIR);
            let letters = fair.filter_map(|byte| LETTERS.get(usize::from(byte) % LETTERS.len()));
            let missing = CODE_LETTERS - code.len();
            code.extend(letters.take(missing).map(|letter| char::from(*letter)));
        }
        Ok(Self(code))
    }

    /// A code as somebody types it: small letters, spaces and hyphens are fine. None where it cannot be
    /// one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        // Longer than any way of grouping eight letters: not worth looking at.
        if typed.len() > 64 {
            return None;
        }
        let kept = typed.chars().filter(|it| !it.is_whitespace() && *it != '-');
        let code: String = kept.map(|letter| letter.to_ascii_uppercase()).collect();
        let is_code = code.len() == CODE_LETTERS && code.bytes().all(|it| LETTERS.contains(&it));
        is_code.then_some(Self(code))
    }

    /// The code in two groups, such as `WDJB-MJHT`.
    #[must_use]
    pub fn shown(&self) -> String {
        let (left, right) = self
            .0
            .split_at_checked(CODE_LETTERS / 2)
            .unwrap_or_default();
        format!("{left}-{right}")
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        digest::sha256(format!("pairing code {}", self.0).as_bytes())
    }
}

/// What is stored of a device code; none where the text cannot be one. No salt: nobody can guess 256
/// random bits.
#[must_use]
pub fn device_hash(device_code: &str) -> Option<[u8; 32]> {
    (device_code.len() == DEVICE_LETTERS).then(|| hash_device(device_code))
}

fn hash_device(device_code: &str) -> [u8; 32] {
    digest::sha256(format!("pairing device {device_code}").as_bytes())
}

/// What is stored of the key in a QR code.
#[must_use]
pub fn key_hash(user_key: &str) -> [u8; 32] {
    digest::sha256(format!("pairing key {user_key}").as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use std::collections::HashSet;
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn codes_have_their_form_and_differ_and_use_all_letters() {
        assert_eq!(usize::from(FAIR) % LETTERS.len(), 0);
        let all: HashSet<u8> = LETTERS.iter().copied().collect();
        assert_eq!(all.len(), LETTERS.len());
        let (mut seen, mut used) = (HashSet::new(), HashSet::new());
        let mut state = 1_u64;
        let mut fill = |bytes: &mut [u8]| -> Result<(), Infallible> {
            for byte in bytes {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = state.to_be_bytes()[0];
            }
            Ok(())
        };
        for _ in 0..1_000 {
            let codes = Codes::draw(&mut fill).unwrap();
            let shown = codes.user_code.shown();
            let (left, right) = shown.split_once('-').unwrap();
            assert_eq!((left.len(), right.len()), (4, 4), "{shown}");
            used.extend(left.bytes().chain(right.bytes()));
            assert_eq!(device_hash(&codes.device_code), Some(codes.name()));
            assert_eq!(codes.user_key.len(), 22);
            seen.extend([shown, codes.device_code, codes.user_key]);
        }
        assert_eq!(seen.len(), 3_000);
        assert_eq!(used, all);
    }

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = UserCode::read("WDJBMJHT").unwrap();
        for typed in [
            "WDJB-MJHT",
            "wdjb mjht",
            " w-d-j-b-M J H T ",
            "wdjb\u{2003}mjht",
        ] {
            assert!(
                UserCode::read(typed).is_some_and(|it| it == code),
                "{typed}"
            );
        }
        assert_eq!(code.shown(), "WDJB-MJHT");
        assert_ne!(code.hash(), UserCode::read("WDJBMJHZ").unwrap().hash());
    }

    #[test]
    fn anything_else_is_no_code() {
        let long = "W".repeat(999);
        let spaced = format!("WDJB{}MJHT", " ".repeat(60));
        for typed in [
            "",
            "WDJBMJH",
            "WDJBMJHTT",
            "WDJBMJHA",
            "WDJBMJH1",
            "ＷDJBMJHT",
            "token",
        ] {
            assert!(UserCode::read(typed).is_none(), "{typed}");
        }
        assert!(UserCode::read(&long).is_none() && UserCode::read(&spaced).is_none());
        assert!(device_hash("short").is_none() && device_hash(&"x".repeat(44)).is_none());
    }
}
