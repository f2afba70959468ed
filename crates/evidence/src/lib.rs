//! What may be attached to a case as evidence: a PDF, a JPEG or a PNG, recognised by its content and
//! never by its name, and pictures freed of what they say beside the picture.
//!
//! Everything here is pure, and made for hostile bytes: nothing is unpacked beyond a bound that the
//! file's own header sets, and nothing here panics. The device calls [`prepare`] before it
//! sends; the server calls [`accept`], since a device can be anyone's.
//!
//! - [`kind`]: the three kinds of files.
//! - [`check`]: from bytes to a verdict, and to the bytes that are sent.
//! - [`fault`]: what can be wrong with a file.
//! - [`name`]: the name under which a file is shown.
//! - `png`, `jpeg`, `pdf`: what is looked at in each.
//! - `orientation`, `profile`: the two things beside its pixels that a picture may keep.
//!
//! Readers of pictures that others wrote (`img-parts`) were weighed and not taken: they keep all that
//! follows the first scan of a JPEG as it is, with comments and trailing data in it, and they pass
//! over what is damaged. Here that is the point.

pub mod check;
pub mod fault;
mod jpeg;
pub mod kind;
pub mod name;
mod orientation;
mod pdf;
mod png;
mod profile;
mod reader;

pub use check::{Inspected, PictureSize, accept, check_size, inspect, prepare, strip};
pub use fault::{Damage, EvidenceFault};
pub use kind::FileKind;
pub use name::check_name;

/// Most bytes of one file: 5 MB.
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// Most files of one case, or of one answer.
pub const MOST_FILES: usize = 5;

/// Most pixels of a picture: more would take a phone 160 MB to show.
pub const MOST_PIXELS: u64 = 40_000_000;

/// Most pixels along one side of a picture.
pub const MOST_SIDE: u32 = 20_000;
