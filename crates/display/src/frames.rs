//! The framing of Chromium's pipe: each message ends with a zero byte.

/// Longest message that is taken, in bytes. What the supervisor asks for has short answers.
const LONGEST: usize = 8 * 1024 * 1024;

/// Cuts what comes out of the pipe into messages.
#[derive(Debug, Default)]
pub struct Frames {
    rest: Vec<u8>,
}

/// A message that does not end.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("the browser sent a message of more than {LONGEST} bytes")]
pub struct TooLong;

impl Frames {
    /// Takes bytes as they came, and gives the messages that they complete, without their zero byte.
    ///
    /// # Errors
    ///
    /// [`TooLong`]: a message goes on for more than 8 MiB.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, TooLong> {
        let mut messages = Vec::new();
        let mut parts = bytes.split(|byte| *byte == 0);
        // What follows the last zero byte is the beginning of a message, often an empty one.
        let beginning = parts.next_back().unwrap_or_default();
        for part in parts {
            let mut message = std::mem::take(&mut self.rest);
            message.extend_from_slice(part);
            messages.push(message);
        }
        if self.rest.len().saturating_add(beginning.len()) > LONGEST {
            return Err(TooLong);
        }
        self.rest.extend_from_slice(beginning);
        Ok(messages)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn in_pieces(bytes: &[u8], size: usize) -> Vec<Vec<u8>> {
        let mut frames = Frames::default();
        bytes
            .chunks(size)
            .flat_map(|piece| frames.push(piece).unwrap())
            .collect()
    }

    #[test]
    fn messages_are_the_same_however_the_pipe_cuts_them() {
        let bytes = b"{\"id\":1}\0\0second\0unfinished";
        let expected = [b"{\"id\":1}".to_vec(), Vec::new(), b"second".to_vec()];
        for size in 1..=bytes.len() {
            assert_eq!(in_pieces(bytes, size), expected, "pieces of {size}");
        }
    }

    #[test]
    fn a_message_without_end_is_refused() {
        let mut frames = Frames::default();
        assert_eq!(frames.push(&vec![b'a'; LONGEST]), Ok(Vec::new()));
        assert_eq!(frames.push(b"a"), Err(TooLong));
    }
}
