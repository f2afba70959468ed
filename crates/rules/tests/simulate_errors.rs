//! What cannot be supposed, named by its place and with a sentence.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;
#[path = "sample/round.rs"]
mod round;

use citizen_score_rules::Ledger;
use citizen_score_rules::simulate::{
    Hypothetical, MAX_SUPPOSED, Simulation, SimulationError, SupposedProblem, simulate,
};
use round::assert_travels;

const ON: &str = "2025-12-31";

fn if_(factor: &str, points: i32, on: &str) -> Hypothetical {
    Hypothetical {
        factor: factor.to_owned(),
        points,
        on: on.parse().unwrap(),
    }
}

fn what_if(supposed: &[Hypothetical]) -> Result<Simulation, SimulationError> {
    let ledger = Ledger::new(Vec::new()).unwrap();
    simulate(&city::rulebook(), &ledger, ON.parse().unwrap(), supposed)
}

#[test]
fn what_cannot_be_supposed() {
    use SupposedProblem::{BeforeInForce, OutOfWorth, TooFar, UnknownFactor, WrongSign};
    let good = if_("help", 5, ON);
    let wrong_sign = |points, direction| WrongSign { points, direction };
    let (gain, loss) = (
        citizen_score_rules::rulebook::Direction::Gain,
        citizen_score_rules::rulebook::Direction::Loss,
    );
    let table = [
        (
            if_("nobody", 5, ON),
            UnknownFactor {
                factor: "nobody".to_owned(),
            },
        ),
        (if_("help", 0, ON), wrong_sign(0, gain)),
        (if_("help", -5, ON), wrong_sign(-5, gain)),
        (if_("fine", 10, ON), wrong_sign(10, loss)),
        (if_("later", -10, ON), wrong_sign(-10, gain)),
        (
            if_("help", 4, ON),
            OutOfWorth {
                points: 4,
                min: 5,
                max: 20,
            },
        ),
        (
            if_("help", 21, ON),
            OutOfWorth {
                points: 21,
                min: 5,
                max: 20,
            },
        ),
        (
            if_("fine", -11, ON),
            OutOfWorth {
                points: -11,
                min: -10,
                max: -10,
            },
        ),
        (
            if_("fresh", 10, "2025-06-30"),
            BeforeInForce {
                from: "2025-07-01".parse().unwrap(),
            },
        ),
        (if_("help", 5, "1975-12-30"), TooFar { years: 50 }),
        (if_("help", 5, "2076-01-01"), TooFar { years: 50 }),
    ];
    for (bad, problem) in table {
        let error = what_if(&[good.clone(), bad]).unwrap_err();
        assert_eq!(error, SimulationError::At { index: 1, problem });
        assert!(
            error.to_string().starts_with("supposed entry 2: "),
            "{error}"
        );
        assert_travels(&error);
    }
    for edge in [
        if_("fresh", 10, "2025-07-01"),
        if_("help", 5, "1975-12-31"),
        if_("help", 20, "2075-12-31"),
    ] {
        assert!(what_if(&[edge]).is_ok());
    }
}

#[test]
fn errors_are_sentences_of_bounded_length() {
    let hostile = format!("\u{1b}[2J{}", "x".repeat(100_000));
    let error = what_if(&[if_(&hostile, 5, ON)]).unwrap_err().to_string();
    assert!(
        error.chars().count() < 200 && !error.chars().any(char::is_control),
        "{error}"
    );
    let error = what_if(&[if_("debt", 5, ON)]).unwrap_err().to_string();
    assert_eq!(
        error,
        "supposed entry 1: points is 5, but the factor takes points away"
    );
}

#[test]
fn at_most_twenty() {
    let many = vec![if_("help", 5, ON); MAX_SUPPOSED];
    assert_eq!(what_if(&many).unwrap().after.score, 250);
    let more = vec![if_("nobody", 5, ON); MAX_SUPPOSED + 1];
    let error = what_if(&more).unwrap_err();
    assert_eq!(
        error,
        SimulationError::TooMany {
            given: 21,
            most: 20
        }
    );
    assert_travels(&error);
}

#[test]
fn a_sum_beyond_the_type_is_an_error() {
    let error = what_if(&[if_("rise", i32::MAX, ON)]).unwrap_err();
    assert_eq!(error, SimulationError::Points);
    assert_travels(&error);
    assert!(error.to_string().contains("add up to more than"), "{error}");
}
