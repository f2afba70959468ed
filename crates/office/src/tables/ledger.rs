//! The ledger as a table for spreadsheets: CRLF, a row of names, texts from outside neutralised
//! ([`super::cells`]). Points are numbers of this program: a negative one stays a plain number.

use std::fmt::Write as _;

use chrono::{NaiveDate, SecondsFormat};
use citizen_score_contract::EntryView;
use citizen_score_rules::{Outcome, Reason};

use super::cells::text;

/// The row of names.
pub const NAMES: &str = "id,occurred_on,recorded_at,factor,points,counts,reason,reason_detail,counted,\
    authority,reference,basis,rulebook_version,counts_until,corrects,repaired_on,contested,statement\r\n";

/// The row of an entry.
#[must_use]
pub fn row(view: &EntryView) -> String {
    let entry = &view.entry;
    let recorded_at = entry
        .recorded_at
        .to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let counts = if view.outcome == Outcome::Counts {
        "yes"
    } else {
        "no"
    };
    let (reason, detail) = view.outcome.reason().map(spelled).unwrap_or_default();
    let contested = if entry.contested { "yes" } else { "no" };
    let cells = [
        text(&entry.id),
        entry.occurred_on.to_string(),
        recorded_at,
        text(&entry.factor),
        entry.points.to_string(),
        counts.to_owned(),
        reason.to_owned(),
        detail,
        view.counted.to_string(),
        text(&entry.authority),
        text(&entry.reference),
        text(&entry.basis),
        text(&entry.rulebook_version),
        day(entry.counts_until),
        entry
            .corrects
            .as_ref()
            .map(|id| text(id))
            .unwrap_or_default(),
        day(entry.repaired_on),
        contested.to_owned(),
        text(view.statement.as_deref().unwrap_or_default()),
    ];
    let mut row = cells.join(",");
    row.push_str("\r\n");
    row
}

/// A reason by the name that it has in JSON, and its particulars.
fn spelled(reason: &Reason) -> (&'static str, String) {
    let mut detail = String::new();
    let name = match reason {
        Reason::NotYetRecorded => "not_yet_recorded",
        Reason::Correction { of } => {
            detail = text(of);
            "correction"
        }
        Reason::Corrected { by } => {
            detail = text(by);
            "corrected"
        }
        Reason::Lapsed { on } => {
            detail = on.to_string();
            "lapsed"
        }
        Reason::Repaired { on } => {
            detail = on.to_string();
            "repaired"
        }
        Reason::UnknownFactor => "unknown_factor",
        Reason::NotInForce => "not_in_force",
        Reason::Capped { year, cap } => {
            let _ = write!(detail, "{cap} in {year}");
            "capped"
        }
        Reason::Contested => "contested",
        Reason::NotScored => "not_scored",
    };
    (name, detail)
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
