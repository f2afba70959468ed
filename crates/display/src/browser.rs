//! A running Chromium, and the talk with it over a pipe.
//!
//! A pipe and not a port: what listens on a port can be reached by every program of the machine.

use std::io::{self, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::frames::Frames;
use crate::message::{self, Incoming};

/// Why a browser is of no more use.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// It has ended, or closed its pipe.
    #[error("the browser has ended")]
    Gone,
    /// It does not do what it is asked.
    #[error("the browser does not answer to {0}")]
    Silent(String),
}

/// A running browser. It ends when this is dropped.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Incoming>,
    last: u64,
}

impl Browser {
    /// Takes over a browser that was started with its pipe on standard input and output.
    ///
    /// # Errors
    ///
    /// [`BrowserError::Gone`]: there is no pipe.
    pub fn new(mut child: Child) -> Result<Self, BrowserError> {
        let to = child.stdin.take();
        let pipe = child.stdout.take().ok_or(BrowserError::Gone)?;
        let (sender, from) = mpsc::channel();
        thread::spawn(move || read(pipe, &sender));
        Ok(Self {
            child,
            to,
            from,
            last: 0,
        })
    }

    /// Sends a question and gives its number.
    ///
    /// # Errors
    ///
    /// [`BrowserError::Gone`].
    pub fn send(
        &mut self,
        method: &str,
        params: Value,
        session: Option<&str>,
    ) -> Result<u64, BrowserError> {
        self.last = self.last.saturating_add(1);
        let bytes = message::write(self.last, method, params, session);
        let to = self.to.as_mut().ok_or(BrowserError::Gone)?;
        to.write_all(&bytes).map_err(|_| BrowserError::Gone)?;
        Ok(self.last)
    }

    /// What comes next, within `limit`.
    ///
    /// # Errors
    ///
    /// [`BrowserError::Gone`].
    pub fn next(&self, limit: Duration) -> Result<Option<Incoming>, BrowserError> {
        match self.from.recv_timeout(limit) {
            Ok(incoming) => Ok(Some(incoming)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(BrowserError::Gone),
        }
    }

    /// Asks and waits for the answer, at most until `deadline`; none if Chromium refuses. For the beginning,
    /// when no event matters yet.
    ///
    /// # Errors
    ///
    /// [`BrowserError`].
    pub fn ask(
        &mut self,
        method: &str,
        params: Value,
        session: Option<&str>,
        deadline: Instant,
    ) -> Result<Option<Value>, BrowserError> {
        let asked = self.send(method, params, session)?;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.next(left)? {
                Some(Incoming::Answer { id, result }) if id == asked => return Ok(result),
                Some(_) => {}
                None => return Err(BrowserError::Silent(method.to_owned())),
            }
        }
    }
}

impl Drop for Browser {
    /// Ends the browser: asking it nicely would leave time to write, and there is nothing to keep. Its other
    /// processes end when they lose it.
    fn drop(&mut self) {
        self.to = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the pipe until it ends.
fn read(mut pipe: ChildStdout, to: &Sender<Incoming>) {
    let mut frames = Frames::default();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let bytes = match pipe.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => buffer.get(..length).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return,
        };
        let Ok(messages) = frames.push(bytes) else {
            return;
        };
        for incoming in messages.iter().filter_map(|bytes| message::read(bytes)) {
            if to.send(incoming).is_err() {
                return;
            }
        }
    }
}
