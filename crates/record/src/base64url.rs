//! base64url without padding (RFC 4648, section 5): the one spelling of each key and signature.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as base64url.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=group.len() {
            text.push(letter(bits >> (18 - 6 * place)));
        }
    }
    text
}

fn letter(bits: u32) -> char {
    // The mask keeps the place below 64.
    LETTERS
        .get((bits & 63) as usize)
        .copied()
        .map_or('A', char::from)
}

/// Exactly `N` bytes from base64url; none for any text that [`encode`] would not write for them.
#[must_use]
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let mut slots = bytes.iter_mut();
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|it| *it == letter)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            *slots.next()? = u8::try_from(bits >> held & 0xff).ok()?;
            bits &= (1 << held) - 1;
        }
    }
    // Bits that are left over must be unused: otherwise two texts would stand for the same bytes.
    (slots.next().is_none() && bits == 0 && held < 6).then_some(bytes)
}
