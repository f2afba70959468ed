//! Dates and moments as they are read from JSON: ISO 8601 days, RFC 3339 moments, and nothing else.
//!
//! chrono's own reading takes more than ISO 8601 (`2026-1-5`, spaces), and costs a resident's download
//! several kilobytes for it.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// Reads a date, `YYYY-MM-DD`.
///
/// # Errors
///
/// Anything that is not a day of the calendar in that spelling.
pub fn date<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    from.deserialize_str(Text {
        wanted: "a date such as 2026-11-24",
        read: parse_date,
    })
}

/// Reads a date, or null.
///
/// # Errors
///
/// Anything that is neither null nor a day of the calendar, as [`date`] reads it.
pub fn optional_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = Text {
        wanted: "a date such as 2026-11-24, or null",
        read: parse_date,
    };
    from.deserialize_option(Optional(text))
}

/// Reads a moment, RFC 3339.
///
/// # Errors
///
/// Anything that is not a moment in that spelling, and one whose year in UTC is not of four digits.
pub fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    from.deserialize_str(Text {
        wanted: MOMENT,
        read: parse_moment,
    })
}

/// Reads a moment, or null.
///
/// # Errors
///
/// Anything that is neither null nor a moment, as [`moment`] reads it.
pub fn optional_moment<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<DateTime<Utc>>, D::Error> {
    from.deserialize_option(Optional(Text {
        wanted: MOMENT,
        read: parse_moment,
    }))
}

const MOMENT: &str = "a moment such as 2026-11-24T08:30:00Z";

/// The date in a text of exactly the form `YYYY-MM-DD`.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let well_formed = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let mut parts = text.split('-').filter(|_| well_formed);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|moment| moment.to_utc())
        // Near the ends of the calendar, an offset leads into years that RFC 3339 cannot spell.
        .filter(|moment| (0..=9999).contains(&moment.year()))
}

struct Text<T> {
    wanted: &'static str,
    read: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(self.wanted)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct Optional<T>(Text<T>);

impl<'de, T> Visitor<'de> for Optional<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self.0).map(Some)
    }
}
