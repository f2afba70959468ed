//! An effect: what being in a tier brings or costs.

use serde::{Deserialize, Serialize};

/// What being in certain tiers brings or costs, in one domain of life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The tiers it applies to.
    pub tiers: Vec<String>,
    /// Whether it helps or weighs on the resident.
    pub kind: EffectKind,
    /// Domain of life, such as `health`; key of a text.
    pub domain: String,
    /// Stable code; texts are found by it; unique.
    pub code: String,
    /// What it comes to in money; none where it is not about money.
    pub value: Option<Amounts>,
    /// The office that applies it; key of a text; none where the rulebook does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The rule it rests on; key of a text; none where the rulebook does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// Whether an effect helps or weighs on the resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// It helps.
    Perk,
    /// It weighs.
    Burden,
}

/// What a resident pays in this tier, beside what is usual; in whole units of the currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// ISO 4217 code of the currency.
    pub currency: String,
    /// What is paid without the effect.
    pub usual: u32,
    /// What is paid in this tier.
    pub yours: u32,
}
