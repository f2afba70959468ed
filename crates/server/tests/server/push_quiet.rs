//! Quiet hours, against a definition that goes from minute to minute.

use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;
use citizen_score_contract::push::Quiet;
use citizen_score_server::push::quiet::QuietHours;
use proptest::prelude::*;

fn quiet(from: u16, to: u16, zone: &str) -> Quiet {
    Quiet {
        from,
        to,
        zone: zone.into(),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn until(quiet: &Quiet, now: &str) -> Option<String> {
    let end = QuietHours::read(quiet).unwrap().until(at(now));
    end.map(|end| end.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

#[test]
fn hours_over_midnight_and_over_a_change_of_the_clock_end_when_the_wall_says_so() {
    let night = quiet(22 * 60, 7 * 60, "Europe/Amsterdam");
    let early = quiet(60, 150, "Europe/Amsterdam");
    let havana = quiet(23 * 60, 30, "America/Havana");
    let noon = quiet(720, 780, "Asia/Shanghai");
    for (quiet, now, end) in [
        // Winter: an hour ahead of UTC.
        (&night, "2026-11-24T20:59:59Z", None),
        (&night, "2026-11-24T21:00:00Z", Some("2026-11-25T06:00:00Z")),
        (&night, "2026-11-25T05:59:59Z", Some("2026-11-25T06:00:00Z")),
        (&night, "2026-11-25T06:00:00Z", None),
        // The night of 29 March 2026 lacks an hour, and that of 25 October has one more.
        (&night, "2026-03-28T22:30:40Z", Some("2026-03-29T05:00:00Z")),
        (&night, "2026-10-24T22:30:00Z", Some("2026-10-25T06:00:00Z")),
        // 02:30 is skipped: quiet ends with the hour.
        (&early, "2026-03-29T00:30:00Z", Some("2026-03-29T01:00:00Z")),
        (&early, "2026-03-29T01:00:00Z", None),
        // 02:30 comes twice, and so does what is before it.
        (&early, "2026-10-25T00:10:00Z", Some("2026-10-25T00:30:00Z")),
        (&early, "2026-10-25T00:30:00Z", None),
        (&early, "2026-10-25T01:10:00Z", Some("2026-10-25T01:30:00Z")),
        // The clock is set ahead at midnight.
        (
            &havana,
            "2026-03-08T04:30:00Z",
            Some("2026-03-08T05:00:00Z"),
        ),
        (
            &noon,
            "2026-07-01T04:00:00.5Z",
            Some("2026-07-01T05:00:00Z"),
        ),
        (&noon, "2026-07-01T05:00:00Z", None),
    ] {
        assert_eq!(until(quiet, now).as_deref(), end, "{quiet:?} at {now}");
    }
}

#[test]
fn hours_that_cannot_be_are_refused() {
    for (it, field) in [
        (quiet(1440, 0, "UTC"), "from"),
        (quiet(0, 1440, "UTC"), "to"),
        (quiet(5, 5, "UTC"), "to"),
        (quiet(0, 1, ""), "zone"),
        (quiet(0, 1, "utc+1"), "zone"),
        (quiet(0, 1, "Europe/Nowhere"), "zone"),
    ] {
        assert_eq!(
            QuietHours::read(&it).map_err(|it| it.0),
            Err(field),
            "{it:?}"
        );
    }
}

/// By the clock on the wall alone: from this minute to the first that is not quiet.
fn slowly(quiet: &Quiet, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let zone: Tz = quiet.zone.parse().unwrap();
    let is_quiet = |at: DateTime<Utc>| {
        let wall = at.with_timezone(&zone).time();
        let minute = wall.num_seconds_from_midnight() / 60;
        let mut it = u32::from(quiet.from);
        while it != u32::from(quiet.to) {
            if it == minute {
                return true;
            }
            it = (it + 1) % 1440;
        }
        false
    };
    if !is_quiet(now) {
        return None;
    }
    let mut end = now.with_second(0).unwrap().with_nanosecond(0).unwrap();
    while is_quiet(end) {
        end += TimeDelta::minutes(1);
    }
    Some(end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn quiet_ends_at_the_first_minute_that_is_not_quiet(
        from in 0_u16..1440,
        length in 1_u16..1440,
        zone in prop::sample::select(vec![
            "UTC", "Europe/Amsterdam", "America/Havana", "America/St_Johns", "Australia/Lord_Howe",
            "Asia/Shanghai", "Africa/Casablanca", "Asia/Kathmandu", "America/Santiago",
        ]),
        // Around the changes of clocks in 2026, and everywhere else.
        begin in prop::sample::select(vec![
            1_774_742_400_i64, 1_792_886_400, 1_772_928_000, 1_793_491_200, 1_788_566_400, 1_767_225_600,
        ]),
        second in 0_i64..200_000,
    ) {
        let quiet = quiet(from, (from + length) % 1440, zone);
        let now = DateTime::from_timestamp(begin + second, 0).unwrap();
        let end = QuietHours::read(&quiet).unwrap().until(now);
        prop_assert_eq!(end, slowly(&quiet, now));
    }
}
