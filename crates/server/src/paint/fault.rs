//! Painting what a browser gets in place of a page that could not be made.

use minijinja::{Value, context};

use super::{FrameError, Painter};
use crate::digest;
use crate::oidc::BEGIN_PATH;

pub(super) const TEMPLATE: &str = include_str!("../../templates/fault.html");
const STYLE: &str = include_str!("../../templates/fault.css");

/// What happened, for the person who reads of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server failed.
    Failed,
    /// The server works, and has no time.
    Busy,
    /// The identity provider does not answer.
    Away,
    /// What the identity provider says signs nobody in.
    Refused,
    /// There were too many wrong tries.
    Wait,
    /// This is not for a shared display.
    AtDisplay,
    /// There is nothing here.
    NotHere,
}

impl Trouble {
    /// As the template names it.
    fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Busy => "busy",
            Self::Away => "away",
            Self::Refused => "refused",
            Self::Wait => "wait",
            Self::AtDisplay => "at_display",
            Self::NotHere => "not_here",
        }
    }

    /// Where to try again, if that may help; nothing is the address itself.
    fn again(self) -> Option<&'static str> {
        match self {
            Self::Failed | Self::Busy => Some(""),
            // What came back from the identity provider is good for one look.
            Self::Away | Self::Refused | Self::Wait => Some(BEGIN_PATH),
            Self::AtDisplay | Self::NotHere => None,
        }
    }
}

/// A page about a failure, with the policy that lets its style in and nothing else.
#[derive(Debug)]
pub struct Fault {
    /// The page.
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
}

impl Painter {
    /// Paints the page in the language with the tag `lang`. `request` is the name of the request in the
    /// log.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn fault(
        &self,
        lang: &str,
        request: Option<&str>,
        trouble: Trouble,
    ) -> Result<Fault, FrameError> {
        let style = Value::from_safe_string(STYLE.to_owned());
        let again = trouble.again();
        let again = again.map(|path| Value::from_safe_string(path.to_owned()));
        let trouble = trouble.name();
        let context = context! { lang, request, trouble, again, style };
        let html = self.templates.get_template("fault")?.render(context)?;
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
            digest::base64(STYLE.as_bytes())
        );
        Ok(Fault { html, policy })
    }
}
