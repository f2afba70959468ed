//! A day as three numbers.

use citizen_score_device::typed::DAY;
use leptos::prelude::*;

use super::{Problems, Typing};
use crate::i18n::{Key, use_i18n};

/// The three fields, in the order in which the numbers are kept, under a legend.
pub(in crate::pages) fn day_fields(typing: Typing, problems: Problems, legend: Key) -> AnyView {
    let i18n = use_i18n();
    let [day, ..] = DAY;
    let labels = [Key::FormDay, Key::FormMonth, Key::FormYear];
    let digits = ["2", "2", "4"];
    let parts = DAY.into_iter().zip(labels).zip(digits);
    let parts = parts.map(|((name, label), digits)| {
        view! {
            <label class="day-part">
                <span>{i18n.say(label)}</span>
                <input
                    class="input"
                    id=name
                    name=name
                    inputmode="numeric"
                    autocomplete="off"
                    size=digits
                    maxlength="12"
                    aria-invalid=problems.invalid(name)
                    prop:value=typing.value(name)
                    on:input=move |event| typing.set(name, &event_target_value(&event))
                />
            </label>
        }
        .into_any()
    });
    view! {
        <fieldset class="question day" aria-describedby=format!("{day}-hint {day}-problem")>
            <legend class="field-label">{i18n.say(legend)}</legend>
            <p class="field-hint" id=format!("{day}-hint")>
                {i18n.say(Key::FormDayHint)}
            </p>
            {problems.at(day, &DAY)}
            <div class="day-parts">{parts.collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}
