//! The files that languages are made of: one of texts that are here from the start, one of those that are
//! loaded later. Whoever runs a server may add some, so nothing about them is taken for granted.

use std::collections::{BTreeMap, BTreeSet};

use crate::app_source::Source;

/// The texts of a language, by key.
pub type Texts = BTreeMap<String, String>;

/// The largest file that is read, in bytes; the largest of the app's own is a tenth of it.
const LARGEST: u64 = 1 << 20;

/// Languages that are offered at most: a list that people choose from by eye.
const MOST: usize = 40;

/// Letters of a language tag at most (RFC 5646, 4.4.1).
const LONGEST: usize = 35;

/// Keys that are named in the log at most, of those that a file lacks.
const NAMED: usize = 5;

/// CLDR plural categories.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A file of texts that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("it cannot be read ({0})")]
    Io(#[from] std::io::Error),
    /// It is not a flat object of texts.
    #[error("it is not a flat object of texts ({0})")]
    Json(#[from] serde_json::Error),
}

/// The tags of the languages that a folder has files of, in order.
///
/// # Errors
///
/// The folder cannot be read.
pub fn tags(source: &Source, folder: &str) -> std::io::Result<Vec<String>> {
    let mut tags = BTreeSet::new();
    for name in source.names(folder)? {
        // Compressed siblings and what else lies there are no languages.
        let Some(tag) = name.strip_suffix(".json") else {
            continue;
        };
        let is_of_tag = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
        if tag.len() <= LONGEST && !tag.is_empty() && tag.bytes().all(is_of_tag) {
            tags.insert(tag.to_owned());
        } else {
            tracing::warn!(file = ?name, "its name is no language tag; it is left out");
        }
    }
    if tags.len() > MOST {
        tracing::warn!(
            languages = tags.len(),
            "only the first {MOST} languages are offered"
        );
    }
    Ok(tags.into_iter().take(MOST).collect())
}

/// The texts of a language from its two files. One that cannot be used is as if it were empty, where
/// the other can; both are needed by the app, so it must be there.
///
/// # Errors
///
/// The path of the file that cannot be used, and why.
pub fn read(source: &Source, folder: &str, tag: &str) -> Result<Texts, (String, FileError)> {
    let mut texts = Texts::new();
    let folder = match folder {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    for path in [
        format!("{folder}{tag}.json"),
        format!("{folder}later/{tag}.json"),
    ] {
        let told = |error| (source.place(&path).display().to_string(), error);
        let text = source.text(&path, LARGEST).map_err(|it| told(it.into()))?;
        let read: Texts = serde_json::from_str(&text).map_err(|it| told(it.into()))?;
        texts.extend(read);
    }
    Ok(texts)
}

/// Fills in the English of what a language lacks or has blank, and tells the log what that was. A text
/// with other places than the English one stays, and is told too.
pub fn complete(tag: &str, texts: &mut Texts, english: &Texts) {
    texts.retain(|_, text| !text.trim().is_empty());
    // A plural is a language's own if it has the form for all other counts; what forms there are else is
    // a matter of the language.
    let own_plurals: BTreeSet<String> = texts
        .keys()
        .filter_map(|key| key.strip_suffix(".other"))
        .map(str::to_owned)
        .collect();
    let mut missing = Vec::new();
    let mut places_differ = Vec::new();
    for (key, text) in english {
        let base = plural_base(key, english);
        if base.is_some_and(|base| own_plurals.contains(base)) {
            continue;
        }
        let own = texts.get(key).filter(|_| base.is_none());
        match own {
            Some(own) if places(own) != places(text) => places_differ.push(key.as_str()),
            Some(_) => {}
            None => {
                missing.push(key.as_str());
                texts.insert(key.clone(), text.clone());
            }
        }
    }
    for (keys, what) in [
        (
            missing,
            "texts of a language are missing; they are in English",
        ),
        (
            places_differ,
            "texts of a language have other {places} than the English ones",
        ),
    ] {
        if !keys.is_empty() {
            let first = keys.iter().take(NAMED).copied().collect::<Vec<_>>();
            tracing::warn!(
                language = tag,
                texts = keys.len(),
                first = first.join(", "),
                "{what}"
            );
        }
    }
}

/// The key without its plural category, where the English texts have it as a plural.
fn plural_base<'a>(key: &'a str, english: &Texts) -> Option<&'a str> {
    let (base, category) = key.rsplit_once('.')?;
    let is_plural =
        CATEGORIES.contains(&category) && english.contains_key(&format!("{base}.other"));
    is_plural.then_some(base)
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    let after = text.split('{').skip(1);
    after
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        let owned = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn what_is_missing_or_blank_is_english_and_own_plural_forms_stay_alone() {
        let english = texts(&[
            ("a", "A"),
            ("b", "B {x}"),
            ("c", "C"),
            ("n.one", "{count} thing"),
            ("n.other", "{count} things"),
            ("m.one", "{count} day"),
            ("m.other", "{count} days"),
            // No plural: there is no `open.other`.
            ("open.one", "One"),
        ]);
        let mut own = texts(&[
            ("a", "Ä"),
            ("b", "no place"),
            ("c", "  "),
            ("n.few", "{count} few"),
            ("n.other", "{count} more"),
            ("m.one", "{count} alone"),
            ("surplus", "?"),
        ]);
        complete("xx", &mut own, &english);
        let expected = texts(&[
            ("a", "Ä"),
            ("b", "no place"),
            ("c", "C"),
            ("n.few", "{count} few"),
            ("n.other", "{count} more"),
            ("m.one", "{count} day"),
            ("m.other", "{count} days"),
            ("open.one", "One"),
            ("surplus", "?"),
        ]);
        assert_eq!(own, expected);
    }
}
