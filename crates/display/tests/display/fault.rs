//! A page that hangs or crashes, and a browser that dies: the first screen is back, and how soon.

use std::time::{Duration, Instant};

use crate::processes::{self, Kind};
use crate::scene::{KEY, START, Scene, address};
use crate::site::Site;

/// From the beginning of a hang to the first screen painted.
const GOAL: Duration = Duration::from_secs(2);

fn milliseconds(times: &[Duration]) -> Vec<u128> {
    times.iter().map(Duration::as_millis).collect()
}

#[test]
fn a_page_that_hangs_is_back_within_two_seconds_each_time() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let mut times = Vec::new();
    for count in 1..=5 {
        let before = site.count();
        let begin = site.order("for (;;);");
        let back = site.wait_for("/painted?after=fault", before, START);
        let back = back.unwrap_or_else(|| panic!("the page is back: {:?}", scene.said()));
        times.push(back.at.duration_since(begin));
        assert!(back.cookie.contains(KEY), "the display is still known");
        assert!(scene.is_back(count));
    }
    println!("hang to first screen: {:?} ms", milliseconds(&times));
    assert!(
        times.iter().all(|time| *time <= GOAL),
        "{:?}",
        milliseconds(&times)
    );
}

#[test]
fn a_killed_page_is_back_within_two_seconds_each_time() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let mut times = Vec::new();
    for count in 1..=5 {
        let before = site.count();
        let begin = Instant::now();
        for renderer in scene.processes(Kind::Renderer) {
            processes::signal(renderer, "-KILL");
        }
        let back = site.wait_for("/painted?after=fault", before, START);
        let back = back.unwrap_or_else(|| panic!("the page is back: {:?}", scene.said()));
        times.push(back.at.duration_since(begin));
        assert!(scene.is_back(count));
    }
    println!("killed page to first screen: {:?} ms", milliseconds(&times));
    assert!(
        times.iter().all(|time| *time <= GOAL),
        "{:?}",
        milliseconds(&times)
    );
}

#[test]
fn a_killed_browser_is_started_anew_in_a_fresh_folder() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let mark = scene.inner().join("1/profile/mark");
    std::fs::write(&mark, "left by the browser before").unwrap();
    let mut times = Vec::new();
    for _ in 0..2 {
        let before = site.count();
        let begin = Instant::now();
        for browser in scene.processes(Kind::Browser) {
            processes::signal(browser, "-KILL");
        }
        let back = site.wait_for("/painted", before, START);
        let back = back.unwrap_or_else(|| panic!("the page is back: {:?}", scene.said()));
        times.push(back.at.duration_since(begin));
        assert!(back.cookie.contains(KEY), "the new browser has the key");
    }
    assert!(!mark.exists());
    println!(
        "killed browser to first screen: {:?} ms",
        milliseconds(&times)
    );
    let first = times.first().copied().unwrap_or_default();
    assert!(
        first <= Duration::from_secs(5),
        "{:?}",
        milliseconds(&times)
    );
}

#[test]
fn a_frozen_browser_is_ended_and_started_anew() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let before = site.count();
    let begin = Instant::now();
    for browser in scene.processes(Kind::Browser) {
        processes::signal(browser, "-STOP");
    }
    let back = site.wait_for("/painted", before, START);
    let back = back.unwrap_or_else(|| panic!("the page is back: {:?}", scene.said()));
    println!(
        "frozen browser to first screen: {} ms",
        back.at.duration_since(begin).as_millis()
    );
}

#[test]
fn a_page_that_waits_for_a_slow_server_does_not_hang() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let before = site.count();
    site.order("location.href = '/slow'");
    site.wait_for("/painted", before, START)
        .expect("the slow page comes");
    assert!(
        !scene.said().iter().any(|line| line.contains("hangs")),
        "{:?}",
        scene.said()
    );
    assert!(
        site.wait_for("/?", 0, Duration::ZERO).is_none(),
        "nothing was opened again"
    );
}

#[test]
fn a_display_waits_calmly_for_its_server() {
    let site = Site::open();
    let (at, place) = (site.address(), address(&site));
    drop(site);
    let scene = Scene::start(&place);
    assert!(
        scene.says("the server's page is not there", START),
        "{:?}",
        scene.said()
    );
    let site = Site::open_at(at);
    site.wait_for("/painted", 0, START)
        .expect("the server is found");
    // And again, from the app: it goes, and the page is loaded in vain.
    site.order("setTimeout(() => location.reload(), 300)");
    drop(site);
    let twice = || {
        scene
            .said()
            .iter()
            .filter(|line| line.contains("not there"))
            .count()
            == 2
    };
    assert!(processes::until(START, twice), "{:?}", scene.said());
    let site = Site::open_at(at);
    site.wait_for("/painted", 0, START)
        .expect("the server is found again");
    assert_eq!(
        scene.processes(Kind::Browser).len(),
        1,
        "one browser all along"
    );
}

#[test]
fn a_page_that_is_not_the_app_does_not_stay() {
    let site = Site::open();
    let scene = Scene::painted(&site);
    let before = site.count();
    site.order("location.href = '/foreign'");
    site.wait_for("/foreign", before, START)
        .expect("it is opened");
    site.wait_for("/painted", before, START)
        .expect("the app is back");
    assert!(
        scene.says("not there", Duration::ZERO),
        "{:?}",
        scene.said()
    );
}
