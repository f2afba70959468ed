//! The time of a visit: boundaries as tables, and long random courses against a slow definition.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use wasm_bindgen_test::wasm_bindgen_test as test;

use citizen_score_app::kiosk::limits::{Limit, Limits, Now};
use citizen_score_contract::Visit;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const fn visit(idle_seconds: u32, left_seconds: u32, extensions_left: u32) -> Visit {
    Visit {
        idle_seconds,
        left_seconds,
        extensions_left,
    }
}

const fn near(limit: Limit, left: u32) -> Now {
    Now::Near { limit, left }
}

#[test]
fn an_unused_display_warns_thirty_seconds_before_it_is_left() {
    let limits = Limits::new(visit(180, 600, 10), 1_000);
    for (at, now) in [
        (1_000, Now::Going),
        (150_999, Now::Going),
        (151_000, near(Limit::Idle, 30)),
        (151_001, near(Limit::Idle, 30)),
        (152_000, near(Limit::Idle, 29)),
        (180_999, near(Limit::Idle, 1)),
        (181_000, Now::Over(Limit::Idle)),
        (u64::MAX, Now::Over(Limit::Idle)),
    ] {
        assert_eq!(limits.now(at), now, "{at}");
    }
}

#[test]
fn a_visit_that_is_used_warns_a_minute_before_its_end() {
    let mut limits = Limits::new(visit(180, 600, 10), 0);
    for at in (0..540_000).step_by(1_000) {
        assert_eq!(limits.now(at), Now::Going, "{at}");
        limits.touch(at);
    }
    assert_eq!(limits.now(539_999), Now::Going);
    assert_eq!(limits.now(540_000), near(Limit::Whole, 60));
    assert_eq!(limits.now(599_999), near(Limit::Whole, 1));
    assert_eq!(limits.now(600_000), Now::Over(Limit::Whole));
}

#[test]
fn a_warning_is_never_shorter_than_the_accessibility_rules_ask() {
    // Lengths in seconds; the first second at which there is a warning, and how much it leaves.
    for (idle, whole, first, said) in [
        (60, 600, 30, near(Limit::Idle, 30)),
        (50, 600, 25, near(Limit::Idle, 25)),
        (40, 600, 20, near(Limit::Idle, 20)),
        (30, 600, 10, near(Limit::Idle, 20)),
        (20, 600, 0, near(Limit::Idle, 20)),
        (600, 120, 60, near(Limit::Whole, 60)),
        (600, 60, 30, near(Limit::Whole, 30)),
        (600, 30, 10, near(Limit::Whole, 20)),
    ] {
        let limits = Limits::new(visit(idle, whole, 0), 0);
        if first > 0 {
            assert_eq!(limits.now(first * 1_000 - 1), Now::Going, "{idle} {whole}");
        }
        assert_eq!(limits.now(first * 1_000), said, "{idle} {whole}");
    }
}

#[test]
fn while_a_warning_is_shown_only_an_answer_counts() {
    let mut limits = Limits::new(visit(180, 600, 10), 0);
    limits.touch(149_999);
    assert_eq!(limits.now(299_999), near(Limit::Idle, 30));
    limits.touch(300_000);
    assert_eq!(limits.now(300_000), near(Limit::Idle, 30));
    limits.stay(301_000);
    assert_eq!(limits.now(301_000), Now::Going);
    assert_eq!(limits.now(451_000), near(Limit::Idle, 30));
}

#[test]
fn the_limit_that_comes_first_is_the_one_that_is_said() {
    let mut limits = Limits::new(visit(180, 600, 10), 0);
    limits.touch(140_000);
    limits.touch(285_000);
    limits.touch(430_000);
    // Idle ends at 610, the whole at 600.
    assert_eq!(limits.now(579_999), near(Limit::Whole, 21));
    assert_eq!(limits.now(580_000), near(Limit::Whole, 20));

    let mut limits = Limits::new(visit(180, 600, 10), 0);
    limits.touch(140_000);
    limits.touch(285_000);
    limits.touch(410_000);
    // Idle ends at 590.
    assert_eq!(limits.now(545_000), near(Limit::Whole, 55));
    assert_eq!(limits.now(560_000), near(Limit::Idle, 30));
    assert_eq!(limits.now(590_000), Now::Over(Limit::Idle));
}

#[test]
fn more_time_is_counted_from_when_it_was_asked_for() {
    let mut limits = Limits::new(visit(180, 600, 2), 0);
    for at in (0..545_000).step_by(5_000) {
        limits.touch(at);
    }
    assert_eq!(limits.now(545_000), near(Limit::Whole, 55));
    assert!(limits.can_extend());
    limits.renew(visit(180, 600, 1), Limit::Whole, 545_000);
    assert_eq!(limits.now(548_000), Now::Going);
    assert_eq!(limits.left(548_000), 597);
    assert_eq!(limits.now(545_000 + 150_000), near(Limit::Idle, 30));
    assert!(limits.can_extend());
    limits.renew(visit(180, 600, 0), Limit::Whole, 700_000);
    assert!(!limits.can_extend());
}

#[test]
fn to_tell_that_somebody_is_there_gives_no_time_of_itself() {
    let mut limits = Limits::new(visit(180, 600, 10), 0);
    limits.touch(9_000);
    limits.renew(visit(180, 590, 10), Limit::Idle, 10_000);
    assert_eq!(limits.left(10_000), 590);
    assert_eq!(limits.now(159_000), near(Limit::Idle, 30));
}

#[test]
fn the_server_is_told_of_touches_at_most_every_ten_seconds() {
    let mut limits = Limits::new(visit(180, 600, 10), 0);
    let mut told = Vec::new();
    for at in (0..60_000).step_by(250) {
        if at < 30_000 {
            limits.touch(at);
        }
        if limits.tell(at) {
            told.push(at);
        }
    }
    // The last touch, at 29.75 seconds, is told as soon as ten seconds have passed; then there is nothing.
    assert_eq!(told, [10_000, 20_000, 30_000]);
}

#[test]
fn without_more_time_what_is_left_can_be_used() {
    let mut limits = Limits::new(visit(180, 600, 1), 0);
    limits.no_more();
    assert!(!limits.can_extend());
    for at in (0..541_000).step_by(1_000) {
        limits.touch(at);
    }
    assert_eq!(limits.now(541_000), near(Limit::Whole, 59));
    limits.go_on(541_000);
    assert_eq!(limits.now(541_000), Now::Going);
    assert_eq!(limits.now(579_999), Now::Going);
    // The last seconds are said once more, and cannot be put away.
    assert_eq!(limits.now(580_000), near(Limit::Whole, 20));
    limits.go_on(581_000);
    assert_eq!(limits.now(581_000), near(Limit::Whole, 19));
    assert_eq!(limits.now(600_000), Now::Over(Limit::Whole));
}

#[test]
fn a_clock_that_seems_to_go_back_takes_no_time_away() {
    let mut limits = Limits::new(visit(180, 600, 10), 50_000);
    limits.touch(40_000);
    assert_eq!(limits.now(40_000), Now::Going);
    assert_eq!(limits.now(199_999), Now::Going);
    assert_eq!(limits.now(200_000), near(Limit::Idle, 30));
}

#[test]
fn nobody_is_signed_in_and_only_the_touch_counts() {
    let mut limits = Limits::idle_only(90, 0);
    assert_eq!(limits.now(59_999), Now::Going);
    assert_eq!(limits.now(60_000), near(Limit::Idle, 30));
    limits.set_idle(210);
    assert_eq!(limits.now(60_000), Now::Going);
    assert_eq!(limits.now(210_000), Now::Over(Limit::Idle));
    assert!(!limits.can_extend());
}

/// A course of touches at random, second by second, against the rule said plainly.
#[test]
fn any_course_of_touches_agrees_with_the_plain_rule() {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    for _ in 0..300 {
        let idle = 20 + next(200);
        let whole = 20 + next(900);
        let seconds = |it: u64| u32::try_from(it).unwrap();
        let mut limits = Limits::new(visit(seconds(idle), seconds(whole), 3), 0);
        let warns = |length: u64, usual: u64| usual.min((length / 2).max(20));
        let (idle_warns, whole_warns) = (warns(idle * 1_000, 30_000), warns(whole * 1_000, 60_000));
        let (idle_warns, whole_warns) = (idle_warns.max(20_000), whole_warns.max(20_000));
        let mut last = 0;
        for second in 0..=(whole + 5) {
            let at = second * 1_000;
            let ends_idle = (last + idle) * 1_000;
            let ends_whole = whole * 1_000;
            let ends = ends_idle.min(ends_whole);
            let which = if ends_idle < ends_whole {
                Limit::Idle
            } else {
                Limit::Whole
            };
            let warned_idle = at + idle_warns >= ends_idle;
            let warned_whole = at + whole_warns >= ends_whole;
            match limits.now(at) {
                Now::Over(limit) => {
                    assert!(at >= ends && limit == which, "{idle} {whole} {second}");
                    break;
                }
                Now::Going => assert!(at < ends && !warned_idle && !warned_whole),
                Now::Near { left, limit } => {
                    assert!(at < ends && (warned_idle || warned_whole));
                    let end = if limit == Limit::Idle {
                        ends_idle
                    } else {
                        ends_whole
                    };
                    assert_eq!(u64::from(left), (end - at) / 1_000);
                }
            }
            if next(40) == 0 {
                limits.touch(at);
                if !warned_idle && !warned_whole {
                    last = second;
                }
            }
        }
    }
}
