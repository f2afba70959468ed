//! Entries for tests.

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use citizen_score_rules::Entry;
use serde_json::{Value, json};

/// A day so many days ago.
pub fn ago(days: u64) -> NaiveDate {
    Utc::now().date_naive() - Days::new(days)
}

/// Help in an emergency, which is worth 20 to 60 points and has no cap.
pub fn help(id: &str, days_ago: u64, points: i32) -> Entry {
    let recorded_at = (Utc::now() - TimeDelta::days(i64::try_from(days_ago).unwrap())).to_rfc3339();
    serde_json::from_value(json!({
        "id": id, "factor": "emergency_help", "points": points, "occurred_on": ago(days_ago),
        "recorded_at": recorded_at, "authority": "police", "reference": "P-1",
        "basis": "measures_art_11", "rulebook_version": "2026.1"
    }))
    .unwrap()
}

/// The correction of an entry.
pub fn correction(id: &str, of: &Entry) -> Entry {
    Entry {
        id: id.into(),
        points: -of.points,
        corrects: Some(of.id.clone()),
        ..of.clone()
    }
}

/// An entry as a line of an import.
pub fn line(resident: &str, entry: &Entry) -> Value {
    let mut line = serde_json::to_value(entry).unwrap();
    line["resident"] = json!(resident);
    line
}

/// A fine, which takes 10 to 30 points.
pub fn fine(id: &str, days_ago: u64, points: i32) -> Entry {
    Entry {
        factor: "administrative_fine".into(),
        points,
        authority: "market_regulator".into(),
        basis: "measures_art_27".into(),
        ..help(id, days_ago, 20)
    }
}
