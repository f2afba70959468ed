//! How the app behaves on this device, where one is signed in, and what the app is made of.

mod about;
mod install;
mod language;
mod look;
mod notifications;
mod remember;
mod sessions;

use leptos::prelude::*;

use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};

/// Readable without signing in; what concerns the resident is there once somebody is signed in.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        {page_heading(Key::SettingsTitle)}
        <p class="lead">{i18n.say(Key::SettingsIntro)}</p>
        {language::language()}
        {look::look()}
        {remember::remember()}
        {notifications::notifications()}
        {sessions::sessions()}
        {install::install()}
        {about::about()}
    }
}
