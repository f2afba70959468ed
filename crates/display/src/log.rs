//! What the supervisor tells the operator: plain lines on standard error, which systemd keeps.
//!
//! Nothing of a page ever goes here: no address but the server's own, no title, no console output.

use std::fmt::Arguments;
use std::io::Write as _;

/// Writes one line. A standard error that is gone is no reason to stop a display.
pub fn line(text: Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
