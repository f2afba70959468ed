//! Web Push: telling a browser, while the app is closed, that there is something to see. Never what.
//!
//! A subscription belongs to a session on a resident's own device ([`crate::store`] keeps it). [`sender`]
//! looks at events and sends; [`address`] says where to; [`client`] carries it there.

pub mod address;
pub mod client;
pub mod message;
pub mod quiet;
pub mod sender;
pub mod vapid;
pub mod wish;

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::OnceCell;

use self::address::Places;
use self::client::{Answer, Client, Unreachable};
use self::message::Topic;
use self::vapid::VapidKey;
use crate::signing::KeyError;
use crate::store::{PushTarget, Store};

/// The push services of the browsers in wide use: Chrome, Edge and Opera; Firefox; Edge on Windows;
/// Safari. A name stands for itself and for what is below it.
pub const SERVICES: [&str; 4] = [
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
];

/// Longest time that a push service keeps a message for a browser that is not connected: half a day.
const KEPT: i64 = 12 * 60 * 60;

/// How this server sends.
#[derive(Clone, Debug)]
pub struct PushSettings {
    /// Whom a push service can write to about this server, as `mailto:` or `https:` address; nothing is
    /// sent without.
    pub contact: Option<String>,
    /// The push services that may be sent to.
    pub hosts: Vec<String>,
    /// Whether a push service may be at `http://127.0.0.1`, for tests; no option of the command line.
    pub loopback: bool,
    /// Least time between two messages to one browser.
    pub gap: Duration,
}

impl Default for PushSettings {
    fn default() -> Self {
        Self {
            contact: None,
            hosts: SERVICES.map(str::to_owned).to_vec(),
            loopback: false,
            gap: Duration::from_mins(1),
        }
    }
}

/// What sends.
pub struct Push {
    contact: String,
    places: Places,
    client: Client,
    key: OnceCell<VapidKey>,
    gap: i64,
}

/// Why a message did not reach its push service.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// The subscription is over, or its address is none that may be sent to.
    #[error("the subscription is over")]
    Over,
    /// To be tried again, after so many seconds if the service said so.
    #[error("the push service {host} answered {status}")]
    Later {
        /// The service.
        host: String,
        /// Its answer.
        status: u16,
        /// What it asked for.
        after: Option<i64>,
    },
    /// The service cannot be reached.
    #[error("the push service {host} cannot be reached: {why}")]
    Unreachable {
        /// The service.
        host: String,
        /// Why not.
        why: Unreachable,
    },
    /// The keys that the browser gave cannot be used.
    #[error("the browser's keys cannot be used")]
    Keys,
    /// The server has no key.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Push {
    /// What sends by these settings; none where nothing is to be sent.
    #[must_use]
    pub fn new(settings: &PushSettings) -> Option<Self> {
        let contact = settings.contact.clone()?;
        Some(Self {
            contact,
            places: Places {
                hosts: settings.hosts.clone(),
                loopback: settings.loopback,
            },
            client: Client::new(),
            key: OnceCell::new(),
            gap: i64::try_from(settings.gap.as_secs()).unwrap_or(i64::MAX),
        })
    }

    /// The server's key for browsers, which is made at its first use.
    ///
    /// # Errors
    ///
    /// [`KeyError`].
    pub async fn key(&self, store: &Store) -> Result<&VapidKey, KeyError> {
        self.key.get_or_try_init(|| VapidKey::of(store)).await
    }

    /// Sends one message.
    ///
    /// # Errors
    ///
    /// [`NotSent`].
    pub async fn send(
        &self,
        store: &Store,
        to: &PushTarget,
        topic: Topic,
        now: DateTime<Utc>,
    ) -> Result<(), NotSent> {
        let place = self.places.read(&to.endpoint).map_err(|_| NotSent::Over)?;
        let key = self.key(store).await?;
        let body = message::sealed(&to.language, topic, &to.p256dh, &to.auth);
        let body = body.ok_or(NotSent::Keys)?;
        let kept = (to.until - now.timestamp()).clamp(0, KEPT);
        let authorization = key.authorization(&place.origin(), &self.contact, now);
        match self.client.post(&place, &authorization, kept, body).await {
            Ok(Answer::Taken) => Ok(()),
            Ok(Answer::Gone) => Err(NotSent::Over),
            Ok(Answer::Other { status, after }) => Err(NotSent::Later {
                host: place.host,
                status,
                after,
            }),
            Err(why) => Err(NotSent::Unreachable {
                host: place.host,
                why,
            }),
        }
    }
}
