//! Typed paths; every link is made here.

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Score, tier, points to the next tier, latest entries.
    Overview,
    /// All entries.
    History,
    /// All tiers, and what adds and takes points.
    Tiers,
}

impl Page {
    /// The pages of the menu, in its order.
    pub const MENU: [Self; 3] = [Self::Overview, Self::History, Self::Tiers];

    /// The page's address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::History => "/history",
            Self::Tiers => "/tiers",
        }
    }
}
