//! Cases: what a resident asks of the city.
//!
//! - [`check`]: whether a request says what its kind takes.
//! - [`grounds`]: what the rules allow to be asked.
//! - [`number`]: numbers of cases.
//! - [`ruling`]: the entry that a decision appends to the ledger.

pub mod check;
pub mod grounds;
pub mod number;
pub mod ruling;
