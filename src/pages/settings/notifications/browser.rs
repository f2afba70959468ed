//! The browser's part: asking for permission, and where and with which keys it takes messages.

use citizen_score_contract::push::{Subscribe, Told};
use js_sys::{JSON, Reflect};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration, window,
};

use crate::api::ApiError;
use crate::i18n::Key;

/// Why something was not done.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The app's service worker is not there.
    NoWorker,
    /// The browser blocks notifications of this site.
    Denied,
    /// The question for permission was closed.
    Dismissed,
    /// The browser does not get an address from its push service.
    NoService,
    /// The push service does not know this browser any more.
    Gone,
    /// The push service did not take a message.
    NotSent,
    /// Something in the form is wrong.
    Form(Key),
    /// The server did not do its part.
    Server(ApiError),
}

/// A subscription as the browser writes it.
#[derive(Deserialize)]
pub struct Subscription {
    endpoint: String,
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: String,
    auth: String,
}

impl Subscription {
    /// The wish to be told by it.
    pub fn wish(self, language: String, told: Told) -> Subscribe {
        Subscribe {
            endpoint: self.endpoint,
            p256dh: self.keys.p256dh,
            auth: self.keys.auth,
            language,
            told,
        }
    }
}

/// Whether this browser has what it takes.
pub fn is_able() -> bool {
    let has =
        |name: &str| window().is_some_and(|it| Reflect::has(&it, &name.into()).unwrap_or_default());
    let workers = window().map(|it| JsValue::from(it.navigator()));
    has("Notification")
        && has("PushManager")
        && workers.is_some_and(|it| Reflect::has(&it, &"serviceWorker".into()).unwrap_or_default())
}

/// Whether the browser blocks notifications of this site.
pub fn is_denied() -> bool {
    is_able() && Notification::permission() == NotificationPermission::Denied
}

/// Asks for permission, and subscribes; by a new subscription where one of an earlier session would be
/// taken over.
///
/// # Errors
///
/// [`Trouble`] of the browser's.
pub async fn subscribe(key: &str, fresh: bool) -> Result<Subscription, Trouble> {
    permit().await?;
    let manager = manager().await.ok_or(Trouble::NoWorker)?;
    let kept = subscription(&manager).await;
    let subscription = match kept {
        Some(kept) if !fresh => kept,
        kept => {
            if let Some(kept) = kept {
                end(&kept).await;
            }
            new(&manager, key).await.ok_or(Trouble::NoService)?
        }
    };
    let text = JSON::stringify(&subscription).map_err(|_| Trouble::NoService)?;
    serde_json::from_str(&String::from(text)).map_err(|_| Trouble::NoService)
}

/// Ends the subscription of this browser, if it has one.
pub async fn unsubscribe() {
    if let Some(manager) = manager().await
        && let Some(kept) = subscription(&manager).await
    {
        end(&kept).await;
    }
}

async fn permit() -> Result<(), Trouble> {
    let asked = Notification::request_permission().map_err(|_| Trouble::Denied)?;
    let answer = JsFuture::from(asked).await.map_err(|_| Trouble::Denied)?;
    match answer.as_string().as_deref() {
        Some("granted") => Ok(()),
        Some("denied") => Err(Trouble::Denied),
        _ => Err(Trouble::Dismissed),
    }
}

/// The push manager of the app's service worker, where that is there.
async fn manager() -> Option<PushManager> {
    let workers = window()?.navigator().service_worker();
    let found = JsFuture::from(workers.get_registration()).await.ok()?;
    if found.is_undefined() {
        return None;
    }
    ServiceWorkerRegistration::from(found).push_manager().ok()
}

async fn subscription(manager: &PushManager) -> Option<PushSubscription> {
    let found = JsFuture::from(manager.get_subscription().ok()?)
        .await
        .ok()?;
    (!found.is_null() && !found.is_undefined()).then(|| PushSubscription::from(found))
}

async fn new(manager: &PushManager, key: &str) -> Option<PushSubscription> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&JsValue::from_str(key));
    let asked = manager.subscribe_with_options(&options).ok()?;
    let made = JsFuture::from(asked).await.ok()?;
    Some(PushSubscription::from(made))
}

async fn end(subscription: &PushSubscription) {
    if let Ok(ending) = subscription.unsubscribe() {
        let _ = JsFuture::from(ending).await;
    }
}
