//! Painting what a browser gets in place of a page that could not be made.

use minijinja::{Value, context};

use super::{FrameError, Painter};
use crate::digest;

pub(super) const TEMPLATE: &str = include_str!("../../templates/fault.html");
const STYLE: &str = include_str!("../../templates/fault.css");

/// A page about a failure, with the policy that lets its style in and nothing else.
#[derive(Debug)]
pub struct Fault {
    /// The page.
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
}

impl Painter {
    /// Paints the page in the language with the tag `lang`. `request` is the name of the request in the log;
    /// `busy` says that the server works, and has no time.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn fault(
        &self,
        lang: &str,
        request: Option<&str>,
        busy: bool,
    ) -> Result<Fault, FrameError> {
        let style = Value::from_safe_string(STYLE.to_owned());
        let context = context! { lang, request, busy, style };
        let html = self.templates.get_template("fault")?.render(context)?;
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
            digest::base64(STYLE.as_bytes())
        );
        Ok(Fault { html, policy })
    }
}
