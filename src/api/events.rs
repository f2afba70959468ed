//! The event stream: the server tells an open screen what changed.

use citizen_score_contract::{Me, events};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventSource, MessageEvent};

/// What the stream tells.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamEvent {
    /// The standing as of now.
    Standing(Box<Me>),
    /// An entry was recorded.
    Entry,
    /// Consent to being scored is withdrawn: there is no standing.
    NotScored,
    /// A case has changed.
    Case,
    /// A visit at a shared display has begun or ended.
    Display,
    /// The stream is alive.
    Heartbeat,
    /// The session has ended.
    SignedOut,
    /// The connection is gone; the browser is trying to get it back by itself.
    Interrupted,
    /// The connection is gone for good; whoever listens opens another stream.
    Closed,
}

type Reader = fn(&EventSource, &MessageEvent) -> Option<StreamEvent>;
type Listener = Closure<dyn Fn(MessageEvent)>;

/// An open stream; dropping it closes it.
pub struct EventStream {
    source: EventSource,
    _listeners: Vec<Listener>,
}

impl EventStream {
    pub(super) fn open(url: &str, on_event: impl Fn(StreamEvent) + 'static) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let on_event = std::rc::Rc::new(on_event);
        let mut listeners: Vec<Listener> = Vec::new();
        let kinds: [(&str, Reader); 8] = [
            (events::STANDING, |_, event| {
                let me = serde_json::from_str(&event.data().as_string()?).ok()?;
                Some(StreamEvent::Standing(Box::new(me)))
            }),
            (events::ENTRY, |_, _| Some(StreamEvent::Entry)),
            (events::NOT_SCORED, |_, _| Some(StreamEvent::NotScored)),
            (events::CASE, |_, _| Some(StreamEvent::Case)),
            (events::DISPLAY, |_, _| Some(StreamEvent::Display)),
            (events::HEARTBEAT, |_, _| Some(StreamEvent::Heartbeat)),
            (events::SIGNED_OUT, |_, _| Some(StreamEvent::SignedOut)),
            ("error", |source, _| {
                let closed = source.ready_state() == EventSource::CLOSED;
                Some(if closed {
                    StreamEvent::Closed
                } else {
                    StreamEvent::Interrupted
                })
            }),
        ];
        for (name, read) in kinds {
            let on_event = on_event.clone();
            let source_of = source.clone();
            let listener: Listener = Closure::new(move |event: MessageEvent| {
                if let Some(event) = read(&source_of, &event) {
                    on_event(event);
                }
            });
            let added: Result<(), JsValue> =
                source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            added.ok()?;
            listeners.push(listener);
        }
        Some(Self {
            source,
            _listeners: listeners,
        })
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.source.close();
    }
}
