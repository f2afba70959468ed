//! The pages, one file each.

mod check;
mod entry;
mod entry_link;
mod history;
mod not_found;
mod outlook;
mod over_time;
mod overview;
mod paging;
mod record;
mod sign_in;
mod tiers;
mod verify;

pub use check::CheckPage;
pub use entry::EntryPage;
pub use history::HistoryPage;
pub use not_found::NotFoundPage;
pub use outlook::OutlookPage;
pub use over_time::OverTimePage;
pub use overview::OverviewPage;
pub use record::RecordPage;
pub use sign_in::SignInPage;
pub use tiers::TiersPage;
pub use verify::VerifyPage;
