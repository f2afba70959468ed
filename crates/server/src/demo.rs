//! The made-up residents, and loading them.

mod cases;
mod load;

pub use citizen_score_demo::made_up::{
    DateError, DemoError, RULEBOOK, Resident, UPCOMING, find, fingerprint, ledger, residents,
};
pub use load::{LoadError, Loaded, load};
