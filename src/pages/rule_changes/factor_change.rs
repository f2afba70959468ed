//! What is other about a kind of entry, in a sentence.

use citizen_score_rules::changes::FactorChange;
use citizen_score_rules::rulebook::{Direction, FactorStatus};

use super::words::Words;
use crate::i18n::Key;
use crate::rules_book::worth_text;

/// One change; `planned` is whether the factor is only planned in the announced rulebook.
pub(super) fn factor_change(words: Words, change: &FactorChange, planned: bool) -> String {
    let i18n = words.i18n;
    let named = |key: Key, group: &str, from: &str, to: &str| {
        words.moved(key, &words.find(group, from), &words.find(group, to))
    };
    match change {
        FactorChange::Category(it) => named(Key::ChangesCategory, "category", &it.from, &it.to),
        FactorChange::Direction(it) => {
            let to = match it.to {
                Direction::Gain => Key::ChangesAdds,
                Direction::Loss => Key::ChangesTakes,
            };
            i18n.fill(Key::ChangesDirection, &[("to", i18n.text(to))])
        }
        FactorChange::Points(it) => {
            let (from, to) = (worth_text(i18n, it.from), worth_text(i18n, it.to));
            words.moved(Key::ChangesWorth, &from, &to)
        }
        FactorChange::Authority(it) => named(Key::ChangesAuthority, "authority", &it.from, &it.to),
        FactorChange::Basis(it) => named(Key::ChangesBasis, "basis", &it.from, &it.to),
        FactorChange::ValidityMonths(it) => {
            let (from, to) = (words.validity(it.from), words.validity(it.to));
            words.moved(Key::ChangesValidity, &from, &to)
        }
        FactorChange::Cap(it) => {
            words.moved(Key::ChangesCap, &words.cap(it.from), &words.cap(it.to))
        }
        FactorChange::Status(it) => {
            let key = match it.to {
                FactorStatus::InForce => Key::ChangesInForce,
                FactorStatus::Planned => Key::ChangesPlanned,
            };
            i18n.text(key).to_owned()
        }
        FactorChange::From { from, to } => {
            let key = if planned {
                Key::ChangesFromDayPlanned
            } else {
                Key::ChangesFromDay
            };
            words.moved(key, &words.day(*from), &words.day(*to))
        }
        FactorChange::Caution(it) => {
            let of = |code: &Option<String>| match code {
                Some(code) => words.find("caution", code),
                None => i18n.text(Key::ChangesCautionNone).to_owned(),
            };
            words.moved(Key::ChangesCaution, &of(&it.from), &of(&it.to))
        }
        FactorChange::WaitMonths(it) => {
            let of = |months: Option<u32>| match months {
                Some(months) => words.months(months),
                None => i18n.text(Key::ChangesWaitNone).to_owned(),
            };
            words.moved(Key::ChangesWait, &of(it.from), &of(it.to))
        }
        FactorChange::Repair(it) => {
            let of = |code: &String| words.find("repair", code);
            match (&it.from, &it.to) {
                (_, None) => i18n.text(Key::ChangesRepairGone).to_owned(),
                (None, Some(to)) => i18n.fill(Key::ChangesRepairNew, &[("to", &of(to))]),
                (Some(from), Some(to)) => words.moved(Key::ChangesRepair, &of(from), &of(to)),
            }
        }
    }
}
