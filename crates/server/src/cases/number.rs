//! Numbers that no case has yet.

use citizen_score_office::cases::number::draw;

use crate::error::ApiError;
use crate::store::LedgerWriter;

/// A number that no case has yet.
///
/// # Errors
///
/// The system gave no randomness, or the database failed.
pub async fn fresh(writer: &mut LedgerWriter, year: i32) -> Result<String, ApiError> {
    loop {
        let number = draw(year, &mut |bytes: &mut [u8]| getrandom::fill(bytes))?;
        if !writer.has_case(&number).await? {
            return Ok(number);
        }
    }
}
