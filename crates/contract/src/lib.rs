//! The JSON shapes and problem codes of the API under `/api/v1`; no logic.
//!
//! Server and client both use these types, so a change of shape is a change in one place. The
//! meaning of the numbers is in `citizen-score-rules`.

pub mod config;
pub mod drafts;
pub mod entries;
pub mod events;
pub mod keys;
pub mod ledger;
pub mod me;
pub mod problem;
pub mod session;

pub use config::{AppConfig, Boot, DemoResident, Mode};
pub use drafts::DraftsKey;
pub use entries::{EntriesPage, EntryView};
pub use keys::{Key, Keys};
pub use me::{Me, RulebookRef};
pub use problem::{Problem, ProblemCode};
pub use session::{Session, SignIn};

/// Path under which the API lives.
pub const API_PATH: &str = "/api/v1";
