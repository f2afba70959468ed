//! The pages, one file each.

mod entry;
mod history;
mod not_found;
mod overview;
mod record;
mod sign_in;
mod tiers;
mod verify;

pub use entry::EntryPage;
pub use history::HistoryPage;
pub use not_found::NotFoundPage;
pub use overview::OverviewPage;
pub use record::RecordPage;
pub use sign_in::SignInPage;
pub use tiers::TiersPage;
pub use verify::VerifyPage;
