//! The folder of the browser: in memory, emptied before and deleted after.
//!
//! A shared screen forgets. All that Chromium writes (profile, home folder, temporary files) goes into one
//! folder, made anew for each browser.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::mounts::is_in_memory;

/// How the folder within the one that is given is called; the process id follows. Each supervisor has a name
/// of its own, or the cleaner of the one before could take the folder of the next one away.
const NAME: &str = "cs-display-";

/// Longest path of the given folder, in bytes: Chromium makes a socket far below it, and the path of a socket
/// may have 107.
const LONGEST: usize = 32;

/// Waits until its standard input ends, as it does however the supervisor ends, and takes the folder away. It
/// tries for a while, since a browser that is ending still writes.
const CLEANER: &str = r#"trap "" TERM INT HUP; cat > /dev/null
for turn in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    rm -rf -- "$1" && sleep 0.1 && [ ! -e "$1" ] && exit 0; sleep 0.1
done"#;

/// Why there is no folder to work in.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It would be on a disk, and nobody asked for that.
    #[error(
        "{} is not in memory, and what a browser writes must not stay on a disk; name a folder in memory \
         with --profile (or, for a trial, any folder)",
        .0.display()
    )]
    OnDisk(PathBuf),
    /// Its path is too long for Chromium.
    #[error("the path {} is too long; at most {LONGEST} bytes", .0.display())]
    Long(PathBuf),
    /// Another supervisor works in it.
    #[error("another display works in {}; name another folder with --profile", .0.display())]
    Taken(PathBuf),
    /// The system refused.
    #[error("the folder {} cannot be used: {error}", folder.display())]
    Io {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// The folder, for as long as the supervisor runs.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    lives: u32,
    /// Held, so that no second supervisor takes the same folder.
    _lock: File,
    /// Its standard input closes with this process.
    _cleaner: Child,
}

/// The folders of one browser's life.
#[derive(Clone, Debug)]
pub struct Life {
    /// The profile.
    pub profile: PathBuf,
    /// The home folder.
    pub home: PathBuf,
    /// Temporary files.
    pub temporary: PathBuf,
}

impl Folder {
    /// Takes a folder: below `named`, or else in memory below `$RUNTIME_DIRECTORY` or `/dev/shm`. What a
    /// supervisor before left there is deleted.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn take(named: Option<&Path>) -> Result<Self, FolderError> {
        let above = match named {
            Some(named) => named.to_owned(),
            None => in_memory()?,
        };
        let failed = |error| FolderError::Io {
            folder: above.clone(),
            error,
        };
        let above = above.canonicalize().map_err(failed)?;
        if above.as_os_str().len() > LONGEST {
            return Err(FolderError::Long(above));
        }
        let lock = File::create(above.join(format!("{NAME}lock"))).map_err(failed)?;
        if lock.try_lock().is_err() {
            return Err(FolderError::Taken(above));
        }
        sweep(&above).map_err(failed)?;
        let root = above.join(format!("{NAME}{}", std::process::id()));
        make(&root).map_err(failed)?;
        let cleaner = Command::new("/bin/sh")
            .args(["-c", CLEANER, "sh"])
            .arg(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        Ok(Self {
            root,
            lives: 0,
            _lock: lock,
            _cleaner: cleaner,
        })
    }

    /// Deletes what is there, and makes the folders for another browser.
    ///
    /// # Errors
    ///
    /// [`FolderError::Io`].
    pub fn fresh(&mut self) -> Result<Life, FolderError> {
        // A new name each time: a browser that is still ending cannot write into the next one's folder.
        self.lives = self.lives.wrapping_add(1);
        let life = self.root.join(self.lives.to_string());
        let made = self.empty().and_then(|()| Life::make(&life));
        made.map_err(|error| FolderError::Io {
            folder: life,
            error,
        })
    }

    fn empty(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.root)? {
            remove(&entry?.path())?;
        }
        Ok(())
    }
}

impl Life {
    fn make(folder: &Path) -> io::Result<Self> {
        let life = Self {
            profile: folder.join("profile"),
            home: folder.join("home"),
            temporary: folder.join("tmp"),
        };
        for folder in [folder, &life.profile, &life.home, &life.temporary] {
            make(folder)?;
        }
        // When a page crashes, and that is how a hang is ended, Chromium writes a part of its memory into a
        // file. A plain file where it wants a folder prevents that. The arguments that are said to switch it
        // off do not, or break the network.
        let reports = life.home.join(".config/chromium/Crash Reports");
        fs::create_dir_all(&reports)?;
        File::create(reports.join("new"))?.write_all(b"No crash reports on a shared display.\n")?;
        Ok(life)
    }
}

/// The usual folder in memory.
fn in_memory() -> Result<PathBuf, FolderError> {
    let runtime = std::env::var("RUNTIME_DIRECTORY").unwrap_or_default();
    let first = runtime.split(':').find(|folder| !folder.is_empty());
    let folder = PathBuf::from(first.unwrap_or("/dev/shm"));
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    if is_in_memory(&real, &mounts) {
        Ok(folder)
    } else {
        Err(FolderError::OnDisk(folder))
    }
}

/// Deletes what supervisors before this one left. Only the one that holds the lock may.
fn sweep(above: &Path) -> io::Result<()> {
    for entry in fs::read_dir(above)? {
        let entry = entry?;
        let number = entry.file_name();
        let number = number.to_str().and_then(|name| name.strip_prefix(NAME));
        if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

fn make(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().mode(0o700).create(folder)
}

/// Deletes a folder; tries again while a browser that is ending writes into it.
fn remove(folder: &Path) -> io::Result<()> {
    let mut result = Ok(());
    for _ in 0..20 {
        result = fs::remove_dir_all(folder);
        match &result {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(_) => std::thread::yield_now(),
        }
    }
    result
}
