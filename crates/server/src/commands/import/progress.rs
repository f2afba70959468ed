//! How far an import is: a bar at a terminal, elsewhere a line now and then, both on standard error.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::import::{Progress, Step};

/// Between two lines, where there is no terminal: a log stays short.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

const OF_BYTES: &str = "{msg:>8} {wide_bar} {bytes} of {total_bytes}, {eta} left";
const OF_LINES: &str = "{msg:>8} {wide_bar} {human_pos} of {human_len} lines, {eta} left";

/// What is shown of an import.
pub struct Shown {
    bar: ProgressBar,
    step: Option<Step>,
    said: Instant,
}

impl Shown {
    /// Nothing yet. Where standard error is no terminal, the bar shows nothing by itself.
    pub fn new() -> Self {
        Self {
            bar: ProgressBar::no_length(),
            step: None,
            said: Instant::now(),
        }
    }

    /// How far it is now.
    pub fn show(&mut self, at: Progress) {
        if self.step != Some(at.step) {
            self.begin(at);
        }
        self.bar.set_position(at.done);
        if self.bar.is_hidden() && self.said.elapsed() >= BETWEEN_LINES {
            self.said = Instant::now();
            let unit = if at.step == Step::Reading {
                "bytes"
            } else {
                "lines"
            };
            eprintln!("{}: {} of {} {unit}", name(at.step), at.done, at.total);
        }
    }

    /// It is over.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }

    fn begin(&mut self, at: Progress) {
        self.step = Some(at.step);
        let template = if at.step == Step::Reading {
            OF_BYTES
        } else {
            OF_LINES
        };
        self.bar.reset();
        self.bar.set_length(at.total);
        // A template is text of this program; one that cannot be read leaves the bar as it was.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(name(at.step));
    }
}

fn name(step: Step) -> &'static str {
    match step {
        Step::Reading => "reading",
        Step::Checking => "checking",
        Step::Writing => "writing",
    }
}
