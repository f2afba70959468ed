//! Turns the keys of `locales/*.json` and the English texts into Rust, and refuses missing, surplus,
//! unused or mismatched texts. The other languages are loaded when they are wanted.
//!
//! `locales/later/` holds the texts of the pages that are loaded later. Their keys come after the
//! others, and their English is in tables of its own, which only those pages name.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Words = BTreeMap<String, String>;

/// The language that the others are held against, and the first in every list.
const REFERENCE: &str = "en";
/// What a language says of itself; part of the list of languages, and not a text.
const OF_LANGUAGE: [&str; 2] = ["language.name", "language.formats"];
/// CLDR plural categories, in the order of the generated arrays.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The texts of one of the two downloads.
struct Group {
    languages: BTreeMap<String, Words>,
    plain: BTreeSet<String>,
    plural: BTreeSet<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    for place in ["locales", "src", "crates/server/templates"] {
        println!("cargo::rerun-if-changed={place}");
    }
    let first = read_group("locales")?;
    let later = read_group("locales/later")?;
    if !first.languages.keys().eq(later.languages.keys()) {
        return Err("locales and locales/later have different languages".into());
    }
    if let Some(key) = first
        .plain
        .union(&first.plural)
        .find(|key| later.plain.contains(*key) || later.plural.contains(*key))
    {
        return Err(format!("locales: `{key}` is in locales/later too").into());
    }
    let code = generate(&first, &later)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

fn read_group(folder: &str) -> Result<Group, Box<dyn Error>> {
    let languages = read_languages(folder)?;
    let reference = languages
        .get(REFERENCE)
        .ok_or(format!("{folder}/en.json is missing"))?;
    let (plain, plural) = split(reference);
    for (tag, words) in &languages {
        compare(
            &format!("{folder}/{tag}"),
            words,
            reference,
            &plain,
            &plural,
        )?;
    }
    refuse_unused(folder, &plain, &plural)?;
    Ok(Group {
        languages,
        plain,
        plural,
    })
}

fn read_languages(folder: &str) -> Result<BTreeMap<String, Words>, Box<dyn Error>> {
    let mut languages = BTreeMap::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            continue;
        }
        let Some(tag) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        let words = serde_json::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        languages.insert(tag.to_owned(), words);
    }
    Ok(languages)
}

/// Tells plain texts from texts with plural forms (`key.one`, `key.other`).
fn split(words: &Words) -> (BTreeSet<String>, BTreeSet<String>) {
    let plural: BTreeSet<String> = words
        .keys()
        .filter_map(|key| key.strip_suffix(".other"))
        .map(str::to_owned)
        .collect();
    let plain = words.keys().filter(|key| base(key, &plural).is_none());
    let plain = plain
        .filter(|key| !OF_LANGUAGE.contains(&key.as_str()))
        .cloned()
        .collect();
    (plain, plural)
}

fn base<'a>(key: &'a str, plural: &BTreeSet<String>) -> Option<&'a str> {
    let (base, category) = key.rsplit_once('.')?;
    (CATEGORIES.contains(&category) && plural.contains(base)).then_some(base)
}

fn compare(
    file: &str,
    words: &Words,
    reference: &Words,
    plain: &BTreeSet<String>,
    plural: &BTreeSet<String>,
) -> Result<(), String> {
    let must = plain
        .iter()
        .cloned()
        .chain(plural.iter().map(|base| format!("{base}.other")));
    for key in must {
        let text = words.get(&key).filter(|text| !text.trim().is_empty());
        let text = text.ok_or(format!("{file}.json: `{key}` is missing or blank"))?;
        if placeholders(text) != placeholders(reference.get(&key).map_or("", String::as_str)) {
            return Err(format!(
                "{file}.json: `{key}` has other placeholders than English"
            ));
        }
    }
    for key in words.keys() {
        let known = plain.contains(key) || OF_LANGUAGE.contains(&key.as_str());
        if !known && base(key, plural).is_none() {
            return Err(format!("{file}.json: `{key}` is not in English"));
        }
    }
    Ok(())
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn refuse_unused(
    folder: &str,
    plain: &BTreeSet<String>,
    plural: &BTreeSet<String>,
) -> Result<(), Box<dyn Error>> {
    let mut source = String::new();
    collect(Path::new("src"), &mut source)?;
    let templates = Path::new("crates/server/templates");
    if templates.exists() {
        collect(templates, &mut source)?;
    }
    for key in plain.iter().chain(plural) {
        let kind = if plural.contains(key) {
            "Plural"
        } else {
            "Key"
        };
        let name = format!("{kind}::{}", variant(key));
        let used = source.match_indices(&name).any(|(at, _)| {
            !source[at + name.len()..].starts_with(|next: char| next.is_ascii_alphanumeric())
        });
        if !used && !source.contains(&format!("\"{key}\"")) {
            return Err(format!("{folder}: `{key}` is used nowhere").into());
        }
    }
    Ok(())
}

fn collect(folder: &Path, into: &mut String) -> Result<(), Box<dyn Error>> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn variant(key: &str) -> String {
    let parts = key.split(['.', '_', '-']);
    parts
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or(String::new(), |first| {
                first.to_ascii_uppercase().to_string() + letters.as_str()
            })
        })
        .collect()
}

fn generate(first: &Group, later: &Group) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    let both = |of: fn(&Group) -> &BTreeSet<String>| {
        let keys = of(first).iter().chain(of(later));
        keys.cloned().collect::<Vec<_>>()
    };
    for (name, keys, what) in [
        ("Key", both(|it| &it.plain), "A text."),
        ("Plural", both(|it| &it.plural), "A text with plural forms."),
    ] {
        writeln!(
            code,
            "/// {what}\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum {name} {{"
        )?;
        for key in keys {
            writeln!(code, "    /// `{key}`\n    {},", variant(&key))?;
        }
        writeln!(code, "}}")?;
    }
    writeln!(
        code,
        "/// The languages that the app was built with, the default first."
    )?;
    let languages = &first.languages;
    writeln!(
        code,
        "static LANGUAGES: [Language; {}] = [",
        languages.len()
    )?;
    let reference = languages.iter().filter(|(tag, _)| *tag == REFERENCE);
    let others = languages.iter().filter(|(tag, _)| *tag != REFERENCE);
    for (tag, words) in reference.chain(others) {
        let [name, formats] = OF_LANGUAGE.map(|key| words.get(key));
        let (name, formats) = (name.ok_or("no name")?, formats.ok_or("no formats")?);
        writeln!(
            code,
            "    Language {{ tag: {tag:?}, name: {name:?}, formats: {formats:?} }},"
        )?;
    }
    writeln!(code, "];")?;
    tables(&mut code, first, "", "that are here from the start")?;
    tables(
        &mut code,
        later,
        "LATER_",
        "of the pages that are loaded later",
    )?;
    Ok(code)
}

/// The keys of a group with the English texts, in the order of the enums.
fn tables(code: &mut String, group: &Group, name: &str, which: &str) -> Result<(), Box<dyn Error>> {
    let reference = group.languages.get(REFERENCE).ok_or("no reference")?;
    writeln!(
        code,
        "/// The texts {which}, in the order of [`Key`].\nstatic {name}TEXTS: [(&str, &str); {}] = [",
        group.plain.len()
    )?;
    for key in &group.plain {
        writeln!(
            code,
            "    ({key:?}, {:?}),",
            reference.get(key).ok_or("no text")?
        )?;
    }
    writeln!(
        code,
        "];\n/// Those with plural forms, in the order of [`Plural`].\nstatic {name}PLURALS: [(&str, Forms); {}] = [",
        group.plural.len()
    )?;
    for key in &group.plural {
        let forms = CATEGORIES.map(|it| reference.get(&format!("{key}.{it}")));
        writeln!(code, "    ({key:?}, {forms:?}),")?;
    }
    writeln!(code, "];")?;
    Ok(())
}
