//! The demo's own office: the made-up residents of `demo/`, and the whole API of `docs/api.md` answered
//! for them from memory, without a server.
//!
//! Pure: time and randomness are handed in, and nothing is read or written but what [`Demo::save`] gives
//! back. What an answer means is in `citizen-score-rules`, `citizen-score-record` and
//! `citizen-score-office`, which the server stands on too; what is here is where things are kept, and the
//! order in which they are asked. The parity test sends the same requests to both.
//!
//! - [`made_up`]: the residents, their ledgers and cases; the server's demo is loaded from it too.
//! - [`demo`]: what is kept; [`person`], [`sessions`], `news`: residents, who is signed in, what happened.
//! - [`request`], [`refused`], `routes`, `calls`: requests, and their answers.
//! - [`stream`]: what an open stream of events would say.
//! - `cases`, [`office`], [`simulated`]: what happens to cases; what an office does, by hand and by itself.
//! - [`saved`]: keeping all of it over a reload.

mod calls;
mod cases;
pub mod demo;
pub mod made_up;
mod news;
pub mod office;
pub mod person;
pub mod refused;
pub mod request;
mod routes;
pub mod saved;
pub mod sessions;
pub mod simulated;
pub mod stream;

pub use demo::{Demo, DemoFault};
pub use request::{Random, Request, Response};
pub use saved::RestoreError;
pub use stream::{Event, Stream};
