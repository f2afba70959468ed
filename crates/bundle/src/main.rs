//! The program `citizen-score` with the built app inside. Which app that is, build.rs says.

use std::process::ExitCode;

use citizen_score_server::app_source::File;

/// The files of the app.
static APP: &[File] = include!(concat!(env!("OUT_DIR"), "/app.rs"));

fn main() -> ExitCode {
    citizen_score_server::commands::run(APP)
}
