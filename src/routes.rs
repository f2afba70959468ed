//! Typed paths; every link is made here.

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Score, tier, points to the next tier, latest entries.
    Overview,
    /// All entries.
    History,
    /// All tiers, and what adds and takes points.
    Tiers,
    /// An address that no page has.
    NotFound,
}

impl Route {
    /// The pages of the menu, in its order.
    pub const MENU: [Self; 3] = [Self::Overview, Self::History, Self::Tiers];

    /// The page's address; for a page that is not found, where to go instead.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview | Self::NotFound => "/",
            Self::History => "/history",
            Self::Tiers => "/tiers",
        }
    }

    /// The page at an address; a slash at the end does not matter.
    pub fn of(path: &str) -> Self {
        let path = if path.len() > 1 {
            path.trim_end_matches('/')
        } else {
            path
        };
        Self::MENU
            .into_iter()
            .find(|route| route.path() == path)
            .unwrap_or(Self::NotFound)
    }
}
