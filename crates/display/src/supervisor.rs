//! Starts one browser after the other, for as long as the display is on.

use std::convert::Infallible;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use crate::back_off::BackOff;
use crate::browser::{Browser, BrowserError};
use crate::folder::{Folder, FolderError, Life};
use crate::key::{Key, KeyError};
use crate::launch::{Choice, launch};
use crate::life::{Aim, live};
use crate::log;
use crate::notify::Notify;
use crate::options::Options;

/// Why the supervisor cannot work at all.
#[derive(Debug, thiserror::Error)]
pub enum SupervisorError {
    /// There is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is no folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is no browser.
    #[error("there is no browser at {}; name it with --chromium", .0.display())]
    NoBrowser(PathBuf),
}

/// Keeps a display alive. Ends only if it cannot work at all; a signal ends it as any program, and the browser
/// and its folder with it.
///
/// # Errors
///
/// [`SupervisorError`].
pub fn run(options: Options) -> Result<Infallible, SupervisorError> {
    let aim = Aim {
        key: options.key_file.as_deref().map(Key::read).transpose()?,
        patience: options.patience(),
        server: options.server,
    };
    if !aim.server.is_private() {
        log::line(format_args!(
            "warning: what goes between this display and {} is not encrypted; use https",
            aim.server
        ));
    }
    if !options.chromium.is_file() {
        return Err(SupervisorError::NoBrowser(options.chromium));
    }
    let mut folder = Folder::take(options.profile.as_deref())?;
    let mut notify = Notify::from_environment();
    let mut back_off = BackOff::default();
    let choice = Choice {
        chromium: &options.chromium,
        debug_port: options.debug_port,
        browser_log: options.browser_log,
        arguments: &options.chromium_args,
    };
    log::line(format_args!("a display of {}", aim.server));
    loop {
        let fresh = folder.fresh()?;
        let begin = Instant::now();
        match one_life(choice, &fresh, &aim, &mut notify) {
            Ok(never) => match never {},
            Err(error) => log::line(format_args!("{error}; it is started anew")),
        }
        notify.status("the browser is started anew");
        wait(back_off.died(begin.elapsed()), &mut notify);
    }
}

fn one_life(
    choice: Choice<'_>,
    folder: &Life,
    aim: &Aim,
    notify: &mut Notify,
) -> Result<Infallible, BrowserError> {
    let child = launch(choice, folder).map_err(|error| {
        log::line(format_args!("the browser could not be started: {error}"));
        BrowserError::Gone
    })?;
    live(Browser::new(child)?, aim, notify)
}

/// Waits, and lets systemd know that this is on purpose.
fn wait(time: Duration, notify: &mut Notify) {
    let begin = Instant::now();
    while let Some(left) = time
        .checked_sub(begin.elapsed())
        .filter(|left| !left.is_zero())
    {
        notify.alive();
        thread::sleep(left.min(Duration::from_secs(1)));
    }
}
