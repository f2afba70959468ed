//! Signing in: with a one-time code, at the city's identity provider where the server has one, or in a demo by
//! choosing a made-up resident.

use citizen_score_contract::SignIn;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, use_api};
use crate::components::demo_residents::DemoResidents;
use crate::components::element::{all, div, p};
use crate::components::page_heading::page_heading;
use crate::config::Config;
use crate::i18n::{I18n, Key, error_text, use_i18n};
use crate::reactive::{attribute, part_if, text};
use crate::record::use_record;

use super::welcome::{first_visit, keep_seen};

/// Where the server begins a sign-in at the identity provider. It is a page of no app.
const PROVIDER: &str = "/sign-in/oidc";

/// The sign-in. It stands in the place of a page that needs somebody signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let residents = use_context::<Config>()
        .and_then(|config| config.whole())
        .map(|config| config.residents)
        .unwrap_or_default();
    let code = NodeRef::<Input>::new();
    let problem = RwSignal::new(String::new());
    let busy = RwSignal::new(false);

    let sign_in = Callback::new(move |sign_in: SignIn| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(String::new());
        spawn_local(async move {
            let answer = match api.sign_in(&sign_in).await {
                Ok(()) => {
                    // The steps were there to be read.
                    keep_seen();
                    record.load().await
                }
                Err(error) => Err(error),
            };
            busy.set(false);
            if let Err(error) = answer {
                problem.set(error_text(i18n, &error));
                focus(code);
            }
        });
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = code
            .get_untracked()
            .map(|field| field.value())
            .unwrap_or_default();
        if typed.chars().any(|letter| letter.is_ascii_digit()) {
            sign_in.run(SignIn::Code { code: typed });
        } else {
            problem.set(i18n.text(Key::SignInCodeMissing).to_owned());
            focus(code);
        }
    };
    view! {
        {page_heading(Key::SignInTitle)}
        <p class="lead">{i18n.say(Key::SignInLead)}</p>
        {part_if(
            move || record.ended().get(),
            move || {
                let words = text(move || error_text(i18n, &ApiError::SignedOut));
                view! { <p class="note" role="status">{words}</p> }.into_any()
            },
        )}
        {first_visit()}
        <div class="sign-in">
            {(!residents.is_empty()).then(|| view! { <DemoResidents residents sign_in /> })}
            {provider().map(|name| at_provider(i18n, &name))}
            <form class="sign-in-form" on:submit=submit novalidate>
                <p>{i18n.say(Key::SignInIntro)}</p>
                <label class="field-label" for="code">
                    {i18n.say(Key::SignInCode)}
                </label>
                <p class="field-hint" id="code-hint">
                    {i18n.say(Key::SignInCodeHint)}
                </p>
                <p class="field-problem" id="code-problem" role="alert">
                    {problem}
                </p>
                <input
                    class="field"
                    id="code"
                    name="code"
                    node_ref=code
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    spellcheck="false"
                    maxlength="20"
                    aria-describedby="code-hint code-problem"
                    aria-invalid=attribute(move || problem.with(|it| (!it.is_empty()).then_some("true")))
                />
                <button type="submit" class="button" prop:disabled=busy>
                    {text(move || {
                        let key = if busy.get() { Key::SignInBusy } else { Key::SignInSubmit };
                        i18n.text(key).to_owned()
                    })}
                </button>
                <p class="quiet">{i18n.say(Key::SignInPrivacy)}</p>
            </form>
        </div>
    }
}

/// The way to the identity provider of this name.
fn at_provider(i18n: I18n, name: &str) -> AnyView {
    let of_name = |key| {
        let name = name.to_owned();
        text(move || i18n.fill(key, &[("name", &name)]))
    };
    let way = view! {
        <a class="button" href=PROVIDER rel="external">
            {of_name(Key::SignInProvider)}
        </a>
    };
    let hint = p("quiet", of_name(Key::SignInProviderHint));
    div("sign-in-provider", all([way.into_any(), hint]))
}

/// What the server calls the identity provider, where it has one. It stands in the page, and not in the
/// configuration, so that only this page has to know of it.
fn provider() -> Option<String> {
    let meta = document().query_selector("meta[name=oidc]").ok()??;
    meta.get_attribute("content")
        .filter(|name| !name.is_empty())
}

fn focus(field: NodeRef<Input>) {
    if let Some(field) = field.get_untracked() {
        let _ = field.focus();
    }
}
