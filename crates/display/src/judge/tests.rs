//! The judge, on a clock of its own.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

const PATIENCE: Duration = Duration::from_secs(1);

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn seen(kiosk: &str, ready: bool) -> Seen {
    Seen {
        kiosk: kiosk.to_owned(),
        ready,
    }
}

/// A page that answers at once what it is told to, or not at all.
struct Scene {
    judge: Judge,
    now: u64,
    page: Option<Seen>,
}

impl Scene {
    /// The app is there.
    fn new() -> Self {
        let mut judge = Judge::new(PATIENCE, ms(0));
        judge.arrived(ms(0));
        Self {
            judge,
            now: 0,
            page: Some(seen("attract", true)),
        }
    }

    /// Lets time pass in steps of 50 ms until something else than a question is due.
    fn until_action(&mut self, limit: u64) -> Option<Action> {
        let end = self.now + limit;
        while self.now < end {
            self.now += 50;
            match self.judge.turn(ms(self.now)) {
                Some(Action::Ask(number)) => {
                    if let Some(page) = &self.page {
                        self.judge.answered(ms(self.now), number, Some(page));
                    }
                }
                Some(action) => return Some(action),
                None => {}
            }
        }
        None
    }

    fn arrive(&mut self, page: Option<Seen>) {
        self.judge.arrived(ms(self.now));
        self.page = page;
    }
}

#[test]
fn a_page_that_answers_is_left_alone() {
    let mut scene = Scene::new();
    assert_eq!(scene.until_action(60_000), None);
    assert!(scene.judge.is_well());
    // 250 ms between two questions.
    assert!(
        (239..=241).contains(&scene.judge.number),
        "{}",
        scene.judge.number
    );
}

#[test]
fn a_page_that_stops_answering_is_ended_and_opened_again() {
    let mut scene = Scene::new();
    scene.until_action(5000);
    let begin = scene.now;
    scene.page = None;
    assert_eq!(scene.until_action(10_000), Some(Action::EndPage));
    assert!(scene.now - begin <= 1250, "{} ms", scene.now - begin);
    assert_eq!(
        scene.judge.crashed(ms(scene.now)),
        Action::Open { after_fault: true }
    );
}

#[test]
fn an_answer_just_in_time_is_no_hang() {
    for (late, expected) in [(999, true), (1000, false)] {
        let mut judge = Scene::new().judge;
        judge.answered(ms(0), 0, None);
        let Some(Action::Ask(first)) = judge.turn(ms(0)) else {
            panic!("no question")
        };
        judge.answered(ms(0), first, Some(&seen("visit", true)));
        let Some(Action::Ask(second)) = judge.turn(ms(250)) else {
            panic!("no second question")
        };
        for now in [500, 900] {
            assert_eq!(judge.turn(ms(now)), None);
        }
        let action = judge.turn(ms(250 + late));
        assert_eq!(action.is_none(), expected, "{late} ms");
        judge.answered(ms(250 + late), second, Some(&seen("visit", true)));
    }
}

#[test]
fn a_browser_that_does_not_end_a_page_is_ended() {
    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.page = None;
    assert_eq!(scene.until_action(2000), Some(Action::EndPage));
    let begin = scene.now;
    assert_eq!(scene.until_action(2000), Some(Action::EndBrowser));
    assert_eq!(scene.now - begin, 300);
}

#[test]
fn a_slow_page_is_not_a_hang_before_its_first_answer() {
    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.arrive(None);
    assert_eq!(scene.until_action(9900), None);
    assert_eq!(scene.until_action(1000), Some(Action::EndPage));
}

#[test]
fn a_machine_that_is_slow_to_start_the_app_is_given_more_time_each_time() {
    let mut scene = Scene::new();
    for expected in [1000, 1000, 2000, 4000] {
        scene.arrive(Some(seen("attract", false)));
        assert_eq!(scene.until_action(500), None);
        scene.page = None;
        let begin = scene.now;
        assert_eq!(scene.until_action(20_000), Some(Action::EndPage));
        let taken = scene.now - begin;
        assert!((expected..=expected + 250).contains(&taken), "{taken} ms");
        scene.judge.crashed(ms(scene.now));
    }
    scene.arrive(Some(seen("attract", true)));
    scene.until_action(500);
    scene.page = None;
    let begin = scene.now;
    assert_eq!(scene.until_action(20_000), Some(Action::EndPage));
    assert!(scene.now - begin <= 1250, "strict again once it was ready");
}

#[test]
fn a_page_that_leaves_for_a_slow_server_is_not_a_hang() {
    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.page = None;
    scene.judge.leaves(ms(scene.now));
    assert_eq!(scene.until_action(9900), None);
    scene.judge.stays(ms(scene.now));
    let begin = scene.now;
    assert_eq!(scene.until_action(9900), Some(Action::EndPage));
    assert_eq!(scene.now - begin, 1000, "strict from then on");

    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.page = None;
    scene.judge.leaves(ms(scene.now));
    assert_eq!(scene.until_action(20_000), Some(Action::EndPage));
    assert!(scene.now < 12_000, "and not for ever: {} ms", scene.now);
}

#[test]
fn a_question_to_the_page_before_is_forgotten() {
    let mut scene = Scene::new();
    scene.page = None;
    assert_eq!(scene.until_action(900), None);
    scene.arrive(Some(seen("attract", true)));
    assert_eq!(scene.until_action(5000), None);
}

#[test]
fn an_old_answer_says_nothing_of_the_open_question() {
    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.page = None;
    assert_eq!(scene.until_action(800), None);
    let old = scene.judge.number - 1;
    scene
        .judge
        .answered(ms(scene.now), old, Some(&seen("visit", true)));
    assert_eq!(scene.until_action(500), Some(Action::EndPage));
}

#[test]
fn a_page_that_is_not_the_app_gives_way_to_the_calm_screen_after_three_seconds() {
    let mut scene = Scene::new();
    scene.arrive(Some(seen("", false)));
    let begin = scene.now;
    assert_eq!(scene.until_action(10_000), Some(Action::ShowOutOfService));
    assert_eq!(scene.now - begin, 3000);
}

#[test]
fn the_calm_screen_looks_for_the_server_every_three_seconds_and_goes_when_it_is_back() {
    let mut scene = Scene::new();
    assert_eq!(scene.judge.failed(ms(0)), Some(Action::ShowOutOfService));
    assert!(scene.judge.is_out_of_service());
    for _ in 0..5 {
        let begin = scene.now;
        assert_eq!(scene.until_action(10_000), Some(Action::Probe));
        assert_eq!(scene.now - begin, 3000);
        scene.judge.probed(ms(scene.now), false);
    }
    assert_eq!(scene.until_action(10_000), Some(Action::Probe));
    scene.judge.probed(ms(scene.now), true);
    assert_eq!(
        scene.until_action(100),
        Some(Action::Open { after_fault: false })
    );
}

#[test]
fn the_calm_screen_opens_the_app_in_the_end_even_if_looking_does_not_work() {
    let mut scene = Scene::new();
    scene.judge.failed(ms(0));
    let mut probes = 0;
    while scene.until_action(20_000) == Some(Action::Probe) {
        probes += 1;
        scene.judge.probed(ms(scene.now), false);
    }
    assert_eq!(probes, PROBES);
}

#[test]
fn an_address_that_does_not_answer_at_all_ends_in_the_calm_screen() {
    let mut scene = Scene::new();
    scene.judge.opened(ms(0));
    assert_eq!(scene.until_action(20_000), Some(Action::ShowOutOfService));
    assert_eq!(scene.now, 10_000);
}

#[test]
fn a_page_that_crashes_again_and_again_ends_in_the_calm_screen() {
    let mut scene = Scene::new();
    let mut actions = Vec::new();
    for _ in 0..6 {
        actions.push(scene.judge.crashed(ms(scene.now)));
        scene.arrive(Some(seen("attract", false)));
        scene.until_action(500);
    }
    let open = Action::Open { after_fault: true };
    assert_eq!(
        actions,
        [open, open, open, open, open, Action::ShowOutOfService]
    );
}

#[test]
fn a_wipe_that_does_not_end_is_a_fault() {
    let mut scene = Scene::new();
    scene.page = Some(seen("wiping", true));
    assert_eq!(
        scene.until_action(20_000),
        Some(Action::Open { after_fault: true })
    );
    assert!((6000..=6300).contains(&scene.now), "{} ms", scene.now);
}

#[test]
fn a_machine_that_slept_blames_no_page() {
    let mut scene = Scene::new();
    scene.until_action(1000);
    scene.page = None;
    assert_eq!(scene.until_action(400), None);
    scene.now += 3_600_000;
    assert_eq!(scene.until_action(500), None);
    assert_eq!(scene.until_action(1000), Some(Action::EndPage));
}
