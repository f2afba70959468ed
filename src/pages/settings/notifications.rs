//! What the resident is told of while the app is closed, and when not.

mod browser;
mod face;
mod wish;

use citizen_score_contract::push::Push;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::{Api, ApiError, use_api};
use crate::components::element::{all, h2, none, p, section};
use crate::components::load_view::{Load, load_view};
use crate::i18n::{Key, use_i18n};
use crate::reactive::{memo, part_if};
use crate::record::{Holder, use_record};
use browser::Trouble;
use face::face;
use wish::Wish;

/// The section; nothing while nobody is signed in.
pub(super) fn notifications() -> AnyView {
    let i18n = use_i18n();
    let holder = use_record().holder();
    let signed_in = memo(move || holder.with(Holder::is_signed_in));
    part_if(
        move || signed_in.get(),
        move || {
            let state = State::new();
            provide_context(state);
            let retry = Callback::new(move |()| state.fetch());
            state.fetch();
            section(
                "panel",
                all([
                    h2("", i18n.say(Key::NotifyTitle)),
                    p("", i18n.say(Key::NotifyIntro)),
                    p("quiet", i18n.say(Key::NotifyThrough)),
                    load_view(state.load.into(), retry, |push| face(&push)).into_any(),
                ]),
            )
        },
    )
    .into_any()
}

/// What the section knows, and what it is doing.
#[derive(Clone, Copy)]
struct State {
    load: RwSignal<Load<Push>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    api: Api,
}

impl State {
    fn new() -> Self {
        Self {
            load: RwSignal::new(Load::Loading),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            api: use_api(),
        }
    }

    fn fetch(self) {
        spawn_local(async move {
            let answer = self.api.push().await;
            // The page may be gone by the time of the answer.
            let _ = self.load.try_update(|load| load.accept(answer));
        });
    }

    /// Runs something that a button asks for, one at a time, and says how it went.
    fn run(self, said: String, work: impl Future<Output = Result<(), Trouble>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        let announcer = use_announcer();
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let done = work.await;
            if done.is_ok() {
                announcer.say(said);
            }
            let _ = self.busy.try_set(false);
            let _ = self.trouble.try_set(done.err());
        });
    }

    /// Subscribes this browser, or changes what it is told.
    async fn put(
        self,
        key: String,
        wish: Wish,
        language: String,
        fresh: bool,
    ) -> Result<(), Trouble> {
        let told = wish.told().map_err(Trouble::Form)?;
        let keys = browser::subscribe(&key, fresh).await?;
        let answer = self.api.subscribe(&keys.wish(language, told)).await;
        let push = answer.map_err(Trouble::Server)?;
        let _ = self.load.try_set(Load::Ready(push));
        Ok(())
    }

    /// Ends it, on the server and in the browser.
    async fn end(self) -> Result<(), Trouble> {
        self.api.unsubscribe().await.map_err(Trouble::Server)?;
        browser::unsubscribe().await;
        self.forget();
        Ok(())
    }

    async fn test(self) -> Result<(), Trouble> {
        match self.api.test_push().await {
            Ok(()) => Ok(()),
            Err(ApiError::NotFound) => {
                self.forget();
                Err(Trouble::Gone)
            }
            Err(ApiError::Server { .. }) => Err(Trouble::NotSent),
            Err(error) => Err(Trouble::Server(error)),
        }
    }

    fn forget(self) {
        let _ = self.load.try_update(|load| {
            if let Load::Ready(push) = load {
                push.told = None;
                push.until = None;
            }
        });
    }
}

/// The context.
fn use_state() -> State {
    use_context().unwrap_or_else(State::new)
}

/// What went wrong, in a sentence.
fn trouble_text(trouble: Option<Trouble>) -> AnyView {
    let i18n = use_i18n();
    let key = match trouble {
        None => return none(),
        Some(Trouble::Server(error)) => {
            return p("note", crate::i18n::error_text(i18n, &error));
        }
        Some(Trouble::Form(key)) => key,
        Some(Trouble::NoWorker) => Key::NotifyNoWorker,
        Some(Trouble::Denied) => Key::NotifyDenied,
        Some(Trouble::Dismissed) => Key::NotifyDismissed,
        Some(Trouble::NoService) => Key::NotifyNoService,
        Some(Trouble::Gone) => Key::NotifyGone,
        Some(Trouble::NotSent) => Key::NotifyNotSent,
    };
    p("note", i18n.say(key))
}
