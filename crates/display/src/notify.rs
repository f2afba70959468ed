//! What systemd is told (`sd_notify(3)`): that the display is up, that this program still turns, and in one
//! line how the display is.

use std::ffi::OsString;
use std::io;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::{Duration, Instant};

/// The line to systemd; silent where there is none.
#[derive(Debug)]
pub struct Notify {
    to: Option<(UnixDatagram, SocketAddr)>,
    every: Option<Duration>,
    last: Option<Instant>,
    status: String,
    is_ready: bool,
}

impl Notify {
    /// The line that systemd names in the environment.
    #[must_use]
    pub fn from_environment() -> Self {
        let every = std::env::var("WATCHDOG_USEC")
            .ok()
            .and_then(|text| text.parse().ok())
            .map(|limit: u64| Duration::from_micros(limit) / 3);
        Self::new(std::env::var_os("NOTIFY_SOCKET"), every)
    }

    /// A line to `socket`: a path, or an abstract name behind an `@`. `every`: how often systemd wants to hear.
    #[must_use]
    pub fn new(socket: Option<OsString>, every: Option<Duration>) -> Self {
        let to = socket.and_then(|name| {
            let address = match name.as_bytes().strip_prefix(b"@") {
                Some(rest) => SocketAddr::from_abstract_name(rest),
                None => SocketAddr::from_pathname(&name),
            };
            Some((UnixDatagram::unbound().ok()?, address.ok()?))
        });
        Self {
            to,
            every,
            last: None,
            status: String::new(),
            is_ready: false,
        }
    }

    /// The display is up; told once.
    pub fn ready(&mut self) {
        if !self.is_ready {
            self.is_ready = true;
            let _ = self.send("READY=1");
        }
    }

    /// How the display is, in a line; told when it changes.
    pub fn status(&mut self, status: &str) {
        if self.status != status {
            status.clone_into(&mut self.status);
            let _ = self.send(&format!("STATUS={status}"));
        }
    }

    /// This program turns; told as often as systemd wants to hear it.
    pub fn alive(&mut self) {
        let Some(every) = self.every else { return };
        if self.last.is_none_or(|last| last.elapsed() >= every) {
            self.last = Some(Instant::now());
            let _ = self.send("WATCHDOG=1");
        }
    }

    fn send(&self, text: &str) -> io::Result<()> {
        match &self.to {
            Some((socket, address)) => socket.send_to_addr(text.as_bytes(), address).map(|_| ()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn heard(socket: &UnixDatagram) -> String {
        let mut buffer = [0; 200];
        let length = socket.recv(&mut buffer).unwrap();
        String::from_utf8(buffer.get(..length).unwrap().to_vec()).unwrap()
    }

    #[test]
    fn systemd_hears_each_thing_once_at_an_abstract_address() {
        let name = format!("citizen-score-display-test-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&name).unwrap();
        let systemd = UnixDatagram::bind_addr(&address).unwrap();
        let mut notify = Notify::new(Some(format!("@{name}").into()), Some(Duration::ZERO));
        notify.ready();
        notify.ready();
        notify.status("well");
        notify.status("well");
        notify.alive();
        assert_eq!(heard(&systemd), "READY=1");
        assert_eq!(heard(&systemd), "STATUS=well");
        assert_eq!(heard(&systemd), "WATCHDOG=1");
    }

    #[test]
    fn without_systemd_nothing_is_said_and_nothing_fails() {
        let mut notify = Notify::new(None, None);
        notify.ready();
        notify.status("well");
        notify.alive();
    }
}
