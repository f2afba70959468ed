//! Importing a file of records: all or nothing, and the same file twice changes nothing.

mod line;
mod lines;
mod run;

pub use line::{Line, LineError, read_line};
pub use lines::{Lines, LinesError};
pub use run::{ImportError, Summary, import};
