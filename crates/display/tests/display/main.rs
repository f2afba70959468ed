//! The supervisor with a real Chromium and a small real server. Needs Chromium: at `$CHROMIUM`, or at
//! /usr/bin/chromium, as `scripts/setup-browser` installs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod end;
mod fault;
mod page;
mod processes;
mod scene;
mod site;
