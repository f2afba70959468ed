//! What becomes of a ledger, in sentences.

use citizen_score_record::fault::Said;
use citizen_score_rules::Standing;
use citizen_score_rules::impact::Impact;

use super::Both;
use super::words::counted;

impl Both {
    pub(super) fn told(&self, impact: &Impact) -> Vec<String> {
        let (before, after) = (&impact.before, &impact.after);
        let mut lines = vec![if before.score == after.score {
            format!("The score stays {}.", after.score)
        } else {
            let by = i64::from(after.score) - i64::from(before.score);
            format!(
                "The score is {}, instead of {} ({by:+}).",
                after.score, before.score
            )
        }];
        lines.push(if before.tier == after.tier {
            format!("The tier stays {}.", after.tier)
        } else {
            format!("The tier is {}, instead of {}.", after.tier, before.tier)
        });
        if before.next != after.next {
            lines.push(format!(
                "Next comes {}, instead of {}.",
                next(after),
                next(before)
            ));
        }
        let effects = |lead: &str, codes: &[String]| {
            let names: Vec<String> = codes.iter().map(|code| self.effect_name(code)).collect();
            (!names.is_empty()).then(|| format!("{lead}: {}.", names.join("; ")))
        };
        lines.extend(effects("Effects gained", &impact.gained));
        lines.extend(effects("Effects lost", &impact.lost));
        lines.extend(effects("Effects changed", &impact.changed_effects));
        for it in &impact.entries {
            lines.push(format!(
                "Entry `{}` ({}, {:+}): {}; by the old rules it {}.",
                &*it.entry,
                self.factor_name(&it.factor),
                it.points,
                Said(it.after.clone()),
                Said(it.before.clone()),
            ));
        }
        let same = usize::try_from(impact.unchanged).unwrap_or(usize::MAX);
        lines.push(format!(
            "{} counted or not counted as before.",
            counted(same, "entry is", "entries are")
        ));
        lines
    }
}

fn next(standing: &Standing) -> String {
    match &standing.next {
        Some(next) => format!("tier {} in {} points", next.tier, next.points),
        None => "no tier".to_owned(),
    }
}
