//! A tier: a band of scores with a name.

use serde::{Deserialize, Serialize};

use crate::points::Points;

/// A band of scores. It reaches up to the `from` of the tier above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Name of the tier as residents know it, such as `A+`; unique.
    pub id: String,
    /// Lowest score in this tier, in points; none for the lowest tier, which has no floor.
    pub from: Option<Points>,
}
