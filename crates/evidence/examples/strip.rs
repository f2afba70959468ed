//! Says what a file is, and writes it as it would be sent: `strip FROM TO`.

use std::process::ExitCode;

use citizen_score_evidence::{inspect, strip};

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = paths.as_slice() else {
        eprintln!("strip FROM TO");
        return ExitCode::from(2);
    };
    match stripped(from, to) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn stripped(from: &str, to: &str) -> Result<String, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(from)?;
    let inspected = inspect(&bytes)?;
    let sent = strip(&bytes, &inspected)?;
    std::fs::write(to, &sent)?;
    let size = inspected
        .size
        .map_or_else(String::new, |it| format!(" {}x{}", it.width, it.height));
    Ok(format!(
        "{}{size}: {} bytes, sent {}",
        inspected.kind,
        bytes.len(),
        sent.len()
    ))
}
