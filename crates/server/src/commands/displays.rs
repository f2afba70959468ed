//! `citizen-score displays add`, `list` and `remove`: the shared displays of the city.

use chrono::{DateTime, SecondsFormat, Utc};

use super::options::{DisplaysCommand, DisplaysOptions};
use super::{No, say};
use crate::clock::Clock;
use crate::displays::{key_hash, new_key};
use crate::store::{DisplayRow, Store};

/// Does what is asked.
pub async fn run(options: DisplaysOptions) -> Result<(), No> {
    match options.command {
        DisplaysCommand::Add { name, database } => {
            let store = Store::open(&database.address).await?;
            let key = new_key()?;
            let now = Clock::default().now();
            let added = store.add_display(&name, Some(&key_hash(&key)), now).await;
            store.close().await;
            if added?.is_none() {
                return Err(No::new(format!("there is a display `{name}` already")));
            }
            say(format_args!("{key}"))?;
            eprintln!(
                "This is the key of `{name}`, and it is not shown again. Give it to the display's own \
                 program, or open http://YOUR-SERVER/display?key=KEY once in the display's browser."
            );
        }
        DisplaysCommand::List { database } => {
            let store = Store::open(&database.address).await?;
            let rows = store.displays().await;
            store.close().await;
            list(&rows?, Clock::default().now())?;
        }
        DisplaysCommand::Remove { name, database } => {
            let store = Store::open(&database.address).await?;
            let now = Clock::default().now();
            let removed = store.remove_display(&name, now).await;
            store.close().await;
            if !removed? {
                return Err(No::new(format!("there is no display `{name}`")));
            }
            say(format_args!(
                "`{name}` is removed, and whoever was signed in there is signed out"
            ))?;
        }
    }
    Ok(())
}

fn list(rows: &[DisplayRow], now: DateTime<Utc>) -> Result<(), No> {
    if rows.is_empty() {
        eprintln!("there is no display yet; `displays add` sets one up");
    }
    for row in rows {
        let kind = if row.has_key { "" } else { ", without a key" };
        let heard = row.last_heartbeat.map_or_else(
            || "never heard of".to_owned(),
            |at| {
                let moment = at.to_rfc3339_opts(SecondsFormat::Secs, true);
                format!("last heard of {} ({moment})", ago(now, at))
            },
        );
        let build = match row.build.as_deref() {
            None => String::new(),
            Some(build) => format!(", build {build}"),
        };
        let restarts = match row.restarts {
            1 => "1 restart".to_owned(),
            count => format!("{count} restarts"),
        };
        say(format_args!(
            "{}{kind}: {heard}{build}, {restarts}",
            row.name
        ))?;
    }
    Ok(())
}

/// How long ago a moment is, in words.
fn ago(now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let seconds = (now - at).num_seconds();
    let (count, unit) = match seconds {
        // A clock that was set back makes heartbeats of the future.
        ..60 => return "less than a minute ago".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} ago")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_time_since_a_heartbeat_is_told_in_words() {
        let now: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
        for (seconds, words) in [
            (-5, "less than a minute ago"),
            (0, "less than a minute ago"),
            (59, "less than a minute ago"),
            (60, "1 minute ago"),
            (119, "1 minute ago"),
            (120, "2 minutes ago"),
            (3_599, "59 minutes ago"),
            (3_600, "1 hour ago"),
            (86_399, "23 hours ago"),
            (86_400, "1 day ago"),
            (864_000, "10 days ago"),
        ] {
            let at = now - chrono::Duration::seconds(seconds);
            assert_eq!(ago(now, at), words, "{seconds}");
        }
    }
}
