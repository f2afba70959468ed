//! Points: the unit of the scheme, a checked whole number.

use serde::{Deserialize, Serialize};

/// A number of points, positive or negative; whole points only.
///
/// A number in JSON that does not fit is refused when it is read, and [`total`] refuses a sum that
/// does not fit: a score never wraps.
pub type Points = i32;

/// A sum of points that does not fit in [`Points`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the points add up to more than {max} or less than {min}", max = Points::MAX, min = Points::MIN)]
pub struct PointsError;

/// Adds up `start` and all `parts`, in points.
///
/// The running sum is 64 bits wide, so the order of the parts does not matter: only the final sum
/// has to fit.
///
/// # Errors
///
/// [`PointsError`] when the sum lies beyond the range of the type.
pub fn total(start: Points, parts: impl IntoIterator<Item = Points>) -> Result<i64, PointsError> {
    parts
        .into_iter()
        .try_fold(i64::from(start), |sum, part| {
            sum.checked_add(i64::from(part))
        })
        .ok_or(PointsError)
}

/// Narrows a wide sum to [`Points`].
///
/// # Errors
///
/// [`PointsError`] when the sum lies beyond the range of the type.
pub fn narrow(sum: i64) -> Result<Points, PointsError> {
    Points::try_from(sum).map_err(|_| PointsError)
}
