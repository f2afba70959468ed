//! How far a visit is.

/// How far a visit is; `data-kiosk` of the page says it to the style sheets and the guard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is here: the screen that attracts, which is not the app's.
    Attract,
    /// Somebody is here, and nobody is signed in.
    Start,
    /// Somebody is signed in.
    Visit,
}
