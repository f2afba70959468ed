//! The rulebook: a city's tiers, factors, effects and texts, as data.
//!
//! No tier name and no threshold stands in code; another city is another file. A [`Rulebook`] can
//! only be had through [`Rulebook::from_json`], so whoever holds one holds a valid one.

mod accept;
mod cases;
mod check;
mod effect;
mod error;
mod factor;
mod once;
mod outline;
mod texts;
mod tier;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use cases::{CaseRules, DEFAULT_ANSWER_DAYS, MOST_ANSWER_DAYS};
pub use effect::{Amounts, Effect, EffectKind};
pub use error::RulebookError;
pub use factor::{Cap, CapPeriod, Direction, Factor, FactorStatus, Worth, WorthRange};
pub use outline::Outline;
pub use texts::{
    Texts, authority_key, basis_key, caution_key, factor_about_key, factor_key, repair_key,
};
pub use tier::Tier;

use crate::points::Points;

/// The version of the file format that this crate reads.
pub const SCHEMA: u32 = 1;

/// The languages every text of a rulebook must exist in (BCP 47).
pub const REQUIRED_LANGUAGES: [&str; 3] = ["en", "nl", "zh-CN"];

/// What the file says, field by field, before and after validation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schemars(rename = "Rulebook"))]
pub struct RulebookData {
    /// Version of the file format; see [`SCHEMA`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    pub schema: u32,
    /// Stable name of the rulebook, the same through all its versions.
    pub id: String,
    /// Version of the rules; an entry names the version that priced it.
    pub version: String,
    /// First day on which this version is in force.
    #[serde(deserialize_with = "crate::iso::date")]
    pub effective_from: NaiveDate,
    /// Key of the city's name in the texts.
    pub city: String,
    /// Key of a remark that the app shows, such as that values are invented; none if absent.
    #[serde(default)]
    pub note: Option<String>,
    /// Where everyone begins.
    pub start: Start,
    /// Lowest and highest possible score; unbounded if absent.
    #[serde(default)]
    pub range: Option<Range>,
    /// All tiers, lowest first.
    pub tiers: Vec<Tier>,
    /// All factors, in the order in which they are listed to residents.
    pub factors: Vec<Factor>,
    /// What the tiers bring and cost.
    pub effects: Vec<Effect>,
    /// What an objection does to an entry while it is examined.
    pub contested: ContestedPolicy,
    /// How cases (objections, repairs, claims) are handled.
    #[serde(default, skip_serializing_if = "CaseRules::is_default")]
    pub cases: CaseRules,
    /// Whether being scored is voluntary, so that consent can be withdrawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voluntary: bool,
    /// Per domain of effects, the categories of factors that belong to it; none for a domain that is
    /// not named. See [`grounds`](mod@crate::grounds).
    #[serde(
        default,
        deserialize_with = "once::each_key_once",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub related: BTreeMap<String, Vec<String>>,
    /// The words, per language.
    pub texts: Texts,
}

/// Where everyone begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Points of a resident without entries.
    pub points: Points,
}

/// Lowest and highest possible score, both inclusive, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Lowest possible score.
    pub min: Points,
    /// Highest possible score.
    pub max: Points,
}

/// What an objection does to an entry while it is examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContestedPolicy {
    /// A contested entry that takes points away does not count until the objection is decided.
    SuspendNegative,
    /// A contested entry counts until the objection is decided.
    Count,
}

/// A valid rulebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Rulebook(RulebookData);

impl Rulebook {
    /// Reads and validates a rulebook file.
    ///
    /// # Errors
    ///
    /// [`RulebookError`] with the path of the offending field and a sentence.
    pub fn from_json(json: &str) -> Result<Self, RulebookError> {
        let data: RulebookData = error::read(json)?;
        check::check(&data)?;
        Ok(Self(data))
    }

    /// Everything the file says.
    #[must_use]
    pub fn data(&self) -> &RulebookData {
        &self.0
    }

    /// All tiers, lowest first; never empty.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.0.tiers
    }

    /// The factor with this code.
    #[must_use]
    pub fn factor(&self, code: &str) -> Option<&Factor> {
        self.0.factors.iter().find(|factor| factor.code == code)
    }

    /// The place of a tier in the order, lowest first.
    #[must_use]
    pub fn tier_index(&self, id: &str) -> Option<usize> {
        self.0.tiers.iter().position(|tier| tier.id == id)
    }

    /// The effects that apply to whoever is in this tier.
    pub fn effects_of<'a>(&'a self, tier: &'a str) -> impl Iterator<Item = &'a Effect> {
        effects_of(&self.0.effects, tier)
    }

    /// The categories of factors that belong to a domain of effects; empty for one that the rulebook
    /// names none for.
    #[must_use]
    pub fn related_to(&self, domain: &str) -> &[String] {
        self.0.related.get(domain).map_or(&[], Vec::as_slice)
    }

    /// A text in the wanted language, or in the first required one where it is missing.
    #[must_use]
    pub fn text(&self, language: &str, key: &str) -> Option<&str> {
        self.0.texts.get(language, key)
    }
}

fn effects_of<'a>(effects: &'a [Effect], tier: &'a str) -> impl Iterator<Item = &'a Effect> {
    effects
        .iter()
        .filter(move |effect| effect.tiers.iter().any(|id| id == tier))
}
