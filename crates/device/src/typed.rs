//! A case as it was typed, field by field: what is wrong with it, and what is sent when nothing is.
//!
//! The fields are texts under the names below, as a draft keeps them. The server checks all of it
//! again; this is so that the resident hears of it at the field.

mod day;
mod fault;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use citizen_score_contract::cases::{Attachment, CaseKind, Ground, MAX_WISH, MAX_WORDS, NewCase};
use citizen_score_rules::Rulebook;
use citizen_score_rules::cases::{NoClaim, may_claim};

pub use day::day;
pub use fault::Fault;

/// What it is about: the id of an entry.
pub const ABOUT: &str = "about";
/// The code of the factor that is claimed.
pub const FACTOR: &str = "factor";
/// Why an entry is wrong, as the API spells it.
pub const GROUND: &str = "ground";
/// The resident's own words.
pub const WORDS: &str = "words";
/// What should be put right.
pub const WISH: &str = "wish";
/// The three numbers of a day, in the order in which they are asked for. The fault of the whole day
/// is at the first.
pub const DAY: [&str; 3] = ["day", "month", "year"];

/// What was typed, by the name of the field.
pub type Fields = BTreeMap<String, String>;

/// All grounds, in the order in which they are offered, with the value that stands for each.
pub const GROUNDS: [(Ground, &str); 7] = [
    (Ground::NotMe, "not_me"),
    (Ground::NotSo, "not_so"),
    (Ground::WrongDetails, "wrong_details"),
    (Ground::Twice, "twice"),
    (Ground::WrongRule, "wrong_rule"),
    (Ground::OutOfDate, "out_of_date"),
    (Ground::Other, "other"),
];

/// A field, and what is wrong with it.
pub type FieldFault = (&'static str, Fault);

/// What is known beside what was typed.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The rulebook in force.
    pub book: &'a Rulebook,
    /// Today, as the server has it.
    pub today: NaiveDate,
    /// Day on which the entry occurred; none for a claim.
    pub occurred_on: Option<NaiveDate>,
}

/// What is typed into a field, without space around it; nothing is an empty text.
pub fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", |it| it.trim())
}

/// The ground that was chosen.
///
/// # Errors
///
/// [`Fault::NotChosen`].
pub fn ground(fields: &Fields) -> Result<Ground, FieldFault> {
    let chosen = field(fields, GROUND);
    let found = GROUNDS.iter().find(|(_, value)| *value == chosen);
    found
        .map(|(ground, _)| *ground)
        .ok_or((GROUND, Fault::NotChosen))
}

/// The resident's own words.
///
/// # Errors
///
/// [`Fault::Missing`] and [`Fault::TooLong`].
pub fn words(fields: &Fields) -> Result<String, FieldFault> {
    let words = field(fields, WORDS);
    if words.is_empty() {
        return Err((WORDS, Fault::Missing));
    }
    within(WORDS, words, MAX_WORDS)
}

/// What should be put right; none where nothing was typed.
///
/// # Errors
///
/// [`Fault::TooLong`].
pub fn wish(fields: &Fields) -> Result<Option<String>, FieldFault> {
    let wish = field(fields, WISH);
    if wish.is_empty() {
        return Ok(None);
    }
    within(WISH, wish, MAX_WISH).map(Some)
}

/// The factor that is claimed. Whether it is in force on the day of the deed is a question for the day.
///
/// # Errors
///
/// [`Fault::NotChosen`], also for a factor under which nothing can be claimed today.
pub fn factor(fields: &Fields, known: Known<'_>) -> Result<String, FieldFault> {
    let code = field(fields, FACTOR);
    match may_claim(known.book, code, known.today, known.today) {
        // It may have been in force on the day of the deed, or not: the day is asked for after it.
        Ok(_) | Err(NoClaim::BeforeInForce { .. }) => Ok(code.to_owned()),
        Err(_) => Err((FACTOR, Fault::NotChosen)),
    }
}

/// The day on which it was settled, or of the deed.
///
/// # Errors
///
/// What [`day`] says of the numbers; a day to come, one before the entry or before the factor was in
/// force.
pub fn on(kind: CaseKind, fields: &Fields, known: Known<'_>) -> Result<NaiveDate, FieldFault> {
    let on = day(fields)?;
    let [first, ..] = DAY;
    if on > known.today {
        return Err((first, Fault::InFuture));
    }
    match kind {
        CaseKind::Claim => match may_claim(known.book, field(fields, FACTOR), on, known.today) {
            Err(NoClaim::BeforeInForce { from }) => Err((first, Fault::BeforeInForce { from })),
            _ => Ok(on),
        },
        _ => match known.occurred_on {
            Some(occurred) if on < occurred => Err((first, Fault::BeforeEntry { on: occurred })),
            _ => Ok(on),
        },
    }
}

/// What is sent.
///
/// # Errors
///
/// Everything that is wrong, in the order in which it is asked for; never empty.
pub fn case(
    kind: CaseKind,
    fields: &Fields,
    known: Known<'_>,
    evidence: Vec<Attachment>,
) -> Result<NewCase, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let mut take = |fault: FieldFault| faults.push(fault);
    let is = |wanted: CaseKind| kind == wanted;
    let claimed = is(CaseKind::Claim).then(|| factor(fields, known).map_err(&mut take).ok());
    let ground = is(CaseKind::Objection).then(|| ground(fields).map_err(&mut take).ok());
    let day = (!is(CaseKind::Objection)).then(|| on(kind, fields, known).map_err(&mut take).ok());
    let words = words(fields).map_err(&mut take).ok();
    let wish = is(CaseKind::Objection).then(|| wish(fields).map_err(&mut take).ok());
    match words {
        Some(words) if faults.is_empty() => Ok(NewCase {
            kind,
            entry: (!is(CaseKind::Claim)).then(|| field(fields, ABOUT).to_owned()),
            factor: claimed.flatten(),
            on: day.flatten(),
            ground: ground.flatten(),
            words,
            wish: wish.flatten().flatten(),
            evidence,
        }),
        _ => Err(faults),
    }
}

fn within(name: &'static str, text: &str, most: usize) -> Result<String, FieldFault> {
    match text.chars().count().checked_sub(most) {
        None | Some(0) => Ok(text.to_owned()),
        Some(over) => Err((name, Fault::TooLong { over, most })),
    }
}
