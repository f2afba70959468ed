//! Effects in sentences.

use citizen_score_rules::changes::EffectChange;
use citizen_score_rules::rulebook::{Amounts, Effect, EffectKind};

use super::Both;
use super::words::instead;

/// Where a rulebook does not say who applies an effect, and on what it rests.
const NOBODY: &str = "nobody that the rulebook names";
const NOTHING: &str = "nothing that the rulebook names";

impl Both {
    /// An effect by the words that residents know, and its code.
    pub(super) fn effect_name(&self, code: &str) -> String {
        match self.text(&format!("effect.{code}")) {
            Some(name) => format!("{name} (`{code}`)"),
            None => format!("`{code}`"),
        }
    }

    pub(super) fn effect_in_full(&self, effect: &Effect) -> String {
        format!(
            "{}, {} for tier {}{}",
            self.effect_name(&effect.code),
            kind(effect.kind),
            effect.tiers.join(", "),
            effect
                .value
                .as_ref()
                .map(|it| format!(": {}", amount(it)))
                .unwrap_or_default()
        )
    }

    pub(super) fn effect_part(&self, change: &EffectChange) -> String {
        let said = |group: &str, code: Option<&String>, none: &str| {
            code.map_or_else(|| none.to_owned(), |it| self.named(group, it))
        };
        match change {
            EffectChange::Tiers(it) => {
                instead("applies to tier", it.from.join(", "), it.to.join(", "))
            }
            EffectChange::Kind(it) => instead("is", kind(it.from), kind(it.to)),
            EffectChange::Domain(it) => instead(
                "is about",
                self.named("domain", &it.from),
                self.named("domain", &it.to),
            ),
            EffectChange::Value(it) => {
                let value = |value: &Option<Amounts>| {
                    value
                        .as_ref()
                        .map_or_else(|| "no amount".to_owned(), amount)
                };
                instead("comes to", value(&it.from), value(&it.to))
            }
            EffectChange::Authority(it) => instead(
                "is applied by",
                said("authority", it.from.as_ref(), NOBODY),
                said("authority", it.to.as_ref(), NOBODY),
            ),
            EffectChange::Basis(it) => instead(
                "rests on",
                said("basis", it.from.as_ref(), NOTHING),
                said("basis", it.to.as_ref(), NOTHING),
            ),
        }
    }
}

fn kind(kind: EffectKind) -> &'static str {
    match kind {
        EffectKind::Perk => "a perk",
        EffectKind::Burden => "a burden",
    }
}

fn amount(it: &Amounts) -> String {
    format!("{} {} where {} is usual", it.yours, it.currency, it.usual)
}
