//! The short code of a display: as it is typed, and as it stands in an address.

use crate::query;

/// Letters of a short code, and of each of its two groups.
const LETTERS: usize = 8;
const GROUP: usize = 4;

/// Characters that a key may have; what displays give out is far shorter.
const MAX_KEY: usize = 64;

/// What stands where a code should be is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCode;

/// A short code, and the key that came beside it in a QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Eight capital letters in two groups, such as `WDJB-MJHT`.
    pub code: String,
    /// What tells the server that whoever asks has seen the display itself.
    pub key: Option<String>,
}

impl Code {
    /// A code as it was typed: gaps and hyphens do not matter, nor whether letters are small, nor
    /// whether they are the wide ones of a Chinese keyboard. None for anything else.
    pub fn typed(text: &str) -> Option<Self> {
        let gap =
            |letter: &char| letter.is_whitespace() || matches!(letter, '-' | '‐' | '–' | '－');
        let letters = text.chars().filter(|letter| !gap(letter)).map(plain);
        let letters: Vec<char> = letters.take(LETTERS + 1).collect();
        let fits = letters.len() == LETTERS && letters.iter().all(char::is_ascii_uppercase);
        let groups = letters.chunks(GROUP).map(|group| group.iter().collect());
        let code = groups.collect::<Vec<String>>().join("-");
        fits.then_some(Self { code, key: None })
    }

    /// The code in the query of an address; none where there is none.
    ///
    /// # Errors
    ///
    /// [`NoCode`] for a `code` that is none.
    pub fn in_query(text: &str) -> Result<Option<Self>, NoCode> {
        let pairs = query::pairs(text);
        let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted);
        let Some((_, code)) = value("code") else {
            return Ok(None);
        };
        let key = value("key").map(|(_, key)| key.clone());
        let key = key.filter(|key| is_key(key));
        let code = Self::typed(code).ok_or(NoCode)?;
        Ok(Some(Self { key, ..code }))
    }

    /// The query that holds the code alone.
    pub fn query(&self) -> String {
        query::write(&[("code", Some(self.code.clone()))])
    }
}

fn is_key(key: &str) -> bool {
    let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
    (1..=MAX_KEY).contains(&key.len()) && key.bytes().all(fits)
}

/// The capital of a letter; of a wide one, the plain capital.
fn plain(letter: char) -> char {
    let wide = |first: char| u32::from(letter).wrapping_sub(u32::from(first));
    let place = wide('Ａ').min(wide('ａ'));
    let narrow = u8::try_from(place).ok().filter(|place| *place < 26);
    narrow.map_or(letter.to_ascii_uppercase(), |place| {
        char::from(b'A' + place)
    })
}
