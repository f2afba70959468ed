//! The first paint: pages that carry language, configuration and standing before any WASM runs.

mod escape;
mod frame;
mod language;
mod policy;
mod shell;
mod words;

pub use frame::{Frame, FrameError, Painter, Shown};
pub use language::{Language, choose};
pub use shell::{Shell, ShellError};
