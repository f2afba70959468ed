//! What the judge hears of a page, and what it says is to be done.

/// What to do next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// Ask the page what it shows, and tell [`super::Judge::answered`] with this number.
    Ask(u64),
    /// End the page's process.
    EndPage,
    /// End the browser: it does not even end a page.
    EndBrowser,
    /// Open the app, and tell [`super::Judge::opened`].
    Open {
        /// Does this follow a fault? Then the attract screen says so.
        after_fault: bool,
    },
    /// Show the screen that says that the display is out of service.
    ShowOutOfService,
    /// Look whether the server answers, and tell [`super::Judge::probed`].
    Probe,
}

/// What the page said.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Seen {
    /// `data-kiosk` of the page; empty on a page that is not the app's.
    pub kiosk: String,
    /// Has the app taken over?
    pub ready: bool,
}
