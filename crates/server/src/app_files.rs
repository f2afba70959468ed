//! The built app: the page's shell, and the files it needs, from a folder or from inside the program.

mod inside;
mod names;
mod tags;

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, ETAG, IF_MODIFIED_SINCE, LAST_MODIFIED,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::app_source::{File, Source};
use crate::error::ApiError;
use crate::http::etag;
use crate::paint::{Languages, Parts, Shell, ShellError, WordsError};
use inside::Inside;
use names::is_hashed;
use tags::Tags;

pub use names::is_file;

/// The page.
const PAGE: &str = "index.html";

/// Files whose names change with their contents are kept for a year.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Other files are asked for anew each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");

/// The built app.
#[derive(Clone, Debug)]
pub struct AppFiles {
    /// index.html, cut open where the server writes into it.
    pub shell: Shell,
    /// The languages that its files have.
    pub languages: Languages,
    /// The files of its parts that are loaded later.
    pub parts: Parts,
    files: Files,
    tags: Tags,
}

/// Who answers with a file.
#[derive(Clone, Debug)]
enum Files {
    Folder(ServeDir),
    Inside(Inside),
}

/// An app that cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no index.html.
    #[error("{path} cannot be read ({source}); build the app first, or name its folder with --app")]
    Missing {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// index.html lacks a place that the server writes into.
    #[error("{path}: {source}")]
    Shell {
        /// The file.
        path: PathBuf,
        /// What it lacks.
        source: ShellError,
    },
    /// The languages.
    #[error(transparent)]
    Languages(#[from] WordsError),
    /// A file cannot be read.
    #[error("{path} cannot be read ({source}); build the app anew, or see who may read its folder")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

impl AppFiles {
    /// Opens the folder of a built app.
    ///
    /// # Errors
    ///
    /// [`AppError`].
    pub fn open(folder: &Path) -> Result<Self, AppError> {
        let files = ServeDir::new(folder)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        Self::of(&Source::Folder(folder), Files::Folder(files))
    }

    /// Opens a built app that is inside the program.
    ///
    /// # Errors
    ///
    /// [`AppError`].
    pub fn inside(files: &'static [File]) -> Result<Self, AppError> {
        Self::of(&Source::Inside(files), Files::Inside(Inside::new(files)))
    }

    fn of(source: &Source, files: Files) -> Result<Self, AppError> {
        let path = source.place(PAGE);
        let html = source
            .text(PAGE, u64::MAX)
            .map_err(|source| AppError::Missing {
                path: path.clone(),
                source,
            })?;
        let shell = Shell::cut(&html).map_err(|source| AppError::Shell { path, source })?;
        let languages = Languages::read(source, shell.locales().trim_start_matches('/'))?;
        Ok(Self {
            shell,
            languages,
            parts: Parts::read(source),
            files,
            tags: Tags::read(source)?,
        })
    }

    /// Serves a file other than a page.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] where there is no such file.
    pub async fn serve(&self, mut request: Request) -> Result<Response, ApiError> {
        let path = request.uri().path().to_owned();
        // What begins with a dot, and the compressed siblings, are not meant to be asked for.
        let hidden = path
            .split('/')
            .any(|part| part.starts_with('.') || part.starts_with("%2e"));
        let sibling = [".br", ".gz"].iter().any(|end| path.ends_with(end));
        if hidden || sibling {
            return Err(ApiError::NotFound);
        }
        let tag = self.tags.of(&path);
        let known = tag.is_some_and(|tag| etag::matches(request.headers(), tag));
        if tag.is_some() {
            request.headers_mut().remove(IF_MODIFIED_SINCE);
        }
        let mut response = match &self.files {
            Files::Folder(folder) => match folder.clone().oneshot(request).await {
                Ok(answer) => answer.map(Body::new),
                Err(never) => match never {},
            },
            Files::Inside(inside) => inside.answer(&request),
        };
        let status = response.status();
        if status == StatusCode::NOT_FOUND || status == StatusCode::TEMPORARY_REDIRECT {
            return Err(ApiError::NotFound);
        }
        let keep = if is_hashed(&path) {
            FOR_GOOD
        } else {
            ASK_AGAIN
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, keep);
        if let Some(tag) = tag {
            headers.remove(LAST_MODIFIED);
            headers.insert(ETAG, tag.clone());
        }
        // A worker obeys the policy of its own file, so files carry the page's.
        headers.insert(CONTENT_SECURITY_POLICY, self.shell.policy().clone());
        if known && status == StatusCode::OK {
            headers.remove(CONTENT_LENGTH);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
        }
        Ok(response)
    }
}
