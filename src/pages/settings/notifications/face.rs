//! The faces of the section: what cannot be, what is on, and the form.

use citizen_score_contract::push::Push;
use leptos::prelude::*;

use super::browser::{is_able, is_denied};
use super::wish::{ALL, Wish, zone};
use super::{State, trouble_text, use_state};
use crate::by_name::get;
use crate::components::element::{all, div, none, p};
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{part, part_if, text};

/// What can be done here and now.
pub(super) fn face(push: &Push) -> AnyView {
    let i18n = use_i18n();
    let state = use_state();
    let Some(key) = push.key.clone() else {
        return p("", i18n.say(Key::NotifyOffServer));
    };
    if !is_able() {
        return p("", i18n.say(Key::NotifyNoSupport));
    }
    let on = push.told.is_some();
    let until = push.until.map_or_else(
        || p("quiet", i18n.say(Key::NotifyEnds)),
        |until| {
            let line = text(move || {
                let moment = format::local_moment(i18n.formats(), until);
                i18n.fill(Key::NotifyOn, &[("moment", &moment)])
            });
            p("", line)
        },
    );
    // Permission may have been taken away in the browser's own settings.
    let denied = if on && is_denied() {
        p("note", i18n.say(Key::NotifyDenied))
    } else {
        none()
    };
    let wish = Wish::of(push.told.as_ref());
    let trouble = part(move || trouble_text(state.trouble.get()));
    let trouble = view! { <div role="alert">{trouble}</div> }.into_any();
    all([
        until,
        denied,
        div(
            "questions",
            all([
                about(i18n, wish),
                quiet(i18n, wish),
                trouble,
                buttons(i18n, state, key, wish, on),
            ]),
        ),
    ])
}

fn about(i18n: I18n, wish: Wish) -> AnyView {
    let boxes = ALL.into_iter().enumerate().map(|(place, (_, name, said))| {
        let is_chosen = move || {
            wish.about
                .with(|it| it.get(place).copied().unwrap_or_default())
        };
        let choose = move |event| {
            let chosen = is_on(&event);
            wish.about.update(|it| {
                if let Some(it) = it.get_mut(place) {
                    *it = chosen;
                }
            });
        };
        let example = text(move || i18n.fill(Key::NotifyExample, &[("text", i18n.text(said))]));
        view! {
            <label class="radio">
                <input type="checkbox" prop:checked=is_chosen on:change=choose />
                <span class="radio-words">
                    <span>{i18n.say(name)}</span>
                    <span class="field-hint">{example}</span>
                </span>
            </label>
        }
        .into_any()
    });
    let boxes = all(boxes);
    let several = text(move || {
        let several = i18n.text(Key::PushSeveral);
        i18n.fill(Key::NotifySeveral, &[("text", several)])
    });
    view! {
        <fieldset class="question">
            <legend class="field-label">{i18n.say(Key::NotifyAbout)}</legend>
            {boxes}
            {p("field-hint", several)}
        </fieldset>
    }
    .into_any()
}

fn quiet(i18n: I18n, wish: Wish) -> AnyView {
    let turn = move |event| wish.quiet.set(is_on(&event));
    let times = part_if(
        move || wish.quiet.get(),
        move || {
            let zone = text(move || i18n.fill(Key::NotifyZone, &[("zone", &zone())]));
            all([
                div(
                    "day-parts",
                    all([
                        time(i18n, Key::NotifyFrom, wish.from),
                        time(i18n, Key::NotifyTo, wish.to),
                    ]),
                ),
                p("field-hint", zone),
            ])
        },
    );
    view! {
        <div class="question">
            <label class="radio">
                <input type="checkbox" prop:checked=wish.quiet on:change=turn />
                <span class="radio-words">
                    <span>{i18n.say(Key::NotifyQuiet)}</span>
                    <span class="field-hint">{i18n.say(Key::NotifyQuietText)}</span>
                </span>
            </label>
            {times}
        </div>
    }
    .into_any()
}

fn time(i18n: I18n, label: Key, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="filter">
            <span>{i18n.say(label)}</span>
            <input
                type="time"
                class="input"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

fn buttons(i18n: I18n, state: State, key: String, wish: Wish, on: bool) -> AnyView {
    let (name, said) = if on {
        (Key::NotifySave, Key::NotifySaidSaved)
    } else {
        (Key::NotifyTurnOn, Key::NotifySaidOn)
    };
    let put = move || {
        let language = i18n.tag().to_owned();
        let said = i18n.text(said).to_owned();
        state.run(said, state.put(key.clone(), wish, language, !on));
    };
    let mut all_buttons = vec![button(i18n, state, "button", name, put)];
    if on {
        let test = move || {
            let values = [
                ("title", i18n.text(Key::PushTitle)),
                ("text", i18n.text(Key::PushTest)),
            ];
            state.run(i18n.fill(Key::NotifySaidTest, &values), state.test());
        };
        let end = move || state.run(i18n.text(Key::NotifySaidOff).to_owned(), state.end());
        let plain = "button button-plain";
        all_buttons.push(button(i18n, state, plain, Key::NotifyTest, test));
        all_buttons.push(button(i18n, state, plain, Key::NotifyTurnOff, end));
    }
    div("actions", all(all_buttons))
}

fn button(
    i18n: I18n,
    state: State,
    class: &'static str,
    name: Key,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button type="button" class=class prop:disabled=state.busy on:click=move |_| press()>
            {i18n.say(name)}
        </button>
    }
    .into_any()
}

/// Whether the box that was pressed is ticked.
fn is_on(event: &leptos::ev::Event) -> bool {
    event
        .target()
        .is_some_and(|it| get(&it, "checked").is_truthy())
}
