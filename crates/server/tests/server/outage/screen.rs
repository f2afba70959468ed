//! An open screen, which comes back as a browser does when its stream ends.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::Client;

use super::told_to_come_again;
use crate::scene::Scene;
use crate::stream::{Event, Stream};

/// What a screen was told since it was opened.
#[derive(Clone, Default)]
pub struct Screen {
    told: Arc<Mutex<Vec<Event>>>,
}

impl Screen {
    /// Opens a screen, and waits until it shows a standing.
    pub async fn open(server: &Arc<Scene>, cookie: &str) -> Self {
        let screen = Self::default();
        let (told, server, cookie) = (
            Arc::clone(&screen.told),
            Arc::clone(server),
            cookie.to_owned(),
        );
        tokio::spawn(async move {
            let mut last: Option<i64> = None;
            // Without an end to the time that an answer may take.
            let client = Client::new();
            loop {
                let mut request = client.get(server.url("/api/v1/me/events"));
                request = request.header("cookie", &cookie);
                if let Some(last) = last {
                    request = request.header("last-event-id", last);
                }
                let answer = request.send().await.unwrap();
                if answer.status() == 200 {
                    let mut stream = Stream::of(answer);
                    // One that breaks off has ended too.
                    while let Ok(Some(event)) = stream.whenever().await {
                        last = event.id.or(last);
                        told.lock().unwrap().push(event);
                    }
                } else {
                    told_to_come_again(&answer);
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        });
        screen
            .until(Duration::from_secs(5), |it| it.name == "standing")
            .await;
        screen
    }

    /// How often it was told something of this kind.
    pub fn count(&self, is: impl Fn(&Event) -> bool) -> usize {
        self.told.lock().unwrap().iter().filter(|it| is(it)).count()
    }

    /// Waits until it is told something of this kind.
    pub async fn until(&self, most: Duration, is: impl Fn(&Event) -> bool) {
        let begun = Instant::now();
        while self.count(&is) == 0 {
            assert!(begun.elapsed() < most, "{:?}", self.told.lock().unwrap());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
