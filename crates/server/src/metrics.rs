//! `GET /metrics`: how the displays are doing, for monitoring. Nothing in it is about a resident, and no
//! display is named.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::state::AppState;
use crate::store::DisplayFigures;

/// The text format of Prometheus.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Ages of a last heartbeat, youngest first, each up to so many seconds.
const AGES: [(&str, i64); 5] = [
    ("within_1m", 60),
    ("within_5m", 300),
    ("within_1h", 3_600),
    ("within_1d", 86_400),
    ("older", i64::MAX),
];

/// Displays that were never heard of.
const NEVER: &str = "never";

/// Answers with all figures.
///
/// # Errors
///
/// [`ApiError::Store`].
pub async fn show(State(state): State<AppState>) -> Result<Response, ApiError> {
    let now = state.clock.now();
    let figures = state.store.display_figures(now).await?;
    let kind = HeaderValue::from_static(TEXT);
    let keep = HeaderValue::from_static("no-store");
    let text = text(&figures, now.timestamp());
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, keep)], text).into_response())
}

fn text(figures: &DisplayFigures, now: i64) -> String {
    let mut displays = String::new();
    for name in AGES.map(|(name, _)| name).into_iter().chain([NEVER]) {
        let ages = figures.heartbeats.iter().map(|heard| age(*heard, now));
        let count = ages.filter(|age| *age == name).count();
        // Writing to a text cannot fail.
        let _ = writeln!(
            displays,
            "citizen_score_displays{{last_heartbeat=\"{name}\"}} {count}"
        );
    }
    let DisplayFigures {
        restarts, visits, ..
    } = figures;
    format!(
        "# HELP citizen_score_displays Shared displays by their last heartbeat; each is counted once.\n\
         # TYPE citizen_score_displays gauge\n\
         {displays}\
         # HELP citizen_score_display_restarts_total Times that a display's watchdog had to start it \
         anew, all displays together.\n\
         # TYPE citizen_score_display_restarts_total counter\n\
         citizen_score_display_restarts_total {restarts}\n\
         # HELP citizen_score_display_visits Visits at displays that are going on, of residents who are \
         signed in.\n\
         # TYPE citizen_score_display_visits gauge\n\
         citizen_score_display_visits {visits}\n"
    )
}

/// The age that a last heartbeat belongs to. One of the future comes of a clock that was set back.
fn age(heard: Option<i64>, now: i64) -> &'static str {
    let Some(heard) = heard else {
        return NEVER;
    };
    let seconds = now.saturating_sub(heard);
    let found = AGES.iter().find(|(_, most)| seconds <= *most);
    found.map_or(NEVER, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_age_begins_where_the_one_before_ends() {
        let now = 1_000_000;
        for (heard, expected) in [
            (None, "never"),
            (Some(now + 5), "within_1m"),
            (Some(now), "within_1m"),
            (Some(now - 60), "within_1m"),
            (Some(now - 61), "within_5m"),
            (Some(now - 300), "within_5m"),
            (Some(now - 301), "within_1h"),
            (Some(now - 3_600), "within_1h"),
            (Some(now - 3_601), "within_1d"),
            (Some(now - 86_400), "within_1d"),
            (Some(now - 86_401), "older"),
            (Some(i64::MIN), "older"),
        ] {
            assert_eq!(age(heard, now), expected, "{heard:?}");
        }
    }
}
