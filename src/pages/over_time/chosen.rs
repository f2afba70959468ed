//! The day that is looked at: a mark in the chart, a control that walks through the days, and its words.

use std::sync::Arc;

use leptos::prelude::*;

use super::chart::percent;
use super::scale::Scale;
use super::window::Day;
use crate::format;
use crate::i18n::{I18n, Key};
use crate::reactive::text;

/// The days, and the place of the one that is looked at.
#[derive(Clone)]
pub(super) struct Chosen {
    /// All days of the chart.
    pub(super) days: Arc<Vec<Day>>,
    /// The place.
    pub(super) here: RwSignal<usize>,
    /// Where a day lies in the chart.
    pub(super) scale: Scale,
}

impl Chosen {
    /// The mark in the chart.
    pub(super) fn mark(&self) -> AnyView {
        let at = |value: fn(Scale, &Day) -> f64| {
            let it = self.clone();
            text(move || it.day(|day| percent(value(it.scale, day))))
        };
        let x = at(|scale, day| scale.across(day.on));
        let y = at(|scale, day| scale.down(day.score));
        view! {
            <line class="chart-chosen" x1=x x2=x y1="0" y2="100%" />
            <circle class="chart-mark" cx=x cy=y r="6" />
        }
        .into_any()
    }

    /// The control, and the words for the day.
    pub(super) fn control(&self, i18n: I18n) -> AnyView {
        let here = self.here;
        let last = self.days.len().saturating_sub(1);
        let (name, words) = (self.clone(), self.clone());
        let name = text(move || name.day(|day| format::day(i18n.formats(), day.on)));
        let words = text(move || words.day(|day| said(i18n, day)));
        let slide = move |event| {
            if let Ok(place) = event_target_value(&event).parse::<usize>() {
                here.set(place.min(last));
            }
        };
        let step = |key: Key, arrow: &'static str, next: fn(usize) -> usize| {
            let go = move |_| here.update(|place| *place = next(*place).min(last));
            view! {
                <button type="button" class="step" aria-label=i18n.text(key) on:click=go>
                    {arrow}
                </button>
            }
            .into_any()
        };
        view! {
            <div class="chosen">
                {step(Key::OverTimeEarlier, "◂", |place| place.saturating_sub(1))}
                <input
                    type="range"
                    class="slider"
                    min="0"
                    max=last.to_string()
                    step="1"
                    aria-label=i18n.text(Key::OverTimeDay)
                    aria-valuetext=name
                    prop:value=text(move || here.get().to_string())
                    on:input=slide
                />
                {step(Key::OverTimeLater, "▸", |place| place.saturating_add(1))}
                <p class="chosen-words" role="status">{words}</p>
            </div>
        }
        .into_any()
    }

    fn day(&self, value: impl FnOnce(&Day) -> String) -> String {
        self.days
            .get(self.here.get())
            .map_or_else(String::new, value)
    }
}

/// Day, score and tier.
fn said(i18n: I18n, day: &Day) -> String {
    let date = format::day(i18n.formats(), day.on);
    let score = format::number(i18n.formats(), day.score.into());
    let values = [
        ("date", date.as_str()),
        ("score", &score),
        ("tier", &day.tier),
    ];
    let key = if day.ahead {
        Key::OverTimeSaidForecast
    } else {
        Key::OverTimeSaidPast
    };
    i18n.fill(key, &values)
}
