//! How Chromium is started: its arguments, its environment, and the pipe.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::folder::Life;

/// Gives Chromium the pipe on the descriptors that it wants, 3 and 4. `exec` keeps the process id, here and in
/// Debian's `/usr/bin/chromium`, which is a script.
const PIPE: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >&2"#;

/// What every display is started with.
const ARGUMENTS: [&str; 19] = [
    "--kiosk",
    "--incognito",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-session-crashed-bubble",
    "--disable-hang-monitor",
    "--disable-infobars",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-pipe",
];

/// Parts of Chromium that have no place on a display. The checks of local networks go since the calm screen
/// looks for the server, and the two about HTTPS since they put a page of their own before the server's.
const NO_FEATURES: &str = "Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,\
                           LocalNetworkAccessChecks,HttpsUpgrades,HttpsFirstModeIncognito";

/// The argument that switches parts off. Chromium heeds only the last one.
const SWITCH_OFF: &str = "--disable-features=";

/// What is chosen on the command line.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The browser.
    pub chromium: &'a Path,
    /// The port of a debugger.
    pub debug_port: Option<u16>,
    /// Are Chromium's own messages let through?
    pub browser_log: bool,
    /// Further arguments.
    pub arguments: &'a [String],
}

/// Starts Chromium in the folders of `life`.
///
/// # Errors
///
/// The system's, if it could not be started.
pub fn launch(choice: Choice<'_>, life: &Life) -> io::Result<Child> {
    Command::new("/bin/sh")
        .args(["-c", PIPE, "sh"])
        .arg(choice.chromium)
        .arg(format!("--user-data-dir={}", life.profile.display()))
        .args(arguments(choice))
        .arg("about:blank")
        .env("HOME", &life.home)
        .env("TMPDIR", &life.temporary)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_CACHE_HOME")
        .env_remove("XDG_DATA_HOME")
        // Neither Chromium nor a page is any business of systemd's, nor systemd of theirs.
        .env_remove("NOTIFY_SOCKET")
        .env_remove("WATCHDOG_USEC")
        .env_remove("WATCHDOG_PID")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(if choice.browser_log {
            Stdio::inherit()
        } else {
            Stdio::null()
        })
        .spawn()
}

fn arguments(choice: Choice<'_>) -> Vec<String> {
    let (off, further): (Vec<&String>, Vec<&String>) = choice
        .arguments
        .iter()
        .partition(|argument| argument.starts_with(SWITCH_OFF));
    let off = off
        .iter()
        .filter_map(|argument| argument.strip_prefix(SWITCH_OFF));
    let off: Vec<&str> = std::iter::once(NO_FEATURES).chain(off).collect();
    let port = choice
        .debug_port
        .map(|port| format!("--remote-debugging-port={port}"));
    ARGUMENTS
        .iter()
        .map(|argument| (*argument).to_owned())
        .chain(std::iter::once(format!("{SWITCH_OFF}{}", off.join(","))))
        .chain(port)
        .chain(further.into_iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_to_switch_off_are_added_to_the_usual_ones() {
        let given = [
            "--disable-features=One".to_owned(),
            "--headless=new".to_owned(),
            "--disable-features=Two,Three".to_owned(),
        ];
        let all = arguments(Choice {
            chromium: Path::new("/usr/bin/chromium"),
            debug_port: Some(9222),
            browser_log: false,
            arguments: &given,
        });
        let off: Vec<&String> = all
            .iter()
            .filter(|one| one.starts_with(SWITCH_OFF))
            .collect();
        assert_eq!(off, [&format!("{SWITCH_OFF}{NO_FEATURES},One,Two,Three")]);
        assert!(all.contains(&"--headless=new".to_owned()));
        assert!(all.contains(&"--remote-debugging-port=9222".to_owned()));
    }
}
