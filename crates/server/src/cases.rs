//! Cases: what a resident asks of the city, from arrival to decision.
//!
//! What is pure of them is in `citizen_score_office::cases`.
//!
//! - [`open`]: a case arrives; [`follow`]: it is answered or withdrawn.
//! - [`grounded`]: an entry, and how it stands today.
//! - [`office`]: an office finds it, looks at it and asks; [`decide`]: it decides.

pub mod decide;
pub mod follow;
pub mod grounded;
pub mod number;
pub mod office;
pub mod open;
