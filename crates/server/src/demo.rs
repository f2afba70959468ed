//! The made-up residents, and loading them.

mod cases;
mod load;
mod population;

pub use citizen_score_demo::made_up::{
    DateError, DemoError, RULEBOOK, Resident, UPCOMING, find, fingerprint, ledger, residents,
};
pub use load::{LoadError, Loaded, load};
pub use population::{Population, Progress, populate};
