//! The task that sends: it looks at new events, and sends what is due, until the server ends.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::client::LIMIT;
use super::{NotSent, Push};
use crate::hub;
use crate::state::AppState;
use crate::store::{ClaimedPush, StoreError};

/// Messages that are on their way at once.
const MOST_AT_ONCE: usize = 16;

/// Longest time between two looks: the clock of the machine may be set meanwhile.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// After a failure of the database.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Seconds for which a message belongs to the process that sends it: longer than sending can take. If the
/// process ends meanwhile, the message is sent by whoever looks then.
const LEASE: i64 = 60;

/// Time that messages on their way have at the end.
const DRAIN: Duration = Duration::from_secs(4);

/// The first wait after a failure, in seconds; it doubles up to the longest.
const FIRST_WAIT: i64 = 30;

/// The longest wait, in seconds, also where a service asks for more.
const LONGEST_WAIT: i64 = 60 * 60;

const _: () = assert!(LEASE.unsigned_abs() > 2 * LIMIT.as_secs());

/// Sends until the server ends.
pub async fn run(state: AppState) {
    if state.push.is_none() {
        return;
    }
    let mut shutdown = state.shutdown.clone();
    let mut changes = state.hub.listen_to_all();
    let mut sending = JoinSet::new();
    loop {
        let pause = match look(&state, &mut sending).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "cannot look for what is to be sent by push");
                PAUSE_AFTER_FAILURE
            }
        };
        tokio::select! {
            () = hub::ended(&mut shutdown) => break,
            // One that was missed is a reason to look too.
            _ = changes.recv() => changes = changes.resubscribe(),
            _ = sending.join_next(), if !sending.is_empty() => {}
            () = sleep(pause) => {}
        }
    }
    let drained = timeout(DRAIN, async {
        while sending.join_next().await.is_some() {}
    });
    if drained.await.is_err() {
        tracing::warn!("some messages were still on their way; they are sent again later");
    }
}

/// Looks at new events, begins to send what is due, and answers when to look again.
async fn look(state: &AppState, sending: &mut JoinSet<()>) -> Result<Duration, StoreError> {
    state.store.collect_push(state.clock.now()).await?;
    // Read only now: what was just gathered may have happened after a clock that was read before, and a message
    // that is taken with an old one is taken for too short.
    let now = state.clock.now();
    let room = MOST_AT_ONCE.saturating_sub(sending.len());
    if room > 0 {
        let lease = now.timestamp() + LEASE;
        for message in state.store.claim_push(now, room, lease).await? {
            sending.spawn(send(state.clone(), message));
        }
    }
    if sending.len() >= MOST_AT_ONCE {
        return Ok(LONGEST_PAUSE);
    }
    let next = state.store.next_push(now).await?;
    let pause = next.map(|second| state.clock.until(second));
    Ok(pause.map_or(LONGEST_PAUSE, |it| it.min(LONGEST_PAUSE)))
}

async fn send(state: AppState, message: ClaimedPush) {
    let Some(push) = &state.push else { return };
    let topic = message.subjects.into();
    let now = state.clock.now();
    let sent = push.send(&state.store, &message.target, topic, now).await;
    let settled = settle(&state, push, &message, sent).await;
    if let Err(error) = settled {
        tracing::error!(%error, "cannot note what became of a message");
    }
}

async fn settle(
    state: &AppState,
    push: &Push,
    message: &ClaimedPush,
    sent: Result<(), NotSent>,
) -> Result<(), StoreError> {
    let now = state.clock.now();
    match sent {
        Ok(()) => {
            let next = now.timestamp().saturating_add(push.gap);
            state.store.push_sent(message, next).await
        }
        Err(NotSent::Over | NotSent::Keys) => state.store.push_over(message).await,
        Err(error) => {
            let next = after_failure(&error, message.failures, now);
            tracing::warn!(%error, again = %next, "a message was not sent");
            state.store.push_failed(message, next.timestamp()).await
        }
    }
}

/// When to try again.
fn after_failure(error: &NotSent, failures: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let doubled = FIRST_WAIT.saturating_mul(1 << failures.min(16));
    let asked = match error {
        NotSent::Later { after, .. } => after.unwrap_or_default(),
        _ => 0,
    };
    let wait = doubled.max(asked).min(LONGEST_WAIT);
    now + TimeDelta::seconds(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour_and_is_not_shorter_than_asked_for() {
        let waits = |after| {
            let later = NotSent::Later {
                host: "push.example".into(),
                status: 429,
                after,
            };
            [0, 1, 2, 6, 7, 90].map(|failures| {
                let now = DateTime::UNIX_EPOCH;
                after_failure(&later, failures, now).timestamp()
            })
        };
        assert_eq!(waits(None), [30, 60, 120, 1920, 3600, 3600]);
        assert_eq!(waits(Some(90)), [90, 90, 120, 1920, 3600, 3600]);
        assert_eq!(waits(Some(i64::MAX)), [3600; 6]);
        assert_eq!(waits(Some(i64::MIN)), [30, 60, 120, 1920, 3600, 3600]);
    }
}
