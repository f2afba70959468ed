//! The rulebook in force, as the whole app shares it, and the standing worked out with it.

use std::sync::Arc;

use citizen_score_contract::{Me, RulebookRef};
use citizen_score_rules::rulebook::Worth;
use citizen_score_rules::standing::standing_at;
use citizen_score_rules::{Rulebook, Standing};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Api, ApiError};
use crate::format;
use crate::i18n::{I18n, Key};

/// The rulebook in force, or why it is not here; a context.
#[derive(Clone, Copy)]
pub struct RulesBook {
    state: RwSignal<Result<Arc<Rulebook>, ApiError>>,
    /// The version that was last asked for because the server had applied it.
    wanted: StoredValue<String>,
    api: Api,
}

/// Provides the context.
pub fn provide_rules_book(first: Result<Rulebook, ApiError>, api: Api) -> RulesBook {
    let book = RulesBook {
        state: RwSignal::new(first.map(Arc::new)),
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
    /// The rulebook.
    ///
    /// # Errors
    ///
    /// Why it is not here.
    pub fn get(self) -> Result<Arc<Rulebook>, ApiError> {
        self.state.get()
    }

    /// Asks the server for the rulebook again. One that is here stays until the new one is.
    pub fn reload(self) {
        spawn_local(async move {
            let answer = self.api.rulebook().await.map(Arc::new);
            if answer.is_ok() || self.state.with_untracked(Result::is_err) {
                self.state.set(answer);
            }
        });
    }

    /// Asks for the version that the server has applied, once, where another one is here.
    pub fn follow(self, applied: &RulebookRef) {
        let Ok(book) = self.get() else { return };
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
        let book = self.get().ok()?;
        if !is(&book, &me.rulebook) {
            return None;
        }
        let standing = standing_at(&book, me.standing.score).ok()?;
        let agrees = standing == me.standing;
        Some(Checked { standing, agrees })
    }
}

fn is(book: &Rulebook, named: &RulebookRef) -> bool {
    book.data().version == named.version && book.data().id == named.id
}

/// A text of the rulebook, or the bare word where the rulebook does not have it.
pub fn rule_text(i18n: I18n, book: &Rulebook, group: &str, code: &str) -> String {
    let key = format!("{group}.{code}");
    book.text(i18n.tag(), &key)
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
