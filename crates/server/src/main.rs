//! The program `citizen-score`.

use std::process::ExitCode;

fn main() -> ExitCode {
    citizen_score_server::commands::run(&[])
}
