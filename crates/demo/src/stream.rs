//! What an open stream of events would say.

use chrono::{DateTime, Utc};
use citizen_score_contract::events::{
    CASE, DISPLAY, ENTRY, EntryRecorded, NOT_SCORED, NOTHING, PROOF_USED, SIGNED_OUT, STANDING,
};
use citizen_score_contract::{CaseRef, ProblemCode};

use crate::calls::Asking;
use crate::demo::Demo;
use crate::news::Happened;
use crate::refused::Refused;
use crate::request::{Request, Response};

/// Most events that are told before a standing; of more, the newest.
const MOST: usize = 100;

/// An event, as a server would send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// Its id; none for one that cannot be missed.
    pub id: Option<i64>,
    /// Its data, as JSON.
    pub data: String,
}

/// One open stream.
#[derive(Clone, Debug)]
pub struct Stream {
    token_hash: [u8; 32],
    sent: i64,
    shown: Option<String>,
    is_over: bool,
}

impl Demo {
    /// Opens a stream for whoever is signed in: `GET /me/events`, with `last-event-id` where it is opened
    /// again.
    ///
    /// # Errors
    ///
    /// [`Refused`], as the call would answer.
    pub fn open_stream(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<Stream, Refused> {
        let signed_in = self.signed_in(request, now)?;
        let newest = self.state.news.newest();
        let last = request.header("last-event-id");
        let last = last
            .and_then(|id| id.parse().ok())
            .filter(|id| (0..=newest).contains(id));
        Ok(Stream {
            token_hash: signed_in.token_hash,
            sent: last.unwrap_or(newest),
            shown: None,
            is_over: false,
        })
    }

    /// What a stream has to say now: what was missed, and the standing if it is another than was said
    /// last, or the first. Nothing more follows `signed_out`.
    pub fn events(&mut self, stream: &mut Stream, now: DateTime<Utc>) -> Vec<Event> {
        if stream.is_over {
            return Vec::new();
        }
        let Some((whose, at_display)) = self
            .session(&stream.token_hash, now)
            .map(|it| (it.whose, it.display.is_some()))
        else {
            stream.is_over = true;
            // Whoever watches from elsewhere is told that a visit has ended.
            self.end_sessions(|_| false, now);
            return vec![Event {
                name: SIGNED_OUT,
                id: None,
                data: NOTHING.to_owned(),
            }];
        };
        let mut events = Vec::new();
        let mut grown = false;
        for row in self.state.news.after(whose, stream.sent, MOST) {
            stream.sent = row.id;
            let (name, data) = match row.happened {
                Happened::Entry(id) => (ENTRY, text(&EntryRecorded { id })),
                Happened::Case(id) => {
                    let Some(case) = self.case(whose, &id) else {
                        continue;
                    };
                    let (kind, status) = (case.kind, case.status);
                    (CASE, text(&CaseRef { id, kind, status }))
                }
                Happened::ProofUsed => (PROOF_USED, NOTHING.to_owned()),
                // Where else a resident is signed in is not shown in public.
                Happened::Display if at_display => continue,
                Happened::Display => (DISPLAY, NOTHING.to_owned()),
            };
            // Neither of the others changes anything that is shown as the standing.
            grown |= matches!(name, ENTRY | CASE);
            events.push(Event {
                name,
                id: Some(row.id),
                data,
            });
        }
        let Ok((name, data, shown)) = self.standing(whose, now) else {
            return events;
        };
        if grown || stream.shown.as_ref() != Some(&shown) {
            events.push(Event {
                name,
                id: Some(stream.sent),
                data,
            });
            stream.shown = Some(shown);
        }
        events
    }

    /// The event that tells the standing, and what tells it from another.
    fn standing(
        &mut self,
        whose: usize,
        now: DateTime<Utc>,
    ) -> Result<(&'static str, String, String), Refused> {
        match self.me(whose, now.date_naive()) {
            Ok(me) => {
                let data = text(&me);
                Ok((STANDING, data.clone(), data))
            }
            Err(refused) if refused.code == ProblemCode::NotScored => {
                let count = self.person(whose)?.added.len();
                let revision = self.person(whose)?.marks.revision;
                let shown = format!("{count} {revision}");
                Ok((NOT_SCORED, NOTHING.to_owned(), shown))
            }
            Err(refused) => Err(refused),
        }
    }

    /// Answers `GET /me/events` with what there is to say now, in the form of a stream that ends: whoever
    /// asks comes back after two seconds.
    pub(crate) fn show_events(&mut self, ask: &Asking) -> Result<Response, Refused> {
        let mut stream = self.open_stream(ask.request, ask.now)?;
        let mut body = String::from("retry: 2000\n\n");
        for event in self.events(&mut stream, ask.now) {
            body.push_str(&event.written());
        }
        Ok(Response::of(200, "text/event-stream", body.into_bytes()))
    }
}

impl Event {
    /// The event as a stream holds it.
    #[must_use]
    pub fn written(&self) -> String {
        let id = self.id.map(|id| format!("id: {id}\n")).unwrap_or_default();
        format!("event: {}\n{id}data: {}\n\n", self.name, self.data)
    }
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
