//! A supervisor at work on a site.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::processes::{self, Kind};
use crate::site::Site;

/// A key as a server gives it out.
pub const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Long enough for a browser to start on a busy machine.
pub const START: Duration = Duration::from_secs(30);

/// Browsers are measured one at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The supervisor, its folder, and what it said.
pub struct Scene {
    pub folder: PathBuf,
    pub supervisor: Child,
    said: Arc<Mutex<Vec<String>>>,
    _alone: MutexGuard<'static, ()>,
}

pub fn chromium() -> PathBuf {
    let named = std::env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    let chromium = PathBuf::from(named);
    assert!(
        chromium.is_file(),
        "these tests need Chromium, and {} is not there; scripts/setup-browser installs it",
        chromium.display()
    );
    chromium
}

impl Scene {
    pub fn start(site: &str) -> Self {
        Self::start_with(site, |_| {})
    }

    pub fn start_with(site: &str, change: impl FnOnce(&mut Command)) -> Self {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = PathBuf::from(format!("/dev/shm/cs-display-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let key = folder.join("key");
        std::fs::write(&key, format!("{KEY}\n")).unwrap();
        let mut command = command();
        command
            .args(["--server", site, "--hang-after", "1000"])
            .arg("--chromium")
            .arg(chromium())
            .arg("--key-file")
            .arg(&key)
            .arg("--profile")
            .arg(&folder)
            .stderr(Stdio::piped());
        change(&mut command);
        command.args([
            "--",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
        ]);
        command.arg("--disable-popup-blocking");
        let mut supervisor = command.spawn().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let lines = BufReader::new(supervisor.stderr.take().unwrap()).lines();
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Self {
            folder,
            supervisor,
            said,
            _alone: alone,
        }
    }

    /// A scene whose page is painted.
    pub fn painted(site: &Site) -> Self {
        let scene = Self::start(&address(site));
        let painted = site.wait_for("/painted", 0, START);
        assert!(painted.is_some(), "the page is painted: {:?}", scene.said());
        scene
    }

    pub fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }

    /// Waits until the supervisor has said `count` times that the app is back.
    pub fn is_back(&self, count: usize) -> bool {
        let backs = || {
            self.said()
                .iter()
                .filter(|line| line.contains("is back"))
                .count()
        };
        processes::until(START, || backs() >= count)
    }

    /// Waits until the supervisor has said something.
    pub fn says(&self, text: &str, limit: Duration) -> bool {
        processes::until(limit, || self.said().iter().any(|line| line.contains(text)))
    }

    /// The folder in which the supervisor works.
    pub fn inner(&self) -> PathBuf {
        self.folder
            .join(format!("cs-display-{}", self.supervisor.id()))
    }

    /// The processes of the browser.
    pub fn processes(&self, kind: Kind) -> Vec<u32> {
        processes::of(&self.inner(), kind)
    }

    /// The files in the folder that hold `text`, and how many files there are.
    pub fn files_with(&self, text: &str) -> (Vec<PathBuf>, usize) {
        let (mut with, mut count) = (Vec::new(), 0);
        let mut folders = vec![self.inner()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .map_while(Result::ok)
            {
                let path = entry.path();
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    count += 1;
                    let named = path.to_string_lossy().contains(text);
                    if named || holds(&bytes, text) {
                        with.push(path);
                    }
                }
            }
        }
        (with, count)
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = self.supervisor.kill();
        let _ = self.supervisor.wait();
        let inner = self.inner();
        processes::until(Duration::from_secs(10), || !inner.exists());
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The program under test, with nothing of the caller's systemd.
pub fn command() -> Command {
    let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_citizen-score-display")));
    for name in ["RUNTIME_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC"] {
        command.env_remove(name);
    }
    command
}

pub fn address(site: &Site) -> String {
    format!("http://{}", site.address())
}

/// Does it hold the text, in bytes or in the two-byte letters that Chromium also writes?
fn holds(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    has(text.as_bytes()) || has(&wide)
}
