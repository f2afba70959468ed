//! How a supervisor begins and ends: what it refuses, what it tells systemd, what it leaves.

use std::io::ErrorKind;
use std::os::unix::net::UnixDatagram;
use std::os::unix::process::ExitStatusExt as _;
use std::time::Duration;

use crate::processes::{self, Kind};
use crate::scene::{START, Scene, address, chromium, command};
use crate::site::Site;

const SOON: Duration = Duration::from_secs(10);

#[test]
fn whichever_signal_ends_it_no_folder_and_no_process_is_left() {
    let site = Site::open();
    for (signal, number) in [("-TERM", 15), ("-KILL", 9), ("-INT", 2)] {
        let before = site.count();
        let mut scene = Scene::start(&address(&site));
        site.wait_for("/painted", before, START)
            .expect("it is painted");
        let inner = scene.inner();
        assert!(inner.join("1/profile").is_dir());
        processes::signal(scene.supervisor.id(), signal);
        let status = scene.supervisor.wait().unwrap();
        assert_eq!(status.signal(), Some(number));
        assert!(
            processes::until(SOON, || !inner.exists()),
            "{signal}: the folder goes"
        );
        let none_left = || scene.processes(Kind::Any).is_empty();
        assert!(
            processes::until(SOON, none_left),
            "{signal}: the browser goes"
        );
        assert!(!inner.exists(), "{signal}: and does not come back");
    }
}

#[test]
fn what_a_supervisor_left_behind_is_deleted_at_the_start() {
    let site = Site::open();
    let mut old = None;
    let _scene = Scene::start_with(&address(&site), |command| {
        let folder = command
            .get_args()
            .skip_while(|one| *one != "--profile")
            .nth(1);
        let file = std::path::Path::new(folder.unwrap()).join("cs-display-7/1/profile/old");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "old").unwrap();
        old = Some(file);
    });
    site.wait_for("/painted", 0, START).expect("it is painted");
    assert!(!old.unwrap().exists());
}

#[test]
fn systemd_hears_that_the_display_is_up_and_alive() {
    let site = Site::open();
    let place = format!("/dev/shm/cs-display-notify-{}", std::process::id());
    let _ = std::fs::remove_file(&place);
    let systemd = UnixDatagram::bind(&place).unwrap();
    systemd.set_read_timeout(Some(START)).unwrap();
    let _scene = Scene::start_with(&address(&site), |command| {
        command
            .env("NOTIFY_SOCKET", &place)
            .env("WATCHDOG_USEC", "300000");
    });
    let mut wanted = vec!["READY=1", "WATCHDOG=1", "STATUS=the app is shown"];
    while !wanted.is_empty() {
        let mut buffer = [0; 200];
        let length = match systemd.recv(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            heard => heard.expect("systemd hears more"),
        };
        let heard = String::from_utf8_lossy(buffer.get(..length).unwrap()).into_owned();
        wanted.retain(|one| *one != heard);
    }
    let _ = std::fs::remove_file(&place);
}

/// Runs the program until it refuses, and gives its words.
fn refusal(change: impl FnOnce(&mut std::process::Command)) -> String {
    let mut command = command();
    command.args(["--server", "http://127.0.0.1:1", "--hang-after", "1000"]);
    command.env("CITIZEN_SCORE_DISPLAY_CHROMIUM", chromium());
    change(&mut command);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_says_why_it_cannot_work() {
    let said = refusal(|command| {
        // Pages for processes and devices, never memory to write in.
        command.env("RUNTIME_DIRECTORY", "/proc");
    });
    assert!(said.contains("/proc is not in memory"), "{said}");
    let said = refusal(|command| {
        command.args(["--profile", "/dev/shm/a-folder-that-nobody-has-made"]);
    });
    assert!(said.contains("cannot be used"), "{said}");
    let said = refusal(|command| {
        command.args(["--key-file", "/dev/null"]);
    });
    assert!(said.contains("must hold one key"), "{said}");
    let said = refusal(|command| {
        command.args(["--chromium", "/nowhere/chromium"]);
    });
    assert!(said.contains("no browser at /nowhere/chromium"), "{said}");
}

#[test]
fn two_supervisors_do_not_share_a_folder() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let said = refusal(|command| {
        command.arg("--profile").arg(&scene.folder);
    });
    assert!(said.contains("another display works in"), "{said}");
}
