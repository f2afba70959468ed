//! The ledger as a table for spreadsheets.

use citizen_score_contract::EntryView;
use citizen_score_office::tables::cells::MARK;
use citizen_score_office::tables::ledger::{NAMES, row};

use super::Lines;

/// A table.
pub struct Csv;

impl Lines for Csv {
    fn begin(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
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
