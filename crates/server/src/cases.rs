//! Cases: what a resident asks of the city, from arrival to decision.
//!
//! - [`check`]: whether a request says what its kind takes.
//! - [`number`]: numbers of cases.
//! - [`open`]: a case arrives; [`follow`]: it is answered or withdrawn.
//! - [`grounded`]: what the rules allow to be asked about an entry.
//! - [`office`]: an office finds it, looks at it and asks; [`decide`]: it decides.

pub mod check;
pub mod decide;
pub mod follow;
pub mod grounded;
pub mod number;
pub mod office;
pub mod open;
