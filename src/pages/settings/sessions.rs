//! Where the resident is signed in, and ending each.

mod device;

use citizen_score_contract::sessions::OpenSession;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::use_api;
use crate::components::element::{all, li, none, p, ul};
use crate::components::failure::failure;
use crate::components::load_view::Load;
use crate::i18n::{Key, use_i18n};
use crate::pages::pair::{focus, visits};
use crate::reactive::{effect, memo, part, part_if};
use crate::record::{Holder, use_record};
use device::device;

/// The sections: own devices, and displays. Nothing while nobody is signed in.
pub(super) fn sessions() -> AnyView {
    let holder = use_record().holder();
    let signed_in = move || holder.with(Holder::is_signed_in);
    let sections = || {
        let again = RwSignal::new(0_u32);
        all([own(again), visits(memo(|| None), again)])
    };
    part_if(signed_in, sections).into_any()
}

/// Own devices. `again` grows when sessions may have changed.
fn own(again: RwSignal<u32>) -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let load = RwSignal::new(Load::<Vec<OpenSession>>::Loading);
    let changes = use_record().changes();
    let fetch = Callback::new(move |()| {
        spawn_local(async move {
            let answer = api.open_sessions().await;
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
        });
    });
    effect(move || {
        changes.track();
        again.track();
        fetch.run(());
    });
    let ended = Callback::new(move |()| {
        again.update(|count| *count = count.wrapping_add(1));
        focus(".sessions-head");
    });
    let rows = part(move || match load.get() {
        Load::Loading => p("loading", i18n.text(Key::StateLoading)),
        Load::Failed(error) => failure(error, fetch),
        Load::Ready(sessions) => {
            let rows = sessions
                .into_iter()
                .map(|it| li("visit", device(i18n, it, ended)));
            ul("visits", all(rows))
        }
    });
    let others = memo(move || {
        load.with(|load| match load {
            Load::Ready(sessions) => sessions.iter().any(|it| !it.current),
            _ => false,
        })
    });
    view! {
        <section class="panel" aria-labelledby="sessions">
            <h2 id="sessions" class="sessions-head" tabindex="-1">
                {i18n.say(Key::SettingsSessions)}
            </h2>
            {p("quiet", i18n.say(Key::SettingsSessionsText))}
            {rows}
            {part_if(move || others.get(), move || all_others(ended))}
        </section>
    }
    .into_any()
}

/// A button that ends all others.
fn all_others(ended: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let announcer = use_announcer();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let end = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            let answer = api.end_other_sessions().await;
            // Signing out meanwhile takes the button away.
            let _ = busy.try_set(false);
            let _ = failed.try_set(answer.is_err());
            if answer.is_ok() {
                announcer.say(i18n.text(Key::SettingsEndedOthers).to_owned());
            }
            ended.run(());
        });
    };
    let trouble = part(move || {
        if failed.get() {
            p("", i18n.text(Key::SettingsEndOthersFailed))
        } else {
            none()
        }
    });
    view! {
        <div class="end-others">
            <div role="alert" class="visit-trouble">
                {trouble}
            </div>
            {p("quiet", i18n.say(Key::SettingsEndOthersText))}
            <button type="button" class="button" prop:disabled=busy on:click=end>
                {i18n.say(Key::SettingsEndOthers)}
            </button>
        </div>
    }
    .into_any()
}
