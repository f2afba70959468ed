//! Painting the frame of a page: one template, plain HTML.

use std::collections::BTreeMap;
use std::sync::Arc;

use citizen_score_contract::Me;
use citizen_score_rules::{Rulebook, Standing};
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, State};
use serde::Serialize;

use super::words::{Words, WordsError};
use super::{Languages, Opening, fault, links};
use crate::steps::{Step, step_at_once};

const TEMPLATE: &str = include_str!("../../templates/frame.html");
const ATTRACT: &str = include_str!("../../templates/attract.html");
const REMOVED: &str = include_str!("../../templates/removed.html");

/// A page that cannot be painted.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The template is wrong.
    #[error("the template of the first paint: {0}")]
    Template(#[from] minijinja::Error),
    /// The configuration cannot be written.
    #[error("the configuration of the app: {0}")]
    Json(#[from] serde_json::Error),
    /// The words are wrong.
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// What a page shows about the resident.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// Nobody is signed in.
    Nobody,
    /// Somebody is; the page is about something else, or nothing is computed.
    SignedIn,
    /// The standing.
    Standing(&'a Me),
}

/// A page about to be painted.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Its language.
    pub language: &'a Words,
    /// Its path.
    pub path: &'a str,
    /// Whether it is a demo.
    pub demo: bool,
    /// What it shows about the resident.
    pub shown: Shown<'a>,
    /// What it begins with, where it does not show the standing.
    pub opening: Opening,
}

/// What the template knows.
#[derive(Serialize)]
struct Context<'a> {
    lang: &'a str,
    locales: &'a str,
    path: &'a str,
    signed_in: bool,
    demo: bool,
    title: Option<&'a str>,
    lead: Option<&'a str>,
    name: Option<&'a str>,
    masked_number: Option<&'a str>,
    standing: Option<&'a Standing>,
    progress: u8,
    city: &'a str,
    tiers: &'a [citizen_score_rules::rulebook::Tier],
}

/// Paints frames.
pub struct Painter {
    pub(super) templates: Environment<'static>,
    pub(super) rulebook: Arc<Rulebook>,
    pub(super) languages: Languages,
    /// Where the files of the languages are on this server, without a slash at the end.
    locales: String,
}

impl Painter {
    /// Reads the templates. `locales` is the path at which this server has the files of the languages.
    ///
    /// # Errors
    ///
    /// [`FrameError`].
    pub fn new(
        rulebook: Arc<Rulebook>,
        languages: Languages,
        locales: &str,
    ) -> Result<Self, FrameError> {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        let numbers = languages.clone();
        let words = languages.clone();
        let number = move |state: &State, number: i64| -> Result<String, minijinja::Error> {
            Ok(speaker(&numbers, state)?.number(number))
        };
        templates.add_filter("number", number.clone());
        templates.add_function("number", number);
        templates.add_function("t", move |state: &State, key: &str, values: Kwargs| {
            text(speaker(&words, state)?, key, &values)
        });
        templates.add_template("frame", TEMPLATE)?;
        templates.add_template("attract", ATTRACT)?;
        templates.add_template("removed", REMOVED)?;
        templates.add_template("fault", fault::TEMPLATE)?;
        templates.add_template("links", links::TEMPLATE)?;
        templates.add_template("provider", links::PROVIDER)?;
        Ok(Self {
            templates,
            rulebook,
            languages,
            locales: locales.to_owned(),
        })
    }

    /// The languages that pages can be painted in.
    #[must_use]
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Paints a frame.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn paint(&self, frame: Frame<'_>) -> Result<String, FrameError> {
        let me = match frame.shown {
            Shown::Nobody | Shown::SignedIn => None,
            Shown::Standing(me) => Some(me),
        };
        let standing = me.map(|me| &me.standing);
        let lang = frame.language.tag();
        let data = self.rulebook.data();
        let context = Context {
            lang,
            locales: &self.locales,
            path: frame.path,
            signed_in: !matches!(frame.shown, Shown::Nobody),
            demo: frame.demo,
            title: frame.opening.title,
            lead: frame.opening.lead,
            name: me.map(|me| me.display_name.as_str()),
            masked_number: me.map(|me| me.masked_number.as_str()),
            standing,
            progress: standing.map_or(0, Standing::tier_progress),
            city: self.rulebook.text(lang, &data.city).unwrap_or_default(),
            tiers: self.rulebook.tiers(),
        };
        let painted = step_at_once(Step::PaintPage, || {
            self.templates.get_template("frame")?.render(context)
        });
        Ok(painted?)
    }
}

/// The words of the language that the page is painted in.
fn speaker<'a>(languages: &'a Languages, state: &State) -> Result<&'a Words, minijinja::Error> {
    let lang = state.lookup("lang").unwrap_or_default();
    let found = lang.as_str().and_then(|lang| languages.find(lang));
    found.ok_or_else(|| {
        minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            "`lang` is no language",
        )
    })
}

fn text(words: &Words, key: &str, values: &Kwargs) -> Result<String, minijinja::Error> {
    let count: Option<i64> = values.get("count")?;
    let mut filled = BTreeMap::new();
    for name in values.args().filter(|name| *name != "count") {
        let value: Value = values.get(name)?;
        let shown = if value.is_number() {
            // A number in a sentence reads like any other number of the language.
            i64::try_from(value.clone()).map_or_else(|_| value.to_string(), |it| words.number(it))
        } else {
            value.to_string()
        };
        filled.insert(name.to_owned(), shown);
    }
    Ok(words.text(key, count, &filled))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// All quoted texts of a template that look like keys.
    fn keys(template: &'static str) -> Vec<&'static str> {
        let quoted = template.split('"').skip(1).step_by(2);
        let letters = |it: char| it.is_ascii_lowercase() || it == '_' || it == '.';
        quoted
            .filter(|text| text.contains('.') && text.chars().all(letters))
            .collect()
    }

    #[test]
    fn every_text_of_the_templates_exists_in_every_language() {
        let keys: Vec<&str> = [TEMPLATE, ATTRACT, REMOVED, fault::TEMPLATE]
            .into_iter()
            .flat_map(keys)
            .collect();
        assert!(keys.len() > 25, "{keys:?}");
        let languages = crate::paint::languages::tests::ours();
        assert_eq!(languages.infos().len(), 3);
        for words in languages.all() {
            for key in &keys {
                assert!(words.has(key), "{key} is missing in {}", words.tag());
            }
        }
    }
}
