//! Where the files of the built app are: in a folder, or inside the program.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// How a place inside the program is called where people are told of one.
const INSIDE: &str = "(inside the program)";

/// A file inside the program. Its compressed copies are files of their own, as in a folder.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its path in the folder that was put inside, without a slash at the beginning.
    pub path: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// Where the files are.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// In a folder.
    Folder(&'a Path),
    /// Inside the program.
    Inside(&'static [File]),
}

impl Source<'_> {
    /// How a file is called where people are told of it.
    #[must_use]
    pub fn place(&self, path: &str) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(path),
            Self::Inside(_) => Path::new(INSIDE).join(path),
        }
    }

    /// The text in a file.
    ///
    /// # Errors
    ///
    /// The file is not there, cannot be read, is no text, or has more than `most` bytes.
    pub fn text(&self, path: &str, most: u64) -> io::Result<String> {
        let bytes = match self {
            Self::Folder(folder) => {
                let mut bytes = Vec::new();
                // One byte more tells a file that is too large, however large it grows meanwhile.
                let mut part = fs::File::open(folder.join(path))?.take(most.saturating_add(1));
                part.read_to_end(&mut bytes)?;
                bytes
            }
            Self::Inside(files) => {
                let file = files.iter().find(|file| file.path == path);
                file.ok_or(io::ErrorKind::NotFound)?.bytes.to_owned()
            }
        };
        if bytes.len() as u64 > most {
            let why = format!("it has more than {most} bytes");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        String::from_utf8(bytes).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))
    }

    /// The names of what is straight in a folder, in order; those that are no text are left out.
    ///
    /// # Errors
    ///
    /// There is no such folder, or it cannot be read.
    pub fn names(&self, folder: &str) -> io::Result<BTreeSet<String>> {
        match self {
            Self::Folder(root) => {
                let entries = fs::read_dir(root.join(folder))?;
                let names = entries.map(|entry| Ok(entry?.file_name().into_string().ok()));
                names.filter_map(io::Result::transpose).collect()
            }
            Self::Inside(files) => {
                let under = |file: &File| {
                    let path = file.path.strip_prefix(folder)?;
                    let path = path
                        .strip_prefix('/')
                        .or(folder.is_empty().then_some(path))?;
                    path.split('/').next().map(str::to_owned)
                };
                let names: BTreeSet<String> = files.iter().filter_map(under).collect();
                if names.is_empty() {
                    return Err(io::ErrorKind::NotFound.into());
                }
                Ok(names)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FILES: &[File] = &[
        File {
            path: "index.html",
            bytes: b"page",
        },
        File {
            path: "words-1/nl.json",
            bytes: b"nl",
        },
        File {
            path: "words-1/later/nl.json",
            bytes: b"later",
        },
        File {
            path: "words-12/xx.json",
            bytes: b"\xff",
        },
    ];

    /// A question is answered alike, wherever the files are.
    #[test]
    fn a_folder_and_the_program_answer_alike() {
        let folder = tempfile::tempdir().unwrap();
        for file in FILES {
            let path = folder.path().join(file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.bytes).unwrap();
        }
        for source in [Source::Folder(folder.path()), Source::Inside(FILES)] {
            assert_eq!(source.text("index.html", 4).unwrap(), "page");
            assert_eq!(source.text("words-1/later/nl.json", 9).unwrap(), "later");
            let why = |path, most| source.text(path, most).unwrap_err().kind();
            assert_eq!(why("index.html", 3), io::ErrorKind::FileTooLarge);
            assert_eq!(why("words-12/xx.json", 9), io::ErrorKind::InvalidData);
            assert_eq!(why("none.json", 9), io::ErrorKind::NotFound);

            let names = |folder| {
                source
                    .names(folder)
                    .unwrap()
                    .into_iter()
                    .collect::<Vec<_>>()
            };
            assert_eq!(names(""), ["index.html", "words-1", "words-12"]);
            assert_eq!(names("words-1"), ["later", "nl.json"]);
            assert_eq!(names("words-1/later"), ["nl.json"]);
            let why = source.names("words").unwrap_err().kind();
            assert_eq!(why, io::ErrorKind::NotFound);
        }
    }
}
