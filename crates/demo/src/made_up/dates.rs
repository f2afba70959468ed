//! Dates relative to the day of loading, so that a demo never looks stale.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, SubsecRound, Utc};
use citizen_score_rules::Entry;
use serde_json::Value;

/// A demo entry that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is not an entry.
    #[error("{0}")]
    Entry(String),
    /// A date is written in no known way.
    #[error("{field}: `{text}` is not a date such as today-45d, today+3m or year-1-03-12")]
    Date {
        /// The field.
        field: &'static str,
        /// What it says.
        text: String,
    },
}

/// Reads an entry whose dates are relative, as it is when loaded at `now`.
pub fn expand(line: &str, now: DateTime<Utc>) -> Result<Entry, DateError> {
    let wrong = |error: serde_json::Error| DateError::Entry(error.to_string());
    let mut value: Value = serde_json::from_str(line).map_err(wrong)?;
    for field in ["occurred_on", "counts_until", "repaired_on"] {
        if let Some(Value::String(text)) = value.get_mut(field) {
            let day = day(text, now.date_naive()).ok_or_else(|| DateError::Date {
                field,
                text: text.clone(),
            })?;
            *text = day.to_string();
        }
    }
    if let Some(Value::String(text)) = value.get_mut("recorded_at") {
        let moment = moment(text, now).ok_or_else(|| DateError::Date {
            field: "recorded_at",
            text: text.clone(),
        })?;
        *text = moment.to_rfc3339();
    }
    serde_json::from_value(value).map_err(wrong)
}

/// A day, such as `today-45d`.
pub(super) fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(rest) = text.strip_prefix("year-") {
        let (years, month_day) = rest.split_once('-')?;
        let (month, day) = month_day.split_once('-')?;
        let year = today.year().checked_sub(years.parse().ok()?)?;
        return NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?);
    }
    let offset = text.strip_prefix("today")?;
    if offset.is_empty() {
        return Some(today);
    }
    let back = match offset.chars().next()? {
        '-' => true,
        '+' => false,
        _ => return None,
    };
    let (count, unit) = offset
        .get(1..)?
        .split_at_checked(offset.len().checked_sub(2)?)?;
    let count: u32 = count.parse().ok()?;
    match (unit, back) {
        ("d", true) => today.checked_sub_days(Days::new(count.into())),
        ("d", false) => today.checked_add_days(Days::new(count.into())),
        ("m", true) => today.checked_sub_months(Months::new(count)),
        ("m", false) => today.checked_add_months(Months::new(count)),
        _ => None,
    }
}

/// A day and a time; what would lie in the future was recorded just now.
pub(super) fn moment(text: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (date, time) = text.split_once(' ')?;
    let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    let moment = day(date, now.date_naive())?.and_time(time).and_utc();
    Some(moment.min(now.trunc_subsecs(0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn on(text: &str, today: &str) -> Option<String> {
        day(text, today.parse().unwrap()).map(|day| day.to_string())
    }

    #[test]
    fn days_months_and_years_count_from_the_loading_day() {
        let cases = [
            ("today", "2026-03-31", "2026-03-31"),
            ("today-45d", "2026-03-31", "2026-02-14"),
            ("today+30d", "2026-12-31", "2027-01-30"),
            ("today-1m", "2026-03-31", "2026-02-28"),
            ("today-1m", "2028-03-31", "2028-02-29"),
            ("today+3m", "2026-11-30", "2027-02-28"),
            ("today-14m", "2026-01-15", "2024-11-15"),
            ("year-1-03-12", "2026-01-01", "2025-03-12"),
            ("year-0-03-12", "2026-12-31", "2026-03-12"),
        ];
        for (text, today, expected) in cases {
            assert_eq!(
                on(text, today).as_deref(),
                Some(expected),
                "{text} on {today}"
            );
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "today-",
            "today-d",
            "today-4",
            "today-4w",
            "today*4d",
            "today-é",
            "year-1-02-30",
            "2026-01-01",
        ] {
            assert_eq!(on(text, "2026-03-31"), None, "{text}");
        }
    }

    #[test]
    fn a_moment_later_than_the_loading_is_the_loading() {
        let now: DateTime<Utc> = "2026-03-31T03:00:00.5Z".parse().unwrap();
        assert_eq!(
            moment("today 07:42", now).unwrap().to_rfc3339(),
            "2026-03-31T03:00:00+00:00"
        );
        assert_eq!(
            moment("today-1d 07:42", now).unwrap().to_rfc3339(),
            "2026-03-30T07:42:00+00:00"
        );
    }
}
