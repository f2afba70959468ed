//! The `ETag` of each file whose name does not tell its content.
//!
//! The date of a file is no help: all files of an image may carry the same, it has no parts of a second,
//! and a version that is taken back is older than the one that browsers know. A browser that is told "not
//! modified" for a service worker stays with the old one.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::http::HeaderValue;

use super::AppError;
use super::names::is_hashed;
use crate::app_source::Source;
use crate::http::etag;

/// Folders within folders that are looked into.
const DEEPEST: usize = 4;

/// The tags, by path as it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Tags(Arc<HashMap<String, HeaderValue>>);

impl Tags {
    /// Reads the files once. One of a folder that is replaced later keeps its tag until the server is
    /// started anew, as the page itself does.
    ///
    /// # Errors
    ///
    /// [`AppError::Unreadable`].
    pub fn read(source: &Source) -> Result<Self, AppError> {
        let mut tags = HashMap::new();
        match source {
            Source::Folder(folder) => gather(folder, "/", DEEPEST, &mut tags)?,
            Source::Inside(files) => {
                let asked = files
                    .iter()
                    .map(|file| (format!("/{}", file.path), file.bytes));
                let unnamed = asked.filter(|(path, _)| !is_hashed(path));
                tags.extend(unnamed.map(|(path, bytes)| (path, etag::of(bytes))));
            }
        }
        Ok(Self(Arc::new(tags)))
    }

    /// The tag of a file, where its name does not tell its content.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&HeaderValue> {
        self.0.get(path)
    }
}

fn gather(
    folder: &Path,
    at: &str,
    deeper: usize,
    tags: &mut HashMap<String, HeaderValue>,
) -> Result<(), AppError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| AppError::Unreadable { path, source }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let asked = format!("{at}{name}");
        if is_hashed(&asked) {
            continue;
        }
        if path.is_dir() {
            if let Some(deeper) = deeper.checked_sub(1) {
                gather(&path, &format!("{asked}/"), deeper, tags)?;
            }
        } else {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            tags.insert(asked, etag::of(&bytes));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::{Source, Tags};

    #[test]
    fn what_the_name_does_not_tell_is_told_by_the_content() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("icons")).unwrap();
        for (name, text) in [
            ("worker.js", "1"),
            ("icons/a.png", "1"),
            ("app-1f3870be274f6c49.js", "1"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let before = Tags::read(&Source::Folder(folder.path())).unwrap();
        fs::write(folder.path().join("worker.js"), "2").unwrap();
        let after = Tags::read(&Source::Folder(folder.path())).unwrap();

        assert_ne!(
            before.of("/worker.js").unwrap(),
            after.of("/worker.js").unwrap()
        );
        assert_eq!(
            before.of("/icons/a.png").unwrap(),
            after.of("/icons/a.png").unwrap()
        );
        assert_eq!(after.of("/app-1f3870be274f6c49.js"), None);
        assert_eq!(after.of("/icons"), None);
    }
}
