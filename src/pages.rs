//! The pages, one file each.

mod entry;
mod glossary;
mod history;
mod more;
mod not_found;
mod overview;
mod rule_changes;
mod sign_in;
mod tiers;
mod what_if;

pub use entry::EntryPage;
pub use glossary::GlossaryPage;
pub use history::HistoryPage;
pub use more::MorePage;
pub use not_found::NotFoundPage;
pub use overview::OverviewPage;
pub use rule_changes::RuleChangesPage;
pub use sign_in::SignInPage;
pub use tiers::TiersPage;
pub use what_if::WhatIfPage;
