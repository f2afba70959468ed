//! The files of each part of the app that is loaded later, so that a page names those that it needs in
//! its head: otherwise a browser learns of them only from the app, when that has arrived.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde::Deserialize;

use super::meta::is_own;
use super::opening::Part;
use crate::app_source::Source;

/// Where a build says which files its parts are made of; not served.
const LIST: &str = ".parts.json";

/// Bytes of the list at most; that of the app's own builds has a hundredth of it.
const LARGEST: u64 = 1 << 16;

/// The files of the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Parts {
    /// The paths of the WebAssembly of each part, by its name.
    wasm: BTreeMap<String, Vec<String>>,
    /// The path of the style that they share.
    style: Option<String>,
}

impl Parts {
    /// Reads the list of a build. Pages work without one, only later, so that a build that has none or a
    /// wrong one is told in the log and no more.
    #[must_use]
    pub fn read(source: &Source) -> Self {
        let file = source.place(LIST);
        match source.text(LIST, LARGEST) {
            Ok(text) => Self::parse(&text).unwrap_or_else(|| {
                tracing::warn!(file = %file.display(), "it is no list of the app's parts");
                Self::default()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                tracing::debug!(file = %file.display(), "pages name no parts of the app");
                Self::default()
            }
            Err(error) => {
                tracing::warn!(file = %file.display(), %error, "pages name no parts of the app");
                Self::default()
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let parts: Self = serde_json::from_str(text).ok()?;
        let files = parts.wasm.values().flatten().chain(&parts.style);
        files.into_iter().all(|path| is_own(path)).then_some(parts)
    }

    /// HTML for the head of a page that needs a part, in a language whose texts are at `texts`; none for
    /// the one that comes with the part.
    #[must_use]
    pub fn preloads(&self, part: Part, texts: Option<&str>) -> String {
        let mut html = String::new();
        let Some(wasm) = self.wasm.get(part.name()) else {
            return html;
        };
        // Writing to a string does not fail.
        for path in wasm.iter().map(String::as_str).chain(texts) {
            let _ = write!(
                html,
                "<link rel=\"preload\" as=\"fetch\" href=\"{path}\" crossorigin=\"anonymous\">"
            );
        }
        if let Some(style) = &self.style {
            let _ = write!(html, "<link rel=\"preload\" as=\"style\" href=\"{style}\">");
        }
        html
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const TEXT: &str = r#"{"wasm":{"later":["/chunk_0-1a.wasm","/split_later-2b.wasm"],"acts":[]},"style":"/later-3c.css"}"#;

    #[test]
    fn the_files_of_a_part_are_named() {
        let parts = Parts::parse(TEXT).unwrap();
        let fetched = |path| {
            format!("<link rel=\"preload\" as=\"fetch\" href=\"{path}\" crossorigin=\"anonymous\">")
        };
        let expected = [
            fetched("/chunk_0-1a.wasm"),
            fetched("/split_later-2b.wasm"),
            fetched("/locales/later/nl.json"),
            "<link rel=\"preload\" as=\"style\" href=\"/later-3c.css\">".to_owned(),
        ];
        assert_eq!(
            parts.preloads(Part::Pages, Some("/locales/later/nl.json")),
            expected.concat()
        );
        assert_eq!(parts.preloads(Part::SignIn, None), "");
    }

    #[test]
    fn a_list_that_is_missing_or_wrong_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            Parts::read(&Source::Folder(folder.path())),
            Parts::default()
        );
        for wrong in [
            "",
            "[]",
            "{}",
            &TEXT.replace("/chunk", "https://evil.example/chunk"),
            &TEXT.replace("/later-3c.css", "//evil.example"),
            &TEXT.replace("/later-3c.css", "/a\\\">"),
            &" ".repeat(70_000),
        ] {
            std::fs::write(folder.path().join(LIST), wrong).unwrap();
            assert_eq!(
                Parts::read(&Source::Folder(folder.path())),
                Parts::default(),
                "{wrong}"
            );
        }
        std::fs::write(folder.path().join(LIST), TEXT).unwrap();
        assert_eq!(
            Some(Parts::read(&Source::Folder(folder.path()))),
            Parts::parse(TEXT)
        );
    }
}
