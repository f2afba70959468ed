//! Ten thousand made-up ledgers, and one number for all that the rules say of each thousand.
//!
//! Whatever build the rules run in, they have to come to the same numbers. A number is the FNV-1a
//! digest of everything as JSON, to the last field: the ledger, the assessment, an audit of what an
//! honest server says and one of what a lying one does, forecast, timeline, and an entry's effect.
//! Unlike the golden vectors beside this file, nobody worked these out by hand: they show that two
//! builds agree, and the tests of the crate show that one of them is right. Where a change of the
//! code changes a number on purpose, the test prints the new ones.
//!
//! Like `check.rs`, the file is mounted by a native test and by one that runs as WebAssembly in a
//! browser; so it panics nowhere.

#[path = "random/digest.rs"]
mod digest;
#[path = "random/ledgers.rs"]
mod ledgers;
#[path = "random/numbers.rs"]
mod numbers;

use std::io::Write;

use citizen_score_rules::timeline::thin;
use citizen_score_rules::{
    Assessment, Audit, Claim, ClaimedEntry, Difference, Ledger, Outcome, Reason, Standing, assess,
    audit, effect_of, forecast, timeline,
};
use digest::Digest;
use ledgers::Case;
use numbers::Numbers;

/// Cases that one digest is about.
pub const CASES: u64 = 1000;

/// The digest of each thousand.
pub const DIGESTS: [u64; 10] = [
    0xa43e_48a7_f533_f57e,
    0x5dc2_b6e8_2baf_e304,
    0xe702_fb2b_04b5_a6f8,
    0x20a8_8ef7_fc20_2e03,
    0x0020_a5c3_9faf_9c24,
    0xa3b8_0ccc_c02a_37aa,
    0x2b01_a201_e157_208f,
    0x5616_e124_2f54_a6d5,
    0x305b_6356_85ca_625d,
    0xb9a1_0f5f_fd14_6a47,
];

/// The digest of one of the thousands; whatever goes into it is written to `copy` too.
///
/// # Errors
///
/// A sentence, where the rules contradict themselves.
pub fn digest(thousand: u64, copy: &mut dyn Write) -> Result<u64, String> {
    let rulebooks = ledgers::rulebooks()?;
    let mut digest = Digest::new(copy);
    for number in thousand * CASES..(thousand + 1) * CASES {
        let mut numbers = Numbers::from_seed(number);
        let case = ledgers::case(&rulebooks, &mut numbers)?;
        take_in(&case, &mut numbers, &mut digest)
            .map_err(|problem| format!("case {number}: {problem}"))?;
    }
    Ok(digest.value())
}

fn take_in(case: &Case, numbers: &mut Numbers, digest: &mut Digest) -> Result<(), String> {
    let (rulebook, as_of) = (case.rulebook, case.as_of);
    let ledger = Ledger::new(case.entries.clone()).map_err(|error| error.to_string())?;
    let mut grown = Ledger::default();
    for entry in case.entries.clone() {
        grown.append(entry).map_err(|error| error.to_string())?;
    }
    if grown != ledger {
        return Err("a ledger that grew is another one".to_owned());
    }
    digest.add(&case.entries)?;
    digest.add(&as_of)?;
    let assessment = assess(rulebook, &grown, as_of);
    if let Ok(assessment) = &assessment {
        digest.add(&assessment.standing)?;
        digest.add(&assessment.outcomes)?;
        audits(case, &ledger, assessment, numbers, digest)?;
    }
    digest.result(assessment.map(|_| ()))?;
    digest.result(forecast(rulebook, &ledger, as_of))?;
    let points = timeline(rulebook, &ledger, as_of);
    digest.result(
        points
            .as_ref()
            .map(|points| thin(points, 6))
            .map_err(|it| *it),
    )?;
    digest.result(points)?;
    if let Some(entry) = numbers.one_of(ledger.entries()) {
        digest.result(effect_of(rulebook, &ledger, &entry.id))?;
    }
    Ok(())
}

/// An honest server, and then one that lies by a few points about one thing.
fn audits(
    case: &Case,
    ledger: &Ledger,
    assessment: &Assessment,
    numbers: &mut Numbers,
    digest: &mut Digest,
) -> Result<(), String> {
    let (mut claimed, mut standing) = (said(ledger, assessment), assessment.standing.clone());
    let honest = asked(case, ledger, &standing, &claimed)?;
    let is_price = |it: &Difference| matches!(it, Difference::Price { .. });
    if !honest.differences.iter().all(is_price) {
        return Err("the truth is taken for a lie".to_owned());
    }
    digest.add(&honest)?;
    let place = numbers.below(claimed.len() as u64 + 2);
    let place = usize::try_from(place).map_err(|error| error.to_string())?;
    if let Some(about) = claimed.get_mut(place) {
        match numbers.below(3) {
            0 => about.counted = about.counted.wrapping_add(numbers.between(1, 3)),
            1 => about.outcome = other(&about.outcome),
            _ => drop(claimed.remove(place)),
        }
    } else {
        standing.score = standing.score.wrapping_add(numbers.between(1, 3));
    }
    let lying = asked(case, ledger, &standing, &claimed)?;
    if lying.differences_in_all <= honest.differences_in_all {
        return Err("a lie is let pass".to_owned());
    }
    digest.add(&lying)
}

/// What the audit says to a server.
fn asked(
    case: &Case,
    ledger: &Ledger,
    standing: &Standing,
    claimed: &[ClaimedEntry],
) -> Result<Audit, String> {
    let claim = Claim {
        standing,
        entry_count: claimed.len() as u64,
    };
    audit(case.rulebook, ledger, case.as_of, &claim, claimed).map_err(|error| error.to_string())
}

/// What an honest server says of every entry.
fn said(ledger: &Ledger, assessment: &Assessment) -> Vec<ClaimedEntry> {
    let outcomes = ledger.entries().iter().zip(&assessment.outcomes);
    outcomes
        .map(|(entry, outcome)| ClaimedEntry {
            id: entry.id.clone(),
            outcome: outcome.clone(),
            counted: match outcome {
                Outcome::Counts => entry.points,
                Outcome::DoesNot(_) => 0,
            },
        })
        .collect()
}

fn other(outcome: &Outcome) -> Outcome {
    match outcome {
        Outcome::Counts => Outcome::DoesNot(Reason::Contested),
        Outcome::DoesNot(_) => Outcome::Counts,
    }
}
