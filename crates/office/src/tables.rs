//! Files for spreadsheets.

pub mod accesses;
pub mod cells;
pub mod ledger;
