//! A stream of events, read as a browser reads it.

use std::time::Duration;

use reqwest::Response;
use serde_json::Value;

use crate::scene::Scene;

/// One event as a browser sees it.
#[derive(Debug, Default, PartialEq)]
pub struct Event {
    pub name: String,
    pub id: Option<i64>,
    /// None where the event has no line of data; browsers throw such an event away.
    pub data: Option<String>,
    /// Milliseconds to wait before coming back.
    pub retry: Option<u64>,
}

impl Event {
    pub fn json(&self) -> Value {
        serde_json::from_str(self.data.as_deref().unwrap()).unwrap()
    }

    pub fn score(&self) -> i64 {
        assert_eq!(self.name, "standing");
        self.json()["standing"]["score"].as_i64().unwrap()
    }
}

/// An open stream.
pub struct Stream {
    response: Response,
    text: String,
}

impl Stream {
    pub async fn open(scene: &Scene, cookie: &str, last: Option<&str>) -> Self {
        let mut request = scene.get_as(cookie, "/api/v1/me/events");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        Self::of(request.send().await.unwrap())
    }

    /// What an answer streams.
    pub fn of(response: Response) -> Self {
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert!(!response.headers().contains_key("content-encoding"));
        Self {
            response,
            text: String::new(),
        }
    }

    /// The next event, which comes in time; none when the stream has ended.
    pub async fn any(&mut self) -> Option<Event> {
        let event = tokio::time::timeout(Duration::from_secs(10), self.whenever());
        event.await.expect("an event in time").unwrap()
    }

    /// The next event, whenever it comes; none when the stream has ended.
    pub async fn whenever(&mut self) -> reqwest::Result<Option<Event>> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (read(block), rest.to_owned());
                self.text = rest;
                return Ok(Some(event));
            }
            let Some(chunk) = self.response.chunk().await? else {
                return Ok(None);
            };
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event that is not a heartbeat.
    pub async fn next(&mut self) -> Event {
        loop {
            let event = self.any().await.expect("the stream goes on");
            if event.name != "heartbeat" {
                return event;
            }
        }
    }
}

fn read(block: &str) -> Event {
    let mut event = Event::default();
    for line in block.lines() {
        match line
            .split_once(':')
            .map(|(name, value)| (name, value.trim_start()))
        {
            Some(("event", value)) => event.name = value.into(),
            Some(("id", value)) => event.id = Some(value.parse().unwrap()),
            Some(("data", value)) => event.data = Some(value.into()),
            Some(("retry", value)) => event.retry = Some(value.parse().unwrap()),
            _ => {}
        }
    }
    event
}
