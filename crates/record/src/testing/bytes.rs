//! Changes of single bytes, anywhere in the file.

use serde_json::Value;

use super::Mutation;
use super::random::Random;

/// Bytes that mean something in JSON or in texts.
const TELLING: &[u8] = b"0123456789-+.eE\"\\,:[]{}tfn AZaz\n\x00\xc3\xff";

/// One change of a byte or two.
pub(super) fn one(record: &[u8], value: &Value, random: &mut Random) -> Mutation {
    let at = random.below(record.len());
    let mut bytes = record.to_vec();
    let telling = random.pick(TELLING).copied().unwrap_or_default();
    let bit = 1_u8 << random.below(8);
    let what = match random.below(6) {
        0 => {
            bytes.remove(at);
            "removed"
        }
        1 => {
            bytes.insert(at, telling);
            "inserted"
        }
        2 => {
            let twice = bytes.get(at).copied().unwrap_or_default();
            bytes.insert(at, twice);
            "doubled"
        }
        3 => {
            bytes.swap(at, record.len() - 1 - at);
            "swapped with its mirror"
        }
        4 => {
            set(&mut bytes, at, |_| telling);
            "replaced"
        }
        _ => {
            set(&mut bytes, at, |byte| byte ^ bit);
            "with one bit turned"
        }
    };
    let harmless = says_the_same(value, &bytes);
    Mutation {
        name: format!("byte {at} {what}"),
        bytes,
        harmless,
    }
}

fn set(bytes: &mut [u8], at: usize, change: impl Fn(u8) -> u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = change(*byte);
    }
}

/// Whether a file still says the same, such as where a space was doubled. One byte never makes a field
/// stand there twice with the same value, so comparing values is enough.
pub(super) fn says_the_same(value: &Value, bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok_and(|read| read == *value)
}
