//! The data of a scan: how far they go.

use crate::fault::Damage;

/// Bytes up to the next marker that is not part of the data.
///
/// Within data, `FF` is followed by `00`, or is a mark (`D0` to `D7`, in turn) at which a decoder can
/// begin anew, where the tables say that there are such. Anything else ends the data. Filling before
/// such a mark or before `00` is refused: readers do not agree on it, so a comment could pass for data.
pub(super) fn length(data: &[u8], restarts: bool) -> Result<usize, Damage> {
    let mut at = 0;
    let mut turn = 0xD0;
    loop {
        let rest = data.get(at..).unwrap_or_default();
        let mark = rest
            .iter()
            .position(|it| *it == 0xFF)
            .ok_or(Damage::BreaksOff)?;
        let behind = rest.get(mark..).unwrap_or_default();
        let filling = behind.iter().take_while(|it| **it == 0xFF).count();
        match behind.get(filling).ok_or(Damage::BreaksOff)? {
            0x00 if filling == 1 => {}
            0x00 => return Err(Damage::Part),
            it @ 0xD0..=0xD7 => {
                if !restarts || *it != turn || filling > 1 {
                    return Err(Damage::Part);
                }
                turn = if turn == 0xD7 { 0xD0 } else { turn + 1 };
            }
            _ => return Ok(at + mark),
        }
        at += mark + filling + 1;
    }
}
