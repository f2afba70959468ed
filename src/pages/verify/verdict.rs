//! What the check of a record came to, in words.

use citizen_score_rules::Standing;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::components::element::{all, dd, div, dl, dt, h2, p};
use crate::format;
use crate::i18n::{I18n, Key};

/// What came out, as the worker says it.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// Everything in it follows from its entries, and it is signed.
    Verified(Verified),
    /// It is refused.
    Refused {
        /// The kind of fault, with its particulars.
        fault: Map<String, Value>,
        /// An English sentence, for a kind that there are no words for here.
        sentence: String,
    },
}

/// What a record proves.
#[derive(Clone, Deserialize)]
pub(super) struct Verified {
    resident: Resident,
    standing: Standing,
    as_of: chrono::NaiveDate,
    entry_count: u64,
    statement_count: u64,
    rulebook_version: String,
    key: String,
}

#[derive(Clone, Deserialize)]
struct Resident {
    name: String,
    masked_number: String,
}

/// The verdict on a file, or that there is none.
pub(super) fn show(i18n: I18n, file: &str, verdict: Option<Verdict>) -> AnyView {
    match verdict {
        None => p("alarm", i18n.fill(Key::VerifyFailed, &[("file", file)])),
        Some(Verdict::Verified(verified)) => good(i18n, file, verified),
        Some(Verdict::Refused { fault, sentence }) => bad(i18n, file, &fault, sentence),
    }
}

fn good(i18n: I18n, file: &str, verified: Verified) -> AnyView {
    let number = |points: i64| format::number(i18n.formats(), points);
    let count = |count| number(i64::try_from(count).unwrap_or(i64::MAX));
    let facts = [
        (Key::RecordName, verified.resident.name),
        (Key::RecordNumber, verified.resident.masked_number),
        (Key::RecordAsOf, format::day(i18n.formats(), verified.as_of)),
        (Key::RecordScore, number(verified.standing.score.into())),
        (Key::RecordTier, verified.standing.tier),
        (Key::RecordEntries, count(verified.entry_count)),
        (Key::RecordStatements, count(verified.statement_count)),
        (Key::EntryVersion, verified.rulebook_version),
        (Key::VerifyKey, verified.key),
    ];
    let facts =
        facts.map(|(key, value)| div("facts-row", all([dt("", i18n.text(key)), dd("", value)])));
    div(
        "panel verdict",
        all([
            h2("", i18n.text(Key::VerifyGood)),
            p("", i18n.fill(Key::VerifyGoodAbout, &[("file", file)])),
            dl("facts", all(facts)),
        ]),
    )
}

fn bad(i18n: I18n, file: &str, fault: &Map<String, Value>, sentence: String) -> AnyView {
    let words = key_of(fault).map_or(sentence, |key| {
        let values: Vec<(&str, String)> = fault
            .iter()
            .map(|(name, value)| (name.as_str(), word(value)))
            .collect();
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        i18n.fill(key, &values)
    });
    div(
        "alarm verdict",
        all([
            h2("", i18n.fill(Key::VerifyBad, &[("file", file)])),
            p("verdict-fault", words),
            p("", i18n.text(Key::VerifyBadAbout)),
        ]),
    )
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The words for a kind of fault.
fn key_of(fault: &Map<String, Value>) -> Option<Key> {
    Some(match fault.get("fault")?.as_str()? {
        "too_large" => Key::FaultTooLarge,
        "not_json" => Key::FaultNotJson,
        "not_a_record" => Key::FaultNotARecord,
        "unknown_format" => Key::FaultUnknownFormat,
        "field_twice" => Key::FaultFieldTwice,
        "field_missing" => Key::FaultFieldMissing,
        "field_unknown" => Key::FaultFieldUnknown,
        "field_wrong" => Key::FaultFieldWrong,
        "entry_count_differs" => Key::FaultEntryCountDiffers,
        "entry_changed" => Key::FaultEntryChanged,
        "entry_missing" => Key::FaultEntryMissing,
        "entry_added" => Key::FaultEntryAdded,
        "ledger_reordered" => Key::FaultLedgerReordered,
        "statement_without_entry" => Key::FaultStatementWithoutEntry,
        "statement_twice" => Key::FaultStatementTwice,
        "statements_reordered" => Key::FaultStatementsReordered,
        "rulebook_invalid" => Key::FaultRulebookInvalid,
        "ledger_invalid" => Key::FaultLedgerInvalid,
        "entry_price" => Key::FaultEntryPrice,
        "points_overflow" => Key::FaultPointsOverflow,
        "score_differs" => Key::FaultScoreDiffers,
        "tier_differs" => Key::FaultTierDiffers,
        "next_differs" => Key::FaultNextDiffers,
        "margin_differs" => Key::FaultMarginDiffers,
        "below_differs" => Key::FaultBelowDiffers,
        "outcome_differs" => Key::FaultOutcomeDiffers,
        "counted_differs" => Key::FaultCountedDiffers,
        "key_unknown" => Key::FaultKeyUnknown,
        "key_not_in_use" => Key::FaultKeyNotInUse,
        "wrong_key" => Key::FaultWrongKey,
        "signature_does_not_fit" => Key::FaultSignatureDoesNotFit,
        _ => return None,
    })
}
