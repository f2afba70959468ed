//! The first paint: pages that carry language, configuration and standing before any WASM runs.

mod attract;
mod escape;
mod fault;
mod frame;
mod languages;
mod links;
mod meta;
mod opening;
mod parts;
mod policy;
mod shell;
mod words;

pub use attract::{After, Attract, Receipt};
pub use fault::{Fault, Trouble};
pub use frame::{Frame, FrameError, Painter, Shown};
pub use languages::Languages;
pub use opening::{Asker, Opening, opening};
pub use parts::Parts;
pub use shell::{Filling, Shell, ShellError};
pub use words::{Words, WordsError};
