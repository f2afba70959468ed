//! The access log as a table for spreadsheets.

use chrono::SecondsFormat;
use citizen_score_contract::Access;

use super::cells::text;
use crate::accesses::kind_name;

/// The row of names.
pub const NAMES: &str = "number,at,kind,by,about,entries\r\n";

/// The row of an access.
#[must_use]
pub fn row(access: &Access) -> String {
    let cells = [
        access.number.to_string(),
        access.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        kind_name(access.kind).to_owned(),
        text(&access.by),
        text(access.about.as_deref().unwrap_or_default()),
        access
            .entries
            .map(|count| count.to_string())
            .unwrap_or_default(),
    ];
    let mut row = cells.join(",");
    row.push_str("\r\n");
    row
}
