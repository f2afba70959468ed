//! Importing a file of records: all or nothing, and the same file twice changes nothing.

mod error;
mod fields;
mod line;
mod lines;
mod place;
mod run;

pub use error::ImportError;
pub use line::{Line, LineError, read_line};
pub use lines::{Lines, LinesError};
pub use place::place_of;
pub use run::{Summary, import};
