//! Translations: every text in every language, and none that belongs to nothing.

use super::super::error::RulebookError;
use super::super::{REQUIRED_LANGUAGES, RulebookData, texts};

pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    let needed = texts::needed(data);
    let further = data
        .texts
        .languages()
        .filter(|it| !REQUIRED_LANGUAGES.contains(it));
    for language in REQUIRED_LANGUAGES.into_iter().chain(further) {
        let at = |key: &str| format!("texts.{language}.{key}");
        if let Some(key) = needed.iter().find(|key| !data.texts.has(language, key)) {
            let problem = "is missing or blank; every text exists in every language";
            return Err(RulebookError::at(at(key), problem));
        }
        if let Some(key) = data.texts.keys(language).find(|key| !needed.contains(*key)) {
            return Err(RulebookError::at(
                at(key),
                "belongs to nothing in this rulebook",
            ));
        }
    }
    Ok(())
}
