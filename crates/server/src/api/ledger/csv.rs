//! A table for spreadsheets (RFC 4180): UTF-8 with a byte order mark, CRLF, a row of names.
//!
//! Spreadsheets take a text that begins with certain characters for a formula and run it, so a text that
//! came from outside is kept from beginning with one by an apostrophe. Points are numbers of this
//! program: a negative one stays a plain number. Whoever needs every letter as it was takes the JSON.

use std::fmt::Write as _;

use chrono::{NaiveDate, SecondsFormat};
use citizen_score_contract::EntryView;
use citizen_score_rules::{Outcome, Reason};

use super::Lines;
use crate::accounts::Account;

/// Without the mark, the most used spreadsheet takes UTF-8 for something else, and Chinese texts become
/// noise.
const MARK: &str = "\u{feff}";

const NAMES: &str = "id,occurred_on,recorded_at,factor,points,counts,reason,reason_detail,counted,\
    authority,reference,basis,rulebook_version,counts_until,corrects,repaired_on,contested\r\n";

/// What a spreadsheet may take for the beginning of a formula, in its full-width forms too.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A table.
pub struct Csv;

impl Lines for Csv {
    fn begin(&self, _: &Account, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        out.extend_from_slice(MARK.as_bytes());
        out.extend_from_slice(NAMES.as_bytes());
        Ok(())
    }

    fn entry(&self, view: &EntryView, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        out.extend_from_slice(row(view).as_bytes());
        Ok(())
    }

    fn end(&self, _: u64, _: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        Ok(())
    }
}

fn row(view: &EntryView) -> String {
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
    };
    (name, detail)
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A text from outside as a cell.
fn text(text: &str) -> String {
    let safe = neutralised(text);
    if safe.contains(['"', ',', ';', '\r', '\n', '\t']) || safe.trim() != safe {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A text in which nothing begins a formula: neither the whole nor, where a semicolon parts cells, as in
/// much of Europe, what comes after one.
fn neutralised(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    for (place, part) in text.split(';').enumerate() {
        if place > 0 {
            safe.push(';');
        }
        let begins = part.trim_start_matches([' ', '"', '\'', '\u{a0}', '\u{3000}']);
        if begins.starts_with(FORMULA) || part.starts_with(FORMULA) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_never_begins_a_formula() {
        for (from, cell) in [
            ("BC-327379", "BC-327379"),
            ("第1号", "第1号"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+31 6", "'+31 6"),
            ("-20", "'-20"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("  =1", "'  =1"),
            ("\"=1\"", "\"'\"\"=1\"\"\""),
            ("＝1", "'＝1"),
            ("a;=1", "\"a;'=1\""),
            ("a;\"=1", "\"a;'\"\"=1\""),
            (
                "=HYPERLINK(\"http://x\",\"y\")",
                "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
            ),
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(text(from), cell, "{from:?}");
        }
    }
}
