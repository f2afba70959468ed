//! What the head of a painted page says: its address without a language and with each, and whether there is an
//! identity provider to sign in at.

use minijinja::context;

use super::words::Words;
use super::{FrameError, Painter};

pub(super) const TEMPLATE: &str = include_str!("../../templates/links.html");
pub(super) const PROVIDER: &str = include_str!("../../templates/provider.html");

impl Painter {
    /// The links to a page in all languages. `origin` is scheme, host and port.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn links(&self, origin: &str, path: &str) -> Result<String, FrameError> {
        let tags: Vec<&str> = self.languages.all().map(Words::tag).collect();
        let context = context! { address => format!("{origin}{path}"), tags };
        Ok(self.templates.get_template("links")?.render(context)?)
    }

    /// What tells the sign-in page that there is an identity provider, and what it is called.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn provider(&self, name: &str) -> Result<String, FrameError> {
        let context = context! { name };
        Ok(self.templates.get_template("provider")?.render(context)?)
    }
}
