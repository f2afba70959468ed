//! The JSON shapes and problem codes of the API under `/api/v1`; no logic.
//!
//! Server and client both use these types, so a change of shape is a change in one place. The
//! meaning of the numbers is in `citizen-score-rules`.

pub mod access;
pub mod cases;
pub mod config;
pub mod consent;
pub mod display;
pub mod drafts;
pub mod entries;
pub mod events;
pub mod evidence;
pub mod keys;
pub mod ledger;
pub mod me;
pub mod pairing;
pub mod problem;
pub mod proofs;
pub mod push;
#[cfg(feature = "schema")]
mod schema;
pub mod session;
pub mod sessions;
pub mod statement;

pub use access::{Access, AccessKind, AccessPage};
pub use cases::{Case, CaseKind, CaseRef, CaseStatus, CasesPage, NewCase};
pub use config::{AppConfig, Boot, DemoResident, KioskConfig, LanguageInfo, Mode, SIGN_OUT_COOKIE};
pub use consent::{ChangeConsent, Consent};
pub use display::{Heartbeat, HeartbeatAnswer};
pub use drafts::DraftsKey;
pub use entries::{EntriesPage, EntryView};
pub use evidence::{Evidence, EvidenceKind};
pub use keys::{Key, Keys};
pub use me::{Me, RulebookRef};
pub use pairing::{AskToken, DisplaySession, DisplaySessions, NewPairing, Pairing};
pub use problem::{Problem, ProblemCode};
pub use proofs::{NewProof, ProofState, TierProof};
pub use session::{ExtendSession, Session, SignIn, Visit};
pub use statement::Statement;

/// Path under which the API lives.
pub const API_PATH: &str = "/api/v1";
