//! The supervisor of a display: it starts Chromium, opens the app, and brings the attract screen back when
//! the page hangs, crashes, or is not there.
//!
//! A page whose main thread hangs can be ended by nobody inside the page. Here is who stands outside:
//! [`supervisor`] starts one browser after the other, [`life`] is one browser's life, [`judge`] decides what
//! is a fault (pure, with the time as an argument), [`browser`] and [`message`] speak with Chromium,
//! [`folder`] keeps what Chromium writes in memory.

pub mod back_off;
pub mod browser;
pub mod folder;
pub mod frames;
pub mod judge;
pub mod key;
pub mod launch;
pub mod life;
pub mod log;
pub mod message;
pub mod mounts;
pub mod notify;
pub mod options;
pub mod server;
pub mod supervisor;
