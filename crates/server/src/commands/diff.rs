//! `citizen-score rulebook diff OLD NEW`: what is other in a new rulebook, in sentences, and what it does
//! to a ledger.

mod effect;
mod factor;
mod ledger;
mod words;

use citizen_score_rules::Rulebook;
use citizen_score_rules::changes::{Change, compare};
use citizen_score_rules::impact::impact;
use citizen_score_rules::rulebook::{ContestedPolicy, Range};

use super::entries::read_ledger;
use super::files::read_rulebook;
use super::options::DiffOptions;
use super::{No, say};
use words::{counted, instead, printable};

/// The two rulebooks that are compared; texts are taken from the new one, or else from the old one.
struct Both {
    old: Rulebook,
    new: Rulebook,
}

/// Prints the differences, and what they do to a ledger where one is named.
pub fn run(options: &DiffOptions) -> Result<(), No> {
    let both = Both {
        old: read_rulebook(&options.old)?.0,
        new: read_rulebook(&options.new)?.0,
    };
    let changes = compare(&both.old, &both.new);
    let (old, new) = (both.old.data(), both.new.data());
    say(format_args!(
        "{} {} and {} {}: {}.",
        old.id,
        old.version,
        new.id,
        new.version,
        match changes.len() {
            0 => "no difference that matters for a score or a right".to_owned(),
            count => counted(count, "difference", "differences"),
        }
    ))?;
    for change in &changes {
        say(format_args!("- {}", printable(&both.sentence(change))))?;
    }
    let Some(file) = &options.entries else {
        return Ok(());
    };
    let ledger = read_ledger(file)?;
    let day = options.as_of.unwrap_or(new.effective_from);
    let impact = impact(&both.old, &both.new, &ledger, day)
        .map_err(|error| No::new(format!("{}: points: {error}", file.display())))?;
    say(format_args!(
        "\nWhat it does to {} on {day}:",
        file.display()
    ))?;
    for line in both.told(&impact) {
        say(format_args!("- {}", printable(&line)))?;
    }
    Ok(())
}

impl Both {
    /// A text in English.
    fn text(&self, key: &str) -> Option<&str> {
        self.new
            .text("en", key)
            .or_else(|| self.old.text("en", key))
    }

    /// What a code is called in English, or the bare code.
    fn named(&self, group: &str, code: &str) -> String {
        let text = self.text(&format!("{group}.{code}"));
        text.map_or_else(|| format!("`{code}`"), str::to_owned)
    }

    /// Categories of factors, one after the other.
    fn categories(&self, codes: &[String]) -> String {
        if codes.is_empty() {
            return "no category".to_owned();
        }
        let names: Vec<String> = codes.iter().map(|it| self.named("category", it)).collect();
        format!("the categories {}", names.join(", "))
    }

    fn sentence(&self, change: &Change) -> String {
        match change {
            Change::Id(it) => format!(
                "It is another rulebook: `{}`, and not `{}`.",
                it.to, it.from
            ),
            Change::EffectiveFrom { from, to } => {
                format!("The rules are in force from {to}; the old ones from {from}.")
            }
            Change::Start(it) => {
                format!(
                    "A resident without entries has {} points, instead of {}.",
                    it.to, it.from
                )
            }
            Change::Range(it) => {
                format!(
                    "A score lies {}, instead of {}.",
                    range(it.to),
                    range(it.from)
                )
            }
            Change::Contested(it) => format!("{} Until now: {}", policy(it.to), policy(it.from)),
            Change::AnswerDays(it) => {
                let days = |days: u32| format!("{days} {}", if days == 1 { "day" } else { "days" });
                instead("A case is answered within", days(it.from), days(it.to)) + "."
            }
            Change::Voluntary(it) => format!("{} Until now: {}", consent(it.to), consent(it.from)),
            Change::Related { domain, from, to } => {
                let what = format!(
                    "Effects in the domain {} go with",
                    self.named("domain", domain)
                );
                instead(&what, self.categories(from), self.categories(to)) + "."
            }
            Change::TierAdded(tier) => {
                format!(
                    "Tier {} is new; it begins at {}.",
                    tier.id,
                    words::floor(tier.from)
                )
            }
            Change::TierRemoved(tier) => {
                format!(
                    "Tier {} is gone; it began at {}.",
                    tier.id,
                    words::floor(tier.from)
                )
            }
            Change::TierMoved { tier, from, to } => format!(
                "Tier {tier} begins at {}, instead of {}.",
                words::floor(*to),
                words::floor(*from)
            ),
            Change::FactorAdded(it) => format!("New: {}.", self.factor_in_full(it)),
            Change::FactorRemoved(it) => format!(
                "Gone: {}. Entries of it no longer count.",
                self.factor_name(&it.code)
            ),
            Change::FactorChanged { factor, changes } => {
                let parts: Vec<String> = changes.iter().map(|it| self.factor_part(it)).collect();
                format!("{}: {}.", self.factor_name(factor), parts.join("; "))
            }
            Change::EffectAdded(it) => format!("New: {}.", self.effect_in_full(it)),
            Change::EffectRemoved(it) => format!("Gone: {}.", self.effect_in_full(it)),
            Change::EffectChanged { effect, changes } => {
                let parts: Vec<String> = changes.iter().map(|it| self.effect_part(it)).collect();
                format!("{}: {}.", self.effect_name(effect), parts.join("; "))
            }
        }
    }
}

fn range(range: Option<Range>) -> String {
    range.map_or_else(
        || "anywhere".to_owned(),
        |it| format!("from {} to {}", it.min, it.max),
    )
}

fn policy(policy: ContestedPolicy) -> &'static str {
    match policy {
        ContestedPolicy::SuspendNegative => {
            "A contested entry that takes points away does not count until it is decided."
        }
        ContestedPolicy::Count => "A contested entry counts until it is decided.",
    }
}

fn consent(voluntary: bool) -> &'static str {
    if voluntary {
        "Being scored is voluntary, and consent can be withdrawn."
    } else {
        "Being scored is not voluntary."
    }
}
