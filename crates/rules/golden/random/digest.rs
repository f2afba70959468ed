//! A digest of things as JSON: FNV-1a, 64 bits.

use std::io::{Result as Written, Write};

use citizen_score_rules::PointsError;
use serde::Serialize;

/// What has been taken in so far, as one number.
pub struct Digest<'a> {
    value: u64,
    copy: &'a mut dyn Write,
}

impl<'a> Digest<'a> {
    /// Nothing so far. What is taken in is written to `copy` too.
    pub fn new(copy: &'a mut dyn Write) -> Self {
        let value = 0xcbf2_9ce4_8422_2325;
        Self { value, copy }
    }

    /// The number.
    pub fn value(&self) -> u64 {
        self.value
    }

    /// Takes something in as JSON, and where it ends.
    ///
    /// # Errors
    ///
    /// A sentence, where it cannot be written as JSON.
    pub fn add(&mut self, thing: &impl Serialize) -> Result<(), String> {
        serde_json::to_writer(&mut *self, thing).map_err(|error| error.to_string())?;
        self.write_all(b"\n").map_err(|error| error.to_string())
    }

    /// Takes in what came out, be it an error.
    ///
    /// # Errors
    ///
    /// As [`Digest::add`].
    pub fn result(&mut self, thing: Result<impl Serialize, PointsError>) -> Result<(), String> {
        match thing {
            Ok(thing) => self.add(&thing),
            Err(error) => self.add(&error.to_string()),
        }
    }
}

impl Write for Digest<'_> {
    fn write(&mut self, bytes: &[u8]) -> Written<usize> {
        for byte in bytes {
            self.value = (self.value ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.copy.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Written<()> {
        Ok(())
    }
}
