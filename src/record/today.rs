//! Today, as a page counts days.

use chrono::{DateTime, NaiveDate};
use leptos::prelude::With;

use super::{Holder, Record};

impl Record {
    /// Today as the server has it, with the standing. For somebody who is not scored, and so has none,
    /// today by this device's clock, in UTC. None where nobody is signed in.
    pub fn today(self) -> Option<NaiveDate> {
        self.holder.with(|holder| match holder {
            Holder::Known(known) => Some(known.me.as_of),
            Holder::NotScored => device_day(),
            _ => None,
        })
    }
}

fn device_day() -> Option<NaiveDate> {
    // Whole milliseconds, far from the end of the range.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(now).map(|now| now.date_naive())
}
