//! Turns the keys of `locales/*.json` and the English texts into Rust, and refuses missing, surplus,
//! unused or mismatched texts. The other languages are loaded when they are wanted.

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

fn main() -> Result<(), Box<dyn Error>> {
    for place in ["locales", "src", "crates/server/templates"] {
        println!("cargo::rerun-if-changed={place}");
    }
    let languages = read_languages()?;
    let reference = languages
        .get(REFERENCE)
        .ok_or("locales/en.json is missing")?;
    let (plain, plural) = split(reference);
    for (tag, words) in &languages {
        compare(tag, words, reference, &plain, &plural)?;
    }
    refuse_unused(&plain, &plural)?;
    let code = generate(&languages, &plain, &plural)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

fn read_languages() -> Result<BTreeMap<String, Words>, Box<dyn Error>> {
    let mut languages = BTreeMap::new();
    for file in fs::read_dir("locales")? {
        let path = file?.path();
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
    tag: &str,
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
        let text = text.ok_or(format!("locales/{tag}.json: `{key}` is missing or blank"))?;
        if placeholders(text) != placeholders(reference.get(&key).map_or("", String::as_str)) {
            return Err(format!(
                "locales/{tag}.json: `{key}` has other placeholders than English"
            ));
        }
    }
    for key in words.keys() {
        let known = plain.contains(key) || OF_LANGUAGE.contains(&key.as_str());
        if !known && base(key, plural).is_none() {
            return Err(format!("locales/{tag}.json: `{key}` is not in English"));
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
            return Err(format!("locales: `{key}` is used nowhere").into());
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

fn generate(
    languages: &BTreeMap<String, Words>,
    plain: &BTreeSet<String>,
    plural: &BTreeSet<String>,
) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    for (name, keys, what) in [
        ("Key", plain, "A text."),
        ("Plural", plural, "A text with plural forms."),
    ] {
        writeln!(
            code,
            "/// {what}\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum {name} {{"
        )?;
        for key in keys {
            writeln!(code, "    /// `{key}`\n    {},", variant(key))?;
        }
        writeln!(code, "}}")?;
    }
    writeln!(code, "/// All languages, the default first.")?;
    writeln!(
        code,
        "pub static LANGUAGES: [Language; {}] = [",
        languages.len()
    )?;
    let first = languages.iter().filter(|(tag, _)| *tag == REFERENCE);
    let others = languages.iter().filter(|(tag, _)| *tag != REFERENCE);
    for (tag, words) in first.chain(others) {
        let [name, formats] = OF_LANGUAGE.map(|key| words.get(key));
        let (name, formats) = (name.ok_or("no name")?, formats.ok_or("no formats")?);
        writeln!(
            code,
            "    Language {{ tag: {tag:?}, name: {name:?}, formats: {formats:?} }},"
        )?;
    }
    writeln!(code, "];")?;
    let reference = languages.get(REFERENCE).ok_or("no reference")?;
    writeln!(
        code,
        "/// The keys of all texts, in the order of [`Key`], with the English text."
    )?;
    writeln!(code, "static TEXTS: [(&str, &str); {}] = [", plain.len())?;
    for key in plain {
        writeln!(
            code,
            "    ({key:?}, {:?}),",
            reference.get(key).ok_or("no text")?
        )?;
    }
    writeln!(code, "];")?;
    writeln!(
        code,
        "/// The keys of all texts with plural forms, in the order of [`Plural`]."
    )?;
    writeln!(
        code,
        "static PLURALS: [(&str, Forms); {}] = [",
        plural.len()
    )?;
    for key in plural {
        let forms = CATEGORIES.map(|it| reference.get(&format!("{key}.{it}")));
        writeln!(code, "    ({key:?}, {forms:?}),")?;
    }
    writeln!(code, "];")?;
    Ok(code)
}
