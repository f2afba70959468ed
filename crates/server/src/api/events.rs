//! `GET /me/events`: server-sent events that keep an open screen true.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use citizen_score_contract::events::{
    CASE, DISPLAY, ENTRY, EntryRecorded, HEARTBEAT, NOT_SCORED, NOTHING, PROOF_USED, SIGNED_OUT,
    STANDING,
};
use futures_util::stream;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::SignedIn;
use crate::error::ApiError;
use crate::http::frame::TIME_LIMIT;
use crate::hub::ended;
use crate::state::AppState;
use crate::store::{EventRow, Happened};
use crate::streams::Place;

/// Most events that are sent before a standing; of more, the newest.
const MAX_EVENTS: u32 = 100;

/// After a lost connection a browser comes back after this time.
const RETRY: Duration = Duration::from_secs(2);

/// A stream that made room for a newer one comes back after this time, and then the oldest makes
/// room in turn: the tabs of one person share the places, and do not fight for them.
const COME_BACK: Duration = Duration::from_mins(1);

/// Events that may wait for a slow screen; then the stream waits for it.
const WAITING: usize = 16;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Opens a stream.
pub async fn stream(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let newest = state.store.newest_event(&signed_in.holder.resident).await?;
    let last = headers.get(LAST_EVENT_ID).and_then(|id| id.to_str().ok());
    // A number that was never given out says nothing about what was missed.
    let last = last
        .and_then(|id| id.parse().ok())
        .filter(|id| (0..=newest).contains(id));
    let place = state.streams.enter(signed_in.token_hash);
    let place = place.ok_or(ApiError::TooManyStreams)?;
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let screen = Screen {
        state,
        signed_in,
        sent: last.unwrap_or(newest),
        shown: None,
        next_end: None,
        sender,
    };
    tokio::spawn(screen.keep_true(place));
    let events = stream::poll_fn(move |context| receiver.poll_recv(context));
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies such as nginx hold answers back unless told not to.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// One open screen.
struct Screen {
    state: AppState,
    signed_in: SignedIn,
    /// Number of the newest event that was sent.
    sent: i64,
    /// What was sent last of the standing.
    shown: Option<Shown>,
    /// Second at which a visit ends by itself: the one on this display, or the next one of this resident.
    next_end: Option<i64>,
    sender: mpsc::Sender<Result<Event, Infallible>>,
}

/// What a screen shows of the standing.
#[derive(PartialEq, Eq)]
enum Shown {
    /// The standing with this `ETag`.
    Standing(HeaderValue),
    /// That there is none, since consent is withdrawn; at this head and revision of the ledger.
    NotScored(i64, i64),
}

/// What there is to tell to a screen.
struct News {
    /// What happened.
    events: Vec<EventRow>,
    /// Whether the screen is a shared display.
    is_public: bool,
    /// Name and data of the event that tells the standing, or that there is none.
    name: &'static str,
    data: String,
    /// What the screen shows then.
    shown: Shown,
}

/// Why a stream ends.
enum End {
    /// The screen was closed, or the server ends.
    Closed,
    /// The session is over.
    SignedOut,
    /// The session has opened one stream too many, and this is its oldest.
    Replaced,
    /// The server failed; the screen comes back by itself.
    Failed(ApiError),
}

impl<E: Into<ApiError>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Screen {
    async fn keep_true(mut self, mut place: Place) {
        let end = tokio::select! {
            end = self.run() => end,
            // Also while it waits for a screen that reads nothing.
            () = place.replaced() => Err(End::Replaced),
        };
        match end {
            Ok(()) | Err(End::Closed) => {}
            Err(End::Replaced) => {
                let _ = self.sender.try_send(Ok(Event::default().retry(COME_BACK)));
            }
            Err(End::SignedOut) => {
                if self.signed_in.holder.display.is_some() {
                    self.state
                        .notice_ended_visits(&self.signed_in.holder.resident);
                }
                let _ = self
                    .send(Event::default().event(SIGNED_OUT).data(NOTHING))
                    .await;
            }
            Err(End::Failed(error)) => {
                tracing::error!(?error, "a stream of events failed");
            }
        }
    }

    async fn run(&mut self) -> Result<(), End> {
        let mut changes = self.state.hub.listen(&self.signed_in.holder.resident);
        let mut shutdown = self.state.shutdown.clone();
        let heartbeat = self.state.settings.heartbeat;
        let mut next_heartbeat = Instant::now() + heartbeat;
        loop {
            // In a place of its own, which is given back: a screen waits nearly all of the time.
            Box::pin(self.catch_up()).await?;
            let midnight = Instant::now() + self.state.clock.until_midnight();
            let clock = &self.state.clock;
            let end = self.next_end.map(|end| Instant::now() + clock.until(end));
            tokio::select! {
                () = changes.changed() => {}
                () = tokio::time::sleep_until(midnight) => {}
                () = at(end) => if self.signed_in.holder.display.is_none() {
                    self.state.notice_ended_visits(&self.signed_in.holder.resident);
                },
                () = tokio::time::sleep_until(next_heartbeat) => {
                    self.send(Event::default().event(HEARTBEAT).data(NOTHING)).await?;
                    next_heartbeat = Instant::now() + heartbeat;
                }
                () = self.sender.closed() => return Err(End::Closed),
                () = ended(&mut shutdown) => return Err(End::Closed),
            }
        }
    }

    /// Sends the events that were missed, and the standing if it is another than the one shown: after
    /// an import, a step in a case, at midnight, or because this is the first. Where consent to being scored is
    /// withdrawn, it says that instead.
    async fn catch_up(&mut self) -> Result<(), End> {
        // A connection that a network swallowed answers never.
        let read = tokio::time::timeout(TIME_LIMIT, self.read());
        let News {
            events,
            is_public,
            name,
            data,
            shown,
        } = read.await.unwrap_or(Err(End::Failed(ApiError::TimedOut)))?;
        let mut grown = false;
        for event in events {
            self.sent = event.id;
            // Neither changes anything that is shown as the standing.
            grown |= !matches!(event.happened, Happened::ProofUsed | Happened::Display);
            let (name, data) = match event.happened {
                Happened::Entry(id) => (ENTRY, serde_json::to_string(&EntryRecorded { id })?),
                Happened::Case(case) => (CASE, serde_json::to_string(&case)?),
                Happened::ProofUsed => (PROOF_USED, NOTHING.to_owned()),
                // Where else a resident is signed in is not shown in public.
                Happened::Display if is_public => continue,
                Happened::Display => (DISPLAY, NOTHING.to_owned()),
            };
            let id = event.id.to_string();
            self.send(Event::default().event(name).id(id).data(data))
                .await?;
        }
        if grown || self.shown.as_ref() != Some(&shown) {
            let id = self.sent.to_string();
            let event = Event::default().event(name).id(id).data(data);
            self.send(if self.shown.is_none() {
                event.retry(RETRY)
            } else {
                event
            })
            .await?;
            self.shown = Some(shown);
        }
        Ok(())
    }

    /// Reads what there is to tell.
    async fn read(&mut self) -> Result<News, End> {
        let now = self.state.clock.now();
        let token_hash = &self.signed_in.token_hash;
        let store = &self.state.store;
        let news = store.news(token_hash, now, self.sent, MAX_EVENTS).await?;
        let (holder, events) = news.ok_or(End::SignedOut)?;
        // A display is told at once that its visit is over, and an own device that a visit is.
        self.next_end = if holder.display.is_some() {
            Some(holder.ends())
        } else {
            store.next_end_of_visit(&holder.resident, now).await?
        };
        let (name, data, shown) = if self.state.is_scored(&holder) {
            let standing = self.state.standings.of(&holder, now.date_naive()).await?;
            let data = String::from_utf8_lossy(&standing.json).into_owned();
            (STANDING, data, Shown::Standing(standing.etag.clone()))
        } else {
            let shown = Shown::NotScored(holder.ledger_head, holder.revision);
            (NOT_SCORED, NOTHING.to_owned(), shown)
        };
        Ok(News {
            events,
            is_public: holder.display.is_some(),
            name,
            data,
            shown,
        })
    }

    async fn send(&self, event: Event) -> Result<(), End> {
        self.sender.send(Ok(event)).await.map_err(|_| End::Closed)
    }
}

/// Waits until a moment; without one for ever.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}
