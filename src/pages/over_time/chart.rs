//! The chart: the score as a line of steps over the tiers, the past drawn through and what is to come
//! dashed over a hatched ground. Its places are in percent, so that its words keep their size.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::Datelike;
use citizen_score_rules::Rulebook;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::chosen::Chosen;
use super::scale::Scale;
use super::window::{Day, Window};
use crate::components::element::{all, none};
use crate::format;
use crate::i18n::{I18n, Key};

/// Percent of the height below which a tier has no room for its name.
const ROOM_FOR_NAME: f64 = 6.0;

/// The chart, the control that walks through its days, and what the lines mean.
pub(super) fn chart(i18n: I18n, book: &Rulebook, window: Window) -> AnyView {
    let scale = Scale::of(&window);
    let label = label(i18n, &window);
    let today = scale.across(window.today);
    let (tiers, names) = tiers(book, scale);
    let lines = lines(&window, scale);
    let words = words(i18n, today);
    let scores = scores(i18n, scale);
    let days = days(i18n, scale);
    let legend = legend(i18n, window.last > window.today);
    let here = RwSignal::new(window.place_of_today());
    let all_days = Arc::new(window.days);
    let at = all_days.clone();
    let point = move |event: PointerEvent| {
        if let Some(place) = pointed_at(&event, &at, scale) {
            here.set(place);
        }
    };
    let chosen = Chosen {
        days: all_days,
        here,
        scale,
    };
    let (mark, control) = (chosen.mark(), chosen.control(i18n));
    view! {
        <div class="chart">
            <svg class="chart-side" aria-hidden="true">{names}</svg>
            <svg
                class="chart-plot"
                role="img"
                aria-label=label
                on:pointermove=point.clone()
                on:pointerdown=point
            >
                <defs>
                    <pattern
                        id="chart-hatch"
                        width="7"
                        height="7"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <line class="chart-hatch" x1="0" y1="0" x2="0" y2="7" />
                    </pattern>
                </defs>
                {tiers}
                <rect
                    x=percent(today)
                    y="0"
                    width=percent(100.0 - today)
                    height="100%"
                    fill="url(#chart-hatch)"
                />
                <line class="chart-today" x1=percent(today) x2=percent(today) y1="0" y2="100%" />
                {lines}
                {words}
                {mark}
            </svg>
            <svg class="chart-side" aria-hidden="true">{scores}</svg>
            <svg class="chart-days" aria-hidden="true">{days}</svg>
        </div>
        {legend}
        {control}
    }
    .into_any()
}

fn label(i18n: I18n, window: &Window) -> String {
    let day = |day| format::day(i18n.formats(), day);
    let number = |score: i32| format::number(i18n.formats(), score.into());
    let (low, high) = window.scores();
    let now = window.days.get(window.place_of_today());
    let values = [
        ("first", day(window.first)),
        ("last", day(window.last)),
        ("low", number(low)),
        ("high", number(high)),
        (
            "score",
            now.map_or_else(String::new, |day| number(day.score)),
        ),
        ("tier", now.map_or_else(String::new, |day| day.tier.clone())),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    i18n.fill(Key::OverTimeChart, &values)
}

/// A ground for each tier that the chart reaches, and the names to put beside them.
fn tiers(book: &Rulebook, scale: Scale) -> (AnyView, AnyView) {
    let mut grounds = Vec::new();
    let mut names = Vec::new();
    let tiers = book.tiers();
    for (place, tier) in tiers.iter().enumerate() {
        let above = tiers.get(place + 1).and_then(|above| above.from);
        let from = tier.from.unwrap_or(scale.bottom).max(scale.bottom);
        let until = above.unwrap_or(scale.top).min(scale.top);
        if from >= until {
            continue;
        }
        let (upper, lower) = (scale.down(until), scale.down(from));
        let class = if place % 2 == 0 {
            "chart-tier"
        } else {
            "chart-tier chart-tier-odd"
        };
        let height = percent(lower - upper);
        grounds.push(
            view! { <rect class=class x="0" y=percent(upper) width="100%" height=height /> }
                .into_any(),
        );
        if lower - upper >= ROOM_FOR_NAME {
            let middle = percent(f64::midpoint(upper, lower));
            names.push(
                view! {
                    <text class="chart-name" x="100%" y=middle text-anchor="end" dominant-baseline="central">
                        {tier.id.clone()}
                    </text>
                }
                .into_any(),
            );
        }
    }
    (all(grounds), all(names))
}

/// The two lines of steps, in an own measure that is stretched over the chart.
fn lines(window: &Window, scale: Scale) -> AnyView {
    let (mut past, mut ahead) = (String::new(), String::new());
    // Writing to a string cannot fail.
    for day in &window.days {
        let (x, y) = (scale.across(day.on) * 10.0, scale.down(day.score) * 10.0);
        let line = if day.ahead { &mut ahead } else { &mut past };
        if day.ahead || !line.is_empty() {
            let _ = write!(line, "H{x:.1}V{y:.1}");
        } else {
            let _ = write!(line, "M{x:.1} {y:.1}");
        }
    }
    let now = window.days.get(window.place_of_today());
    let (x, y) = now.map_or((0.0, 0.0), |day| {
        (scale.across(day.on) * 10.0, scale.down(day.score) * 10.0)
    });
    let ahead = format!("M{x:.1} {y:.1}{ahead}H1000");
    view! {
        <svg
            class="chart-lines"
            viewBox="0 0 1000 1000"
            preserveAspectRatio="none"
            width="100%"
            height="100%"
        >
            <path class="chart-past" d=past />
            <path class="chart-ahead" d=ahead />
        </svg>
    }
    .into_any()
}

/// The names of the two sides, at the line between them, as far as there is room.
fn words(i18n: I18n, today: f64) -> AnyView {
    let word = |key: Key, x: f64, shift: &'static str, anchor: &'static str| {
        view! {
            <text class="chart-word" x=percent(x) dx=shift y="1.1em" text-anchor=anchor>
                {i18n.text(key)}
            </text>
        }
        .into_any()
    };
    let now = if today > 20.0 {
        word(Key::OverTimeToday, today, "-0.4em", "end")
    } else {
        none()
    };
    let ahead = if today < 75.0 {
        word(Key::OverTimeForecast, today, "0.4em", "start")
    } else {
        none()
    };
    all([now, ahead])
}

fn scores(i18n: I18n, scale: Scale) -> AnyView {
    all(scale.scores().into_iter().map(|score| {
        let words = format::number(i18n.formats(), score.into());
        view! {
            <text class="chart-tick" x="0" y=percent(scale.down(score)) dominant-baseline="central">
                {words}
            </text>
        }
        .into_any()
    }))
}

fn days(i18n: I18n, scale: Scale) -> AnyView {
    let (days, years) = scale.days();
    all(days.into_iter().enumerate().map(|(place, day)| {
        let words = if years {
            day.year().to_string()
        } else {
            format::short_month(i18n.formats(), day)
        };
        // On a narrow screen every other one is left out.
        let class = if place % 2 == 0 {
            "chart-tick"
        } else {
            "chart-tick chart-tick-more"
        };
        let x = percent(scale.across(day));
        view! {
            <line class="chart-notch" x1=x.clone() x2=x.clone() y1="0" y2="5" />
            <text class=class x=x y="1.4em" text-anchor="middle">{words}</text>
        }
        .into_any()
    }))
}

fn legend(i18n: I18n, ahead: bool) -> AnyView {
    let line = |class: &'static str, key: Key| {
        view! {
            <span class="legend-item">
                <svg class="legend-line" viewBox="0 0 32 8" width="32" height="8" aria-hidden="true">
                    <path class=class d="M0 4H32" />
                </svg>
                {i18n.text(key)}
            </span>
        }
        .into_any()
    };
    let ahead = if ahead {
        line("chart-ahead", Key::OverTimeLegendForecast)
    } else {
        none()
    };
    view! { <p class="legend">{line("chart-past", Key::OverTimeLegendPast)} {ahead}</p> }.into_any()
}

/// The place of the day that a pointer is at.
fn pointed_at(event: &PointerEvent, days: &[Day], scale: Scale) -> Option<usize> {
    let plot = event.current_target()?.dyn_into::<Element>().ok()?;
    let bounds = plot.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - bounds.left()) / bounds.width() * 100.0;
    let passed = days.partition_point(|day| scale.across(day.on) <= across);
    Some(passed.saturating_sub(1))
}

/// A share of the chart, as SVG has it.
pub(super) fn percent(share: f64) -> String {
    format!("{share:.2}%")
}
