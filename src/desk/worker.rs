//! The worker itself, and what it says. `crates/worker/src/talking.rs` is the other end.

use std::cell::RefCell;
use std::rc::Rc;

use citizen_score_device::{Fault, Progress};
use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, WorkerOptions, WorkerType};

/// The name of the element in index.html that says where the worker's script is.
const PLACE: &str = "meta[name=worker]";

/// What the worker says.
pub(super) enum Said {
    /// How far the ledger has been read.
    Progress(Progress),
    /// The ledger is there.
    Held,
    /// The answer to a question, or why there is none.
    Answer(u32, Result<String, Fault>),
    /// The worker has stopped, or could not read the ledger.
    Failed(Fault),
}

/// A worker that has been told something, and is listened to. It ends when it is dropped.
pub struct Listener {
    worker: web_sys::Worker,
    /// What is to be told as soon as it listens; earlier messages would be lost. None once it does.
    early: Rc<RefCell<Option<Vec<Array>>>>,
    _hear: Closure<dyn Fn(MessageEvent)>,
    _fail: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Starts a worker and tells it `first` as soon as it listens. `hear` gets what it says, and
    /// nothing where it has stopped. None where there are no workers.
    pub fn open(first: Array, hear: impl Fn(Option<Array>) + 'static) -> Option<Self> {
        let hear = Rc::new(hear);
        let place = document().query_selector(PLACE).ok().flatten()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = place.get_attribute("content")?;
        let worker = web_sys::Worker::new_with_options(&address, &options).ok()?;
        let early = Rc::new(RefCell::new(Some(vec![first])));
        let on_message = {
            let (worker, hear, early) = (worker.clone(), Rc::clone(&hear), Rc::clone(&early));
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                if message.get(0) == "ready" {
                    for message in early.take().into_iter().flatten() {
                        let _ = worker.post_message(&message);
                    }
                } else {
                    hear(Some(message));
                }
            })
        };
        let on_fail = Closure::<dyn Fn(Event)>::new(move |_| hear(None));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_fail.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            early,
            _hear: on_message,
            _fail: on_fail,
        })
    }
}

impl Listener {
    /// Tells the worker something.
    fn tell(&self, message: Array) {
        if let Some(early) = self.early.borrow_mut().as_mut() {
            early.push(message);
        } else {
            let _ = self.worker.post_message(&message);
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The worker that holds the ledger.
pub(super) struct Worker {
    listener: Listener,
}

impl Worker {
    /// Starts a worker, which begins to read the ledger at once. `open` says from where.
    pub(super) fn open(open: Array, hear: impl Fn(Said) + 'static) -> Option<Self> {
        let listener = Listener::open(open, move |message| match message {
            None => hear(Said::Failed(Fault::Stopped)),
            Some(message) => {
                if let Some(said) = read(&message) {
                    hear(said);
                }
            }
        })?;
        Some(Self { listener })
    }

    /// Asks. Questions wait in the worker until the ledger is there.
    pub(super) fn ask(&self, number: u32, question: &str) {
        let message = Array::of3(&"ask".into(), &number.into(), &question.into());
        self.listener.tell(message);
    }
}

fn read(message: &Array) -> Option<Said> {
    let text = |place| message.get(place).as_string();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the worker repeats a number that the page gave out"
    )]
    let number = || message.get(1).as_f64().map(|number| number as u32);
    let fault = |place| {
        text(place)
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or(Fault::Stopped)
    };
    match text(0)?.as_str() {
        "progress" => {
            let progress = serde_json::from_str(&text(1)?).ok()?;
            Some(Said::Progress(progress))
        }
        "held" => Some(Said::Held),
        "answer" => Some(Said::Answer(number()?, Ok(text(2)?))),
        "fault" => match number()? {
            0 => Some(Said::Failed(fault(2))),
            number => Some(Said::Answer(number, Err(fault(2)))),
        },
        _ => None,
    }
}
