//! The pages, one file each.

mod check;
mod entry;
mod entry_link;
mod glossary;
mod history;
mod more;
mod not_found;
mod outlook;
mod over_time;
mod overview;
mod paging;
mod record;
mod rule_changes;
mod sign_in;
mod tiers;
mod verify;
mod what_if;

pub use check::CheckPage;
pub use entry::EntryPage;
pub use glossary::GlossaryPage;
pub use history::HistoryPage;
pub use more::MorePage;
pub use not_found::NotFoundPage;
pub use outlook::OutlookPage;
pub use over_time::OverTimePage;
pub use overview::OverviewPage;
pub use record::RecordPage;
pub use rule_changes::RuleChangesPage;
pub use sign_in::SignInPage;
pub use tiers::TiersPage;
pub use verify::VerifyPage;
pub use what_if::WhatIfPage;
