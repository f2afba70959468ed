//! Painting the screen that a shared display waits with, in all languages at once; and the page of a
//! display that was taken away.

use minijinja::context;
use serde::Serialize;

use super::words::Words;
use super::{FrameError, Painter};

/// Why the visit before ended, as far as whoever stands there is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// The visitor was done.
    Done,
    /// Nobody had touched the display for a while.
    Idle,
    /// The time of a visit was over.
    Limit,
    /// It was ended from elsewhere.
    Ended,
    /// The connection was lost.
    Connection,
    /// Something failed.
    Fault,
}

impl After {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "done" => Self::Done,
            "idle" => Self::Idle,
            "limit" => Self::Limit,
            "ended" => Self::Ended,
            "connection" => Self::Connection,
            "fault" => Self::Fault,
            // Whoever left quickly wants nothing said about it.
            _ => return None,
        })
    }
}

/// What is said of the visit before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Why it ended.
    pub after: After,
    /// The display could not tell the server at once.
    pub untold: bool,
}

impl Receipt {
    /// The receipt that the query of an address asks for, such as `after=idle&untold=1`; none for
    /// anything that this program does not write there.
    #[must_use]
    pub fn of_query(query: &str) -> Option<Self> {
        let mut after = None;
        let mut untold = false;
        for pair in query.split('&') {
            match pair.split_once('=')? {
                ("after", text) if after.is_none() => after = Some(After::of(text)?),
                ("untold", "1") => untold = true,
                _ => return None,
            }
        }
        Some(Self {
            after: after?,
            untold,
        })
    }
}

/// The screen about to be painted.
#[derive(Clone, Copy, Debug)]
pub struct Attract<'a> {
    /// What the display is called.
    pub name: &'a str,
    /// Whether it is a demo.
    pub demo: bool,
    /// What is said of the visit before.
    pub receipt: Option<Receipt>,
}

impl Painter {
    /// Paints the screen that a display waits with.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn attract(&self, attract: Attract<'_>) -> Result<String, FrameError> {
        let context = context! {
            languages => self.tags(),
            name => attract.name,
            demo => attract.demo,
            receipt => attract.receipt,
            version => self.rulebook.data().version,
        };
        Ok(self.templates.get_template("attract")?.render(context)?)
    }

    /// Paints the page of a display whose key is good for nothing any more.
    ///
    /// # Errors
    ///
    /// [`FrameError::Template`].
    pub fn removed(&self) -> Result<String, FrameError> {
        let context = context! { languages => self.tags() };
        Ok(self.templates.get_template("removed")?.render(context)?)
    }

    fn tags(&self) -> Vec<&str> {
        self.languages.all().map(Words::tag).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_strictly() {
        let receipt = |after, untold| Some(Receipt { after, untold });
        for (query, expected) in [
            ("after=done", receipt(After::Done, false)),
            ("after=idle", receipt(After::Idle, false)),
            ("after=limit", receipt(After::Limit, false)),
            ("after=ended", receipt(After::Ended, false)),
            (
                "after=connection&untold=1",
                receipt(After::Connection, true),
            ),
            ("untold=1&after=fault", receipt(After::Fault, true)),
            ("after=quick", None),
            ("after=quick&untold=1", None),
            ("after=other", None),
            ("after=", None),
            ("after=done&after=idle", None),
            ("after=done&untold=yes", None),
            ("after=done&x=1", None),
            ("after=done&", None),
            ("untold=1", None),
            ("after", None),
            ("", None),
        ] {
            assert_eq!(Receipt::of_query(query), expected, "{query}");
        }
    }
}
