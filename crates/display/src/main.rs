//! The program `citizen-score-display`.

use std::process::ExitCode;

use citizen_score_display::options::Options;
use citizen_score_display::{log, supervisor};
use clap::Parser as _;

fn main() -> ExitCode {
    match supervisor::run(Options::parse()) {
        Ok(never) => match never {},
        Err(error) => {
            log::line(format_args!("cannot go on: {error}"));
            ExitCode::FAILURE
        }
    }
}
