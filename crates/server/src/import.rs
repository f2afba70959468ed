//! Importing a file of records: nothing while a line of it is wrong, each resident's lines together, and the same
//! file twice changes nothing. See `docs/decisions/0040-import-by-resident.md`.

mod error;
mod fields;
mod line;
mod lines;
mod place;
mod plan;
mod progress;
mod run;
mod spots;
mod turns;

pub use error::{ImportError, WrongLines};
pub use line::{Line, LineError, read_line};
pub use lines::{Lines, LinesError};
pub use place::place_of;
pub use progress::{Progress, Step};
pub use run::{Import, Summary};
