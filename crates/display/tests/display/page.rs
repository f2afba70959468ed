//! What a page can do and leave on a display.

use std::time::Duration;

use crate::processes::Kind;
use crate::scene::{KEY, START, Scene};
use crate::site::Site;

/// Writes a text wherever a page can.
const WRITE: &str = "
document.querySelector('#field').value = CANARY;
localStorage.setItem('canary', CANARY);
sessionStorage.setItem('canary', CANARY);
document.cookie = 'canary=' + CANARY;
history.pushState(CANARY, '', '/?x=' + CANARY);
const database = indexedDB.open(CANARY);
database.onupgradeneeded = () => database.result.createObjectStore('kept').put(CANARY, 'canary');
database.onsuccess = () => caches.open(CANARY)
  .then((kept) => kept.put('/' + CANARY, new Response(CANARY.repeat(100000))))
  .then(() => fetch('/written'));";

#[test]
fn a_page_leaves_nothing_in_the_folder_not_even_when_it_is_ended() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    // In two parts, so that the text itself stands nowhere before.
    let canary = format!("canary{}song", 8_301_947);
    site.order(&format!(
        "const CANARY = ['canary', '{}', 'song'].join('');{WRITE}",
        8_301_947
    ));
    site.wait_for("/written", 0, START).expect("all is written");
    let (with, count) = scene.files_with(&canary);
    assert!(count > 10, "the folder is the one in use: {count} files");
    assert_eq!(with, Vec::<std::path::PathBuf>::new());

    let before = site.count();
    site.order("for (;;);");
    site.wait_for("/painted?after=fault", before, START)
        .expect("the page is back");
    let (with, _) = scene.files_with(&canary);
    assert_eq!(with, Vec::<std::path::PathBuf>::new());
    assert_eq!(scene.files_with(".dmp").0, Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_display_shows_its_key_to_the_server_and_to_no_script() {
    let site = Site::open();
    let _scene = Scene::painted(&site);
    let first = site.wait_for("/", 0, START).unwrap();
    assert_eq!(
        (first.path.as_str(), first.cookie),
        ("/", format!("cs_display={KEY}"))
    );
    site.order("fetch('/seen?' + encodeURIComponent(document.cookie))");
    assert_eq!(site.wait_for("/seen", 0, START).unwrap().path, "/seen?");
}

#[test]
fn dialogs_and_windows_are_closed_at_once() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    site.order("alert('stop'); confirm('stop') || fetch('/after-dialogs')");
    site.wait_for("/after-dialogs", 0, START)
        .expect("nobody has to close a dialog");
    site.order(
        "const other = open('/other');
         const look = setInterval(() => other.closed && (clearInterval(look), fetch('/closed')), 20)",
    );
    site.wait_for("/closed", 0, START)
        .expect("the window is closed");
    assert!(
        !scene.said().iter().any(|line| line.contains("hangs")),
        "{:?}",
        scene.said()
    );
}

#[test]
fn a_printing_page_does_not_hang() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let before = site.count();
    site.order("print(); fetch('/after-print')");
    site.wait_for("/after-print", before, START)
        .expect("the page goes on");
    let again = site.wait_for("/painted?after=fault", before, Duration::from_secs(2));
    assert!(again.is_none(), "{:?}", scene.said());
    assert_eq!(scene.processes(Kind::Browser).len(), 1);
}
