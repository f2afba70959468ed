//! Cursors: where a page of a list begins. Opaque to clients, and read strictly.

pub mod accesses;
pub mod cases;
pub mod entries;
