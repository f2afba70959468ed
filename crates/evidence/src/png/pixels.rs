//! The packed pixels of a PNG, unpacked into a window that is written over again and again.
//!
//! A small file can unpack to a thousand times its size. The header's size is checked first, and here
//! the unpacking stops at the first byte that this size has no room for. The header alone would not
//! do: some programs unpack all that is there, and what lies behind the last row can be a picture
//! that somebody had cut away.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

use crate::fault::{Damage, EvidenceFault};
use crate::kind::FileKind;

const WINDOW: usize = 32 * 1024;

/// Unpacks, and counts: there must be exactly `room` bytes. Gives how many packed bytes that took.
pub(super) fn unpack(packed: &[u8], room: u64) -> Result<usize, EvidenceFault> {
    let damaged = Damage::Pixels.of(FileKind::Png);
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    // One byte more than there is room for is enough to see that it is too much.
    let room_and_one = usize::try_from(room).unwrap_or(WINDOW).saturating_add(1);
    let mut window = vec![0; room_and_one.min(WINDOW)];
    let mut used = 0;
    let mut found: u64 = 0;
    loop {
        let rest = packed.get(used..).unwrap_or_default();
        let step = inflate(&mut state, rest, &mut window, MZFlush::None);
        used += step.bytes_consumed;
        found += step.bytes_written as u64;
        if found > room {
            return Err(EvidenceFault::TooMuchInside { bytes: room });
        }
        let moved = step.bytes_consumed > 0 || step.bytes_written > 0;
        match step.status {
            Ok(MZStatus::StreamEnd) if found == room => return Ok(used),
            Ok(MZStatus::Ok) | Err(MZError::Buf) if moved => {}
            _ => return Err(damaged),
        }
    }
}
