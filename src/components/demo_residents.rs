//! In a demo: the made-up residents to choose from.

use citizen_score_contract::{DemoResident, SignIn};
use leptos::prelude::*;

use crate::i18n::{Key, use_i18n};
use crate::reactive::text;

/// A choice for each. There is a heading above.
#[component]
pub fn DemoResidents(
    /// The made-up residents.
    residents: Vec<DemoResident>,
    /// Called with the choice.
    sign_in: Callback<SignIn>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choices = residents
        .into_iter()
        .map(|DemoResident { id, name, shows }| {
            let about = text(move || {
                let words = shows.get(i18n.tag()).or_else(|| shows.values().next());
                words.cloned().unwrap_or_default()
            });
            let choose = move |_| {
                sign_in.run(SignIn::Resident {
                    resident: id.clone(),
                });
            };
            view! {
                <li>
                    <button type="button" class="choice" on:click=choose>
                        <span class="choice-name">{name}</span>
                        <span class="choice-about">{about}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="residents">
            <h2>{i18n.say(Key::SignInDemo)}</h2>
            <p>{i18n.say(Key::SignInDemoIntro)}</p>
            <ul class="choices">{choices}</ul>
        </section>
    }
}
