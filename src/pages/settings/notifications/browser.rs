//! The browser's part: asking for permission, and where and with which keys it takes messages.

use citizen_score_contract::push::{Subscribe, Told};
use leptos::prelude::window;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::api::ApiError;
use crate::by_name::{call, get, object};
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
    let has = |of: &JsValue, name: &str| !get(of, name).is_undefined();
    has(&window(), "Notification")
        && has(&window(), "PushManager")
        && has(&window().navigator(), "serviceWorker")
}

/// Whether the browser blocks notifications of this site.
pub fn is_denied() -> bool {
    is_able() && get(&get(&window(), "Notification"), "permission") == "denied"
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
    let kept = answer(&manager, "getSubscription", &[]).await;
    let subscription = match kept {
        Some(kept) if !fresh => kept,
        kept => {
            if let Some(kept) = kept {
                answer(&kept, "unsubscribe", &[]).await;
            }
            let options = object(&[
                ("userVisibleOnly", true.into()),
                ("applicationServerKey", key.into()),
            ]);
            let made = answer(&manager, "subscribe", &[options]).await;
            made.ok_or(Trouble::NoService)?
        }
    };
    let text = call(&get(&window(), "JSON"), "stringify", &[subscription]);
    let text = text.and_then(|text| text.as_string());
    let text = text.ok_or(Trouble::NoService)?;
    serde_json::from_str(&text).map_err(|_| Trouble::NoService)
}

/// Ends the subscription of this browser, if it has one.
pub async fn unsubscribe() {
    if let Some(manager) = manager().await
        && let Some(kept) = answer(&manager, "getSubscription", &[]).await
    {
        answer(&kept, "unsubscribe", &[]).await;
    }
}

async fn permit() -> Result<(), Trouble> {
    let asked = get(&window(), "Notification");
    let answer = answer(&asked, "requestPermission", &[]).await;
    match answer.and_then(|it| it.as_string()).as_deref() {
        Some("granted") => Ok(()),
        Some("default") => Err(Trouble::Dismissed),
        _ => Err(Trouble::Denied),
    }
}

/// The push manager of the app's service worker, where that is there.
async fn manager() -> Option<JsValue> {
    let workers = get(&window().navigator(), "serviceWorker");
    let found = answer(&workers, "getRegistration", &[]).await?;
    Some(get(&found, "pushManager")).filter(JsValue::is_object)
}

/// What a method answers in the end. None where it fails, or there is nothing.
async fn answer(of: &JsValue, method: &str, with: &[JsValue]) -> Option<JsValue> {
    let promise: js_sys::Promise = call(of, method, with)?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    (!answer.is_null() && !answer.is_undefined()).then_some(answer)
}
