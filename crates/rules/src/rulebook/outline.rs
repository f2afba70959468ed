//! The outline of a rulebook: what a first screen shows, before the whole rulebook is read.
//!
//! Reading and checking a whole rulebook is a large part of a resident's first download, and a score
//! with its tier needs little of it. An outline is not checked beyond its shape: whoever computes
//! what entries come to takes a [`Rulebook`](super::Rulebook).

use serde::Deserialize;

use super::error::RulebookError;
use super::{Effect, Texts, Tier};

/// Names, tiers, effects and words of a rulebook.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Outline {
    /// Stable name of the rulebook.
    pub id: String,
    /// Its version.
    pub version: String,
    /// All tiers, lowest first.
    pub tiers: Vec<Tier>,
    /// What the tiers bring and cost.
    pub effects: Vec<Effect>,
    texts: Texts,
}

impl Outline {
    /// Reads the outline of a rulebook file; what else is in it is passed over.
    ///
    /// # Errors
    ///
    /// [`RulebookError`] for a text that is not JSON of this shape.
    pub fn from_json(json: &str) -> Result<Self, RulebookError> {
        serde_json::from_str(json).map_err(|_| RulebookError::at("rulebook", "cannot be read"))
    }

    /// The effects that apply to whoever is in this tier.
    pub fn effects_of<'a>(&'a self, tier: &'a str) -> impl Iterator<Item = &'a Effect> {
        super::effects_of(&self.effects, tier)
    }

    /// A text in the wanted language, or in the first required one where it is missing.
    #[must_use]
    pub fn text(&self, language: &str, key: &str) -> Option<&str> {
        self.texts.get(language, key)
    }
}
