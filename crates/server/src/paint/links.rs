//! What the head of a painted page says of its address: the one without a language, and those with.

use minijinja::context;

use super::words::Words;
use super::{FrameError, Painter};

pub(super) const TEMPLATE: &str = include_str!("../../templates/links.html");

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
}
