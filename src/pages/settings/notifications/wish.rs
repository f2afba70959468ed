//! The form: what to be told of, and quiet hours.

use citizen_score_contract::push::{About, Quiet, Told};
use leptos::prelude::*;

use crate::by_name::{call, get};
use crate::i18n::Key;

/// All that can be told of: what it is called, and what the notification says.
pub const ALL: [(About, Key, Key); 3] = [
    (About::Record, Key::NotifyRecord, Key::PushRecord),
    (About::Case, Key::NotifyCase, Key::PushCase),
    (About::SignIn, Key::NotifySignIn, Key::PushSignIn),
];

/// What the form holds.
#[derive(Clone, Copy)]
pub struct Wish {
    /// What to be told of, in the order of [`ALL`].
    pub about: RwSignal<[bool; ALL.len()]>,
    /// Whether there are quiet hours.
    pub quiet: RwSignal<bool>,
    /// When they begin, as `22:00`.
    pub from: RwSignal<String>,
    /// When they end.
    pub to: RwSignal<String>,
}

impl Wish {
    /// The form as it is told now, or else as it is offered: everything, and a night without quiet hours.
    pub fn of(told: Option<&Told>) -> Self {
        let about = ALL.map(|(about, ..)| told.is_none_or(|it| it.about.contains(&about)));
        let quiet = told.and_then(|it| it.quiet.as_ref());
        let (from, to) = quiet.map_or((22 * 60, 7 * 60), |it| (it.from, it.to));
        Self {
            about: RwSignal::new(about),
            quiet: RwSignal::new(quiet.is_some()),
            from: RwSignal::new(clock(from)),
            to: RwSignal::new(clock(to)),
        }
    }

    /// What the form says.
    ///
    /// # Errors
    ///
    /// The sentence that says what is wrong with it.
    pub fn told(self) -> Result<Told, Key> {
        let chosen = self.about.get_untracked();
        let chosen = ALL.into_iter().zip(chosen).filter(|(_, chosen)| *chosen);
        let about: Vec<About> = chosen.map(|((about, ..), _)| about).collect();
        if about.is_empty() {
            return Err(Key::NotifyNothing);
        }
        if !self.quiet.get_untracked() {
            return Ok(Told { about, quiet: None });
        }
        let (from, to) = (
            minute(&self.from.get_untracked()),
            minute(&self.to.get_untracked()),
        );
        match from.zip(to) {
            Some((from, to)) if from != to => {
                let zone = zone();
                let quiet = Some(Quiet { from, to, zone });
                Ok(Told { about, quiet })
            }
            _ => Err(Key::NotifyHours),
        }
    }
}

/// The time zone of this device.
pub fn zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = call(&format, "resolvedOptions", &[]).map(|it| get(&it, "timeZone"));
    let zone = zone.and_then(|zone| zone.as_string());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The minute of the day of a time such as `22:00`, as the browser's field gives it.
fn minute(text: &str) -> Option<u16> {
    let (hour, rest) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, rest.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
