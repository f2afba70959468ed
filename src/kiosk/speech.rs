//! Reading aloud, for whoever cannot see the screen and brings nothing along. Off at first, and off again
//! for the next person. Only voices of this device speak: another would send away what it says.

mod phrase;
mod voice;
mod watch;

use std::time::Duration;

use leptos::prelude::*;

use super::accessible_name;
use super::keypad::cursor::Step;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::effect;
use phrase::Phrases;

/// How long a browser may take to find its voices, which it begins when it is asked for the first time.
const VOICES_COME: Duration = Duration::from_millis(1_500);

/// Reading aloud, as a context.
#[derive(Clone, Copy)]
pub struct Speech {
    on: RwSignal<bool>,
    /// There is no voice of this device for the language.
    voiceless: RwSignal<bool>,
    /// What was said last, with its language.
    last: StoredValue<Vec<(String, String)>>,
    phrases: Phrases,
    i18n: I18n,
}

/// Provides the context, and watches the screen until the owner ends.
pub fn provide_speech() -> Speech {
    let i18n = use_i18n();
    let speech = Speech {
        on: RwSignal::new(false),
        voiceless: RwSignal::new(false),
        last: StoredValue::new(Vec::new()),
        phrases: Phrases::new(i18n),
        i18n,
    };
    provide_context(speech);
    // Asked early, so that the voices are there when they are wanted.
    voice::wake();
    let mut before = None;
    effect(move || {
        let tag = i18n.tag();
        if before.replace(tag).is_some_and(|it| it != tag) && speech.on.get_untracked() {
            speech.look_for_voice();
        }
    });
    watch::watch(speech);
    let wiped = window_event_listener_untyped("kiosk:wipe", move |_| {
        let _ = speech.on.try_set(false);
        let _ = speech.last.try_update_value(Vec::clear);
        voice::stop();
    });
    on_cleanup(move || {
        wiped.remove();
        voice::stop();
    });
    speech
}

/// The context; none where there is no shared display.
pub fn use_speech() -> Option<Speech> {
    use_context()
}

impl Speech {
    /// Whether it is on; followed.
    pub fn is_on(self) -> bool {
        self.on.get()
    }

    /// Whether it is wanted, and there is no voice of this device for the language; followed.
    pub fn is_voiceless(self) -> bool {
        self.voiceless.get()
    }

    /// Switches it on, and says how to go about it; or off.
    pub fn toggle(self) {
        if self.on.get_untracked() {
            self.say(self.word(Key::KioskSpeechOff));
            self.on.set(false);
            self.voiceless.set(false);
            super::keypad::cursor::unmark();
            return;
        }
        self.on.set(true);
        self.look_for_voice();
        self.say(self.word(Key::KioskSpeechOn));
        if let Some(heading) = watch::page_heading() {
            self.add(&accessible_name::text(&heading));
        }
    }

    /// Says a text at once, in place of what is being said. Nothing while it is off.
    pub fn say(self, text: &str) {
        self.speak(text, None, true);
    }

    /// Says a text after what is being said.
    pub fn add(self, text: &str) {
        self.speak(text, None, false);
    }

    /// Says once more what was said last.
    pub fn again(self) {
        if !self.on.get_untracked() {
            return;
        }
        voice::stop();
        for (text, tag) in self.last.get_value() {
            voice::speak(&text, &tag);
        }
    }

    /// Ends what is being said.
    pub fn stop(self) {
        if self.on.get_untracked() {
            voice::stop();
        }
    }

    /// Says where a step has led.
    pub(super) fn stepped(self, step: &Step, on: bool) {
        if !self.on.get_untracked() {
            return;
        }
        let end = match (step.wrapped, on) {
            (false, _) => None,
            (true, true) => Some(Key::KioskSpeechTop),
            (true, false) => Some(Key::KioskSpeechEnd),
        };
        if !step.stop.usable {
            self.read(&step.stop.element, true);
        }
        // The focus, where it moved, has said itself already.
        if let Some(end) = end {
            self.add(self.word(end));
        }
    }

    /// Says a text that stands on the screen; at once, or after what is being said.
    fn read(self, element: &web_sys::Element, at_once: bool) {
        let tag = lang_of(element);
        self.speak(&self.phrases.of_text(element), tag.as_deref(), at_once);
    }

    fn speak(self, text: &str, tag: Option<&str>, at_once: bool) {
        if !self.on.get_untracked() || text.is_empty() {
            return;
        }
        let own = untrack(|| self.i18n.tag());
        // What is in another language is said by a voice of that one, if this device has one.
        let tag = tag.filter(|tag| voice::is_there(tag)).unwrap_or(own);
        if at_once {
            voice::stop();
        }
        self.last.update_value(|last| {
            if at_once {
                last.clear();
            }
            last.push((text.to_owned(), tag.to_owned()));
        });
        voice::speak(text, tag);
    }

    fn word(self, key: Key) -> &'static str {
        untrack(|| self.i18n.text(key))
    }

    /// Says on the screen where there is no voice: nobody could hear it.
    fn look_for_voice(self) {
        let here = move || voice::is_there(untrack(|| self.i18n.tag()));
        self.voiceless.set(false);
        if here() {
            return;
        }
        set_timeout(
            move || {
                if self.on.try_get_untracked() != Some(true) {
                    return;
                }
                if here() {
                    self.again();
                } else {
                    self.voiceless.set(true);
                }
            },
            VOICES_COME,
        );
    }
}

/// The language that the page says an element is in.
fn lang_of(element: &web_sys::Element) -> Option<String> {
    let named = element.closest("[lang]").ok().flatten()?;
    named.get_attribute("lang")
}
