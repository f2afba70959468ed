//! What the tabs of one browser tell each other, and what they leave for the next visit.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::boot::OUTBOX_FLAG;

const NAME: &str = "citizen-score-drafts";

/// A line to the other tabs, as long as it is not dropped.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    holder: String,
    _hear: Closure<dyn Fn(MessageEvent)>,
}

impl Tabs {
    /// Calls `changed` with the id of each draft of this holder that another tab has changed. None
    /// where there is no such line.
    pub(super) fn open(holder: &str, changed: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let mine = holder.to_owned();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message = event.data().as_string().unwrap_or_default();
            if let Some((holder, id)) = message.split_once(' ')
                && holder == mine
            {
                changed(id.to_owned());
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            holder: holder.to_owned(),
            _hear: hear,
        })
    }

    /// Tells the other tabs that a draft has changed.
    pub(super) fn tell(&self, id: &str) {
        let message = format!("{} {id}", self.holder);
        let _ = self.channel.post_message(&message.into());
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

/// Runs something while no other tab does. Where tabs cannot agree on it, it runs all the same: the
/// server knows what it has had.
pub(super) async fn alone(run: impl Future<Output = ()>) {
    let (release, released) = oneshot::channel::<()>();
    if let Some((granted, asked)) = ask(released) {
        // It is refused where the page may not use locks; then there is nothing to wait for.
        match select(granted, JsFuture::from(asked)).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }
    run.await;
    drop(release);
}

/// Asks for the lock: the first is told when it is there, and it is given back with the second.
fn ask(released: oneshot::Receiver<()>) -> Option<(oneshot::Receiver<()>, Promise)> {
    // web-sys has these only behind a flag of the whole build.
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let (grant, granted) = oneshot::channel();
    let held = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        let _ = grant.send(());
        future_to_promise(async move {
            let _ = released.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let asked = request.call2(&locks, &NAME.into(), &held).ok()?;
    Some((granted, asked.dyn_into().ok()?))
}

/// Leaves word for the next visit whether something of this holder waits to be sent. It names holders
/// only, whose names say nothing.
pub(super) fn leave_word(holder: &str, waits: bool) {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let before = storage.get_item(OUTBOX_FLAG).ok().flatten();
    let mut holders: Vec<&str> = before.as_deref().unwrap_or_default().split(' ').collect();
    holders.retain(|it| !it.is_empty() && *it != holder);
    if waits {
        holders.push(holder);
    }
    // Without it, what waits goes out when a page of these is opened.
    let _ = if holders.is_empty() {
        storage.remove_item(OUTBOX_FLAG)
    } else {
        storage.set_item(OUTBOX_FLAG, &holders.join(" "))
    };
}
