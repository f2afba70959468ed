//! The resident with 100,000 entries, generated from a seed.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use citizen_score_rules::rulebook::{Factor, FactorStatus};
use citizen_score_rules::{Entry, Rulebook};

/// Entries in the ledger.
pub const ENTRIES: u64 = 100_000;

/// Seed of the generator; another seed is another ledger.
const SEED: u64 = 0x00C1_71C3_2026_0001;

/// Days back over which the entries are spread: six years.
const DAYS: u64 = 2190;

/// Largest yearly cap of a factor that is used, in points: tens of thousands of entries fill every
/// cap, and the score should end among the tiers and not at the end of the range.
const MODEST_CAP: i32 = 30;

/// One entry in so many is undone by a correction.
const CORRECTED_ONE_IN: u64 = 50;

/// Steele, Lea and Flood's `SplitMix64`: tiny, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`; the slight bias does not matter here.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}

/// Generates the ledger as it is when loaded on a day; the same day gives the same ledger.
pub fn generate(rulebook: &Rulebook, today: NaiveDate) -> Vec<Entry> {
    let factors: Vec<&Factor> = rulebook
        .data()
        .factors
        .iter()
        .filter(|it| is_used(it))
        .collect();
    let mut random = Random(SEED);
    let mut entries = Vec::new();
    let mut number = 0;
    while number < ENTRIES && !factors.is_empty() {
        let pick = usize::try_from(random.below(factors.len() as u64)).unwrap_or_default();
        let Some(factor) = factors.get(pick) else {
            continue;
        };
        let Some(entry) = entry(rulebook, factor, number, today, &mut random) else {
            continue;
        };
        number += 1;
        if random.below(CORRECTED_ONE_IN) == 0 && number < ENTRIES {
            entries.push(correction(&entry, number));
            number += 1;
        }
        entries.push(entry);
    }
    entries
}

fn is_used(factor: &Factor) -> bool {
    factor.status == FactorStatus::InForce && factor.cap.is_some_and(|cap| cap.points <= MODEST_CAP)
}

fn entry(
    rulebook: &Rulebook,
    factor: &Factor,
    number: u64,
    today: NaiveDate,
    random: &mut Random,
) -> Option<Entry> {
    let day = today.checked_sub_days(Days::new(2 + random.below(DAYS)))?;
    let minute = i64::try_from(random.below(24 * 60)).ok()?;
    let (min, max) = (factor.points.min(), factor.points.max());
    let span = u64::from(max.abs_diff(min)) + 1;
    let points = min.checked_add(i32::try_from(random.below(span)).ok()?)?;
    factor.in_force_on(day).then(|| Entry {
        id: format!("long-{number:06}").into(),
        factor: factor.code.as_str().into(),
        points,
        occurred_on: day,
        recorded_at: day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minute),
        authority: factor.authority.as_str().into(),
        reference: format!("L-{number:06}").into(),
        basis: factor.basis.as_str().into(),
        rulebook_version: rulebook.data().version.as_str().into(),
        counts_until: factor.counts_until(day),
        corrects: None,
        repaired_on: None,
        contested: false,
    })
}

fn correction(of: &Entry, number: u64) -> Entry {
    Entry {
        id: format!("long-{number:06}").into(),
        points: of.points.saturating_neg(),
        recorded_at: of.recorded_at + TimeDelta::hours(20),
        reference: format!("L-{number:06}").into(),
        counts_until: None,
        corrects: Some(of.id.clone()),
        ..of.clone()
    }
}
