//! The processes of a browser, as the system lists them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// What a process of Chromium is.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Kind {
    Any,
    Browser,
    Renderer,
}

/// The processes of this kind whose command line names the folder.
pub fn of(folder: &Path, kind: Kind) -> Vec<u32> {
    let folder = folder.to_str().unwrap();
    let entries = fs::read_dir("/proc").unwrap().map_while(Result::ok);
    entries
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let line = fs::read(entry.path().join("cmdline")).ok()?;
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            let is_browser = line.contains("--user-data-dir") && line.contains("chromium");
            let fits = match kind {
                Kind::Any => true,
                Kind::Browser => is_browser && !line.contains("--type="),
                Kind::Renderer => line.contains("--type=renderer"),
            };
            (fits && line.contains(folder) && !line.contains("--hang-after")).then_some(id)
        })
        .collect()
}

/// Sends a signal to a process.
pub fn signal(id: u32, signal: &str) {
    let _ = Command::new("kill")
        .args([signal, &id.to_string()])
        .status();
}

/// Waits until a condition holds.
pub fn until(limit: Duration, holds: impl Fn() -> bool) -> bool {
    let begin = Instant::now();
    while !holds() {
        if begin.elapsed() > limit {
            return false;
        }
        thread::sleep(Duration::from_millis(10));
    }
    true
}
