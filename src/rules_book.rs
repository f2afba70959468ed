//! The rulebook in force, as the whole app shares it, and the standing worked out with it.

use std::sync::{Arc, OnceLock};

use citizen_score_contract::{Me, RulebookRef};
use citizen_score_rules::rulebook::{Outline, Worth};
use citizen_score_rules::standing::standing_among;
use citizen_score_rules::{Rulebook, Standing};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Api, ApiError};
use crate::format;
use crate::i18n::{I18n, Key};

/// The rulebook in force, or why it is not here; a context.
#[derive(Clone, Copy)]
pub struct RulesBook {
    state: RwSignal<Result<Arc<Kept>, ApiError>>,
    /// The version that was last asked for because the server had applied it.
    wanted: StoredValue<String>,
    api: Api,
}

/// A rulebook as it arrived. The first screen needs its outline; the whole is read and checked by the
/// parts of the app that are loaded later, once.
struct Kept {
    text: String,
    outline: Arc<Outline>,
    whole: OnceLock<Option<Arc<Rulebook>>>,
}

/// Provides the context. `first` is the text of the rulebook.
pub fn provide_rules_book(first: Result<String, ApiError>, api: Api) -> RulesBook {
    let book = RulesBook {
        state: RwSignal::new(first.and_then(keep)),
        wanted: StoredValue::new(String::new()),
        api,
    };
    provide_context(book);
    book
}

/// A standing that was worked out on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What the rules give for the score.
    pub standing: Standing,
    /// Whether the server says the same.
    pub agrees: bool,
}

impl RulesBook {
    /// The rulebook, read whole and checked. Only for parts that are loaded later: the code for it is
    /// not in the first download.
    ///
    /// # Errors
    ///
    /// Why it is not here; [`ApiError::Unreadable`] also for one that is not valid.
    pub fn get(self) -> Result<Arc<Rulebook>, ApiError> {
        let kept = self.state.get()?;
        let read = || Rulebook::from_json(&kept.text).ok().map(Arc::new);
        let whole = kept.whole.get_or_init(read);
        whole.clone().ok_or(ApiError::Unreadable)
    }

    /// Names, tiers, effects and words of the rulebook.
    ///
    /// # Errors
    ///
    /// Why it is not here.
    pub fn outline(self) -> Result<Arc<Outline>, ApiError> {
        self.state.get().map(|kept| Arc::clone(&kept.outline))
    }

    /// Asks the server for the rulebook again. One that is here stays until the new one is.
    pub fn reload(self) {
        spawn_local(async move {
            let answer = self.api.rulebook().await.and_then(keep);
            if answer.is_ok() || self.state.with_untracked(Result::is_err) {
                self.state.set(answer);
            }
        });
    }

    /// Asks for the version that the server has applied, once, where another one is here.
    pub fn follow(self, applied: &RulebookRef) {
        let Ok(book) = self.outline() else { return };
        let new = !is(&book, applied) && self.wanted.with_value(|it| *it != applied.version);
        if new {
            self.wanted.set_value(applied.version.clone());
            self.reload();
        }
    }

    /// Works out tier, next tier and margin from the score and the rules, on this device.
    ///
    /// None while the rulebook is not here, or is another version than the server applied.
    pub fn check(self, me: &Me) -> Option<Checked> {
        let book = self.outline().ok()?;
        if !is(&book, &me.rulebook) {
            return None;
        }
        let standing = standing_among(&book.tiers, me.standing.score).ok()?;
        let agrees = standing == me.standing;
        Some(Checked { standing, agrees })
    }
}

/// Not inlined: it is large, and called from two places.
#[inline(never)]
fn keep(text: String) -> Result<Arc<Kept>, ApiError> {
    let outline = Outline::from_json(&text).map_err(|_| ApiError::Unreadable)?;
    Ok(Arc::new(Kept {
        outline: Arc::new(outline),
        text,
        whole: OnceLock::new(),
    }))
}

fn is(book: &Outline, named: &RulebookRef) -> bool {
    book.version == named.version && book.id == named.id
}

/// What has the words of a rulebook.
pub trait Worded {
    /// A text in a language, or in the first required one where it is missing.
    fn words(&self, language: &str, key: &str) -> Option<&str>;
}

impl Worded for Rulebook {
    fn words(&self, language: &str, key: &str) -> Option<&str> {
        self.text(language, key)
    }
}

impl Worded for Outline {
    fn words(&self, language: &str, key: &str) -> Option<&str> {
        self.text(language, key)
    }
}

impl<T: Worded> Worded for Arc<T> {
    fn words(&self, language: &str, key: &str) -> Option<&str> {
        self.as_ref().words(language, key)
    }
}

/// A text of the rulebook, or the bare word where the rulebook does not have it.
pub fn rule_text(i18n: I18n, book: &impl Worded, group: &str, code: &str) -> String {
    let key = format!("{group}.{code}");
    book.words(i18n.tag(), &key)
        .map_or_else(|| code.to_owned(), str::to_owned)
}

/// What one occurrence is worth, with its sign, such as `+10` or `−60 to −20`.
pub fn worth_text(i18n: I18n, worth: Worth) -> String {
    let signed = |points: i32| format::signed(i18n.formats(), points.into());
    match worth {
        Worth::Fixed(points) => signed(points),
        Worth::Between(range) => {
            // The smaller step first, whichever way it goes.
            let (near, far) = if range.max < 0 {
                (range.max, range.min)
            } else {
                (range.min, range.max)
            };
            i18n.fill(
                Key::TiersWorthRange,
                &[("min", &signed(near)), ("max", &signed(far))],
            )
        }
    }
}
